import {readFile} from "node:fs/promises";
import type {Locator, Page} from "playwright-core";
import {describe, expect, it} from "vitest";
import type {Cell, Notebook} from "../../src/engine/notebook/document.js";
import {formatNotebook, parseNotebook} from "../../src/engine/notebook/file.js";
import {decodeNotebook, encodeNotebook} from "../../src/engine/notebook/share.js";
import {settle, waitUntil} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";
import {visit} from "./visit.js";

const site = useTestedSite();

const open = (address = "") => visit(site.browser, `${site.url}notebook.html${address}`);

/** A cell by its name, or by its place from 1. */
const cell = (page: Page, which: string | number): Locator =>
  typeof which === "number"
    ? page.locator(".nb-cell").nth(which - 1)
    : page.locator(`.nb-cell:has(h3:text-is("${which}"))`);

const total = async (found: Locator) =>
  Number(await found.locator("[data-chart]").getAttribute("data-total"));

const column = (found: Locator, name: string) =>
  found
    .locator(`td[data-column="${name}"]`)
    .evaluateAll(cells => cells.map(cell => (cell as HTMLElement).dataset.value ?? cell.textContent));

const honeypots = "dataset IN ('cowrie', 'dionaea')";

const sql = (source: string, name: string | null = null): Cell => ({
  id: "",
  kind: "sql",
  name,
  source,
  folded: false
});
const linkOf = (notebook: Notebook) => `#nb=${encodeNotebook(notebook)}`;

describe("the ten questions", () => {
  it("are answered by numbers that native DuckDB finds too, and their exercises know right from wrong", async () => {
    const {page, close} = await open();
    const {native} = site;
    const count = (from: string) => native.number(`SELECT count(*) FROM (${from})`);
    expect(await total(cell(page, "hourly"))).toBe(
      await count(`SELECT DISTINCT epoch_ms(event_time) // 3600000, dataset FROM events WHERE ${honeypots}`)
    );
    const countries =
      await native.rows(`SELECT coalesce(country, 'unknown') AS country, count(DISTINCT address) AS n
      FROM sources WHERE address IN (SELECT source_ip FROM events WHERE ${honeypots}) GROUP BY 1 ORDER BY n DESC, 1 LIMIT 10`);
    expect(await column(cell(page, "countries"), "attackers")).toEqual(countries.map(({n}) => String(n)));
    const regulars =
      await native.rows(`SELECT source_ip, count(*) AS events, count(DISTINCT epoch_ms(event_time) // 86400000) AS days
      FROM events WHERE ${honeypots} GROUP BY 1 ORDER BY days DESC, events DESC, 1 LIMIT 10`);
    expect(await column(cell(page, "regulars"), "events")).toEqual(
      regulars.map(({events}) => String(events))
    );
    const [first] = regulars;
    await page
      .getByText(
        `${first?.source_ip}: seen on ${first?.days} days, in ${first?.events?.toLocaleString()} events.`
      )
      .waitFor();
    // Passwords stay hidden until they are shown.
    expect(await column(cell(page, "guesses"), "password")).toEqual(Array(10).fill("••••••••"));
    const guess = await native.rows(`SELECT password FROM events JOIN details USING (event_id)
      WHERE ${honeypots} AND password IS NOT NULL GROUP BY username, password ORDER BY count(*) DESC, username, password LIMIT 10`);
    await page.getByLabel("Show passwords").check();
    await cell(page, "guesses").locator('td[data-column="password"]:not(:has(.masked))').first().waitFor();
    expect(await column(cell(page, "guesses"), "password")).toEqual(guess.map(({password}) => password));

    const exercise = page.locator('.nb-cell[data-kind="exercise"]').nth(1);
    const ports = await native.number(
      `SELECT count(DISTINCT destination_port) FROM events WHERE ${honeypots}`
    );
    const answer = exercise.getByLabel("Your answer: a value or a query");
    const verdict = exercise.locator(".nb-verdict");
    for (const [text, words] of [
      [String(ports + 1), "✗ Not yet: the answer says something else."],
      [String(ports), "✓ Right: the answer says the same."],
      [
        `SELECT count(DISTINCT destination_port) FROM events WHERE ${honeypots};`,
        "✓ Right: the answer says the same."
      ],
      ["SELECT nope FROM events", '✗ Binder Error: Referenced column "nope" not found']
    ] as const) {
      await answer.fill(text);
      await exercise.getByRole("button", {name: "Check"}).click();
      await verdict.filter({hasText: words}).waitFor();
    }
    await exercise.getByRole("button", {name: "Show the answer"}).click();
    await exercise.locator(".nb-answer td").waitFor();
    expect(await column(exercise.locator(".nb-answer"), "ports")).toEqual([String(ports)]);
    await close();
  });
});

describe("an edit", () => {
  it("runs again just what depends on it, is kept as a copy in this browser, and can be undone", async () => {
    const {page, close} = await open("?notebook=start-here");
    const words = page.getByTestId("notebook-kept");
    await page.getByText("What you change is kept as a copy of yours.").waitFor();
    const events = async (limit: number) =>
      (
        await site.native.rows(
          `SELECT count(*) AS n FROM events GROUP BY source_ip ORDER BY n DESC, source_ip LIMIT ${limit}`
        )
      ).map(({n}) => String(n));
    expect(await column(cell(page, "busiest"), "events")).toEqual(await events(10));
    await page.locator(".nb-add-last [data-add=sql]").click();
    await page.keyboard.type("SELECT sum(events) AS n FROM busiest");
    await page.keyboard.press("Control+Enter");
    const last = page.locator(".nb-cell").last();
    await last.locator("td").waitFor();
    const sum = (numbers: string[]) => String(numbers.reduce((all, n) => all + Number(n), 0));
    expect(await column(last, "n")).toEqual([sum(await events(10))]);
    await page.getByLabel("Rows").fill("3");
    await waitUntil(
      page,
      "document.querySelectorAll('.nb-cell')[2].querySelectorAll('tbody tr').length === 3"
    );
    await settle(page);
    expect(await column(last, "n")).toEqual([sum(await events(3))]);
    await words.filter({hasText: "Kept in this browser"}).waitFor();

    // Alt and an arrow move it, Escape leaves the code, Delete deletes and Ctrl+Z brings back.
    await last.locator(".nb-text").focus();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Alt+ArrowUp");
    const kinds = () =>
      page.locator(".nb-cell").evaluateAll(cells => cells.map(c => (c as HTMLElement).dataset.kind));
    expect(await kinds()).toEqual(["markdown", "input", "sql", "chart", "sql", "markdown"]);
    await page.keyboard.press("Delete");
    expect((await kinds()).length).toBe(5);
    await page.getByText("Cell deleted.").waitFor();
    await page.keyboard.press("Control+z");
    expect((await kinds()).length).toBe(6);
    await settle(page);
    await page.waitForTimeout(600);
    await page.reload();
    await settle(page);
    expect(await page.getByTestId("kept-count").textContent()).toBe(
      "This browser keeps 1 notebook of yours."
    );
    expect((await kinds()).length).toBe(6);
    expect(await column(cell(page, 5), "n")).toEqual([sum(await events(3))]);
    await close();
  });
});

describe("a notebook from a link", () => {
  it("is data: whatever stands in it is shown as text or refused with a sentence, and nothing leaves the page", async () => {
    const hostile = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>';
    const markdown = (source: string): Cell => ({...sql(source), kind: "markdown"});
    const statements = [
      "COPY events TO 'http://example.org/x.csv'",
      "ATTACH 'http://example.org/x.db'",
      "INSTALL httpfs",
      "LOAD httpfs",
      "SET enable_external_access = true",
      "PRAGMA database_list",
      "SELECT * FROM read_csv('http://example.org/x.csv')",
      "SELECT * FROM read_text('/etc/passwd')",
      "FROM 'http://example.org/x.parquet'",
      "SELECT 1; DROP TABLE events"
    ];
    const notebook: Notebook = {
      title: hostile,
      cells: [
        markdown(`# ${hostile}\n\n[link](javascript:window.ran=1) ![x](http://example.org/x.png) {{value}}`),
        sql(
          `SELECT '${hostile}' AS "${hostile.replaceAll('"', '""')}", '=cmd()|x' AS formula, chr(8238) || 'abc' AS bidi`,
          "value"
        ),
        {
          ...sql(JSON.stringify({mark: "dot", data: "value", x: "formula", y: "bidi", title: hostile})),
          kind: "chart" as const
        },
        {
          ...sql(
            JSON.stringify({mark: "bar", data: "value", x: "formula", y: "formula", onclick: "window.ran=1"})
          ),
          kind: "chart" as const
        },
        {...sql(`${hostile}\n\n\`\`\`answer\nCOPY events TO 'x'\n\`\`\``), kind: "exercise" as const},
        ...statements.map(statement => sql(statement)),
        sql("SELECT * FROM range(10000000000)", "many"),
        sql("SELECT count(*) AS n FROM events WHERE destination_port = 22")
      ].map((c, i) => ({...c, id: `c${i + 1}`}))
    };
    const {page, close} = await open(linkOf(notebook));
    await settle(page, 60_000);
    expect(await page.evaluate("window.ran")).toBeUndefined();
    expect(await page.locator(".nb-badge").textContent()).toBe("From a link");
    expect(await page.locator(".nb-cells :is(img, script, iframe)").count()).toBe(0);
    expect(await page.locator('.nb-cells a[href^="javascript"]').count()).toBe(0);
    const errors = await page.locator('.nb-cell[data-state="error"] .nb-error').allTextContents();
    expect(errors).toHaveLength(statements.length + 2);
    expect(errors.filter(text => text.includes("a cell only reads: it begins with SELECT"))).toHaveLength(7);
    expect(errors.filter(text => text.includes("file system operations are disabled"))).toHaveLength(2);
    expect(errors.filter(text => /\bat \S+\.js|undefined/.test(text))).toEqual([]);
    expect(await cell(page, "many").locator(".frame-subtitle").textContent()).toContain(
      "more than 1,000,000 rows"
    );
    expect(await column(page.locator(".nb-cell").last(), "n")).toEqual([
      String(await site.native.number("SELECT count(*) FROM events WHERE destination_port = 22"))
    ]);
    // It is nobody's until it is changed, and its own link holds the same.
    expect(await page.getByTestId("kept-count").textContent()).toContain("What you change is kept");
    await page.getByRole("button", {name: "Share"}).click();
    const address = await page.getByLabel("Link to this notebook").inputValue();
    expect(decodeNotebook(address.slice(address.indexOf("#nb=") + 4)).notebook).toEqual(notebook);
    await close();
  });

  it("that never ends is stopped, and the notebook goes on in another database", async () => {
    const cells = [
      sql("SELECT count(*) AS n FROM alerts", "before_it"),
      sql("SELECT sum(a.range * b.range % 7) AS n FROM range(10000000) a, range(10000000) b"),
      sql("SELECT n + 1 AS m FROM before_it")
    ].map((c, i) => ({...c, id: `c${i + 1}`}));
    const {page, errors, close} = await openUnsettled(linkOf({title: "Long", cells}));
    await cell(page, 2).getByText("Running …").waitFor();
    await page.getByRole("toolbar").getByRole("button", {name: "Stop"}).click();
    await cell(page, 2).getByText("Stopped.").waitFor();
    await cell(page, 3).focus();
    await page.keyboard.press("Shift+Enter");
    await cell(page, 3).locator("td").waitFor();
    const alerts = await site.native.number("SELECT count(*) FROM alerts");
    expect(await column(cell(page, 3), "m")).toEqual([String(alerts + 1)]);
    expect(errors).toEqual([]);
    await close();
  });
});

/** As `open`, of a notebook that never comes to rest. */
async function openUnsettled(address: string) {
  const {openPage} = await import("./open-page.js");
  return openPage(site.browser, `${site.url}notebook.html${address}`);
}

describe("a notebook as a file", () => {
  it("is downloaded and opened again, the same; what is none is refused with a sentence", async () => {
    const cells = [sql("SELECT nope\nFROM sessions", "wrong"), sql("SUMMARIZE sessions")];
    const {page, close} = await open(
      linkOf({title: "Mine", cells: cells.map((c, i) => ({...c, id: `c${i + 1}`}))})
    );
    await cell(page, 1).getByText("(line 1, column 8)").waitFor();
    expect(await cell(page, 1).locator(".nb-wrong").textContent()).toBe("nope");
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", {name: "Download"}).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe("mine.json");
    const text = await readFile(await download.path(), "utf8");
    expect(parseNotebook(text).notebook?.cells.map(({source}) => source)).toEqual(
      cells.map(({source}) => source)
    );
    const upload = (name: string, content: string) =>
      page
        .getByLabel("Open a notebook file")
        .setInputFiles({name, mimeType: "application/json", buffer: Buffer.from(content)});
    await upload("x.json", '{"a": 1}');
    await page
      .getByText('x.json: this is JSON, but not a Flowbook notebook: "format" must be "flowbook-notebook"')
      .waitFor();
    await upload("y.json", formatNotebook({title: "Other", cells: [sql("SELECT count(*) AS n FROM rules")]}));
    await cell(page, 1).locator("td").waitFor();
    expect(await page.getByLabel("Title of this notebook").inputValue()).toBe("Other");
    expect(await column(cell(page, 1), "n")).toEqual([
      String(await site.native.number("SELECT count(*) FROM rules"))
    ]);

    // The list of tables says what there is, and makes a query of a table.
    await page.getByText("Tables", {exact: true}).click();
    await page.getByLabel("Find a table or column").fill("hassh");
    await page.locator('.nb-table[data-table="sessions"]').getByRole("button", {name: "Preview"}).click();
    await page.locator('.nb-cell[data-kind="sql"]').nth(1).locator("td").first().waitFor();
    expect(await total(page.locator('.nb-cell[data-kind="sql"]').nth(1))).toBe(100);
    await settle(page);
    await close();
  });
});
