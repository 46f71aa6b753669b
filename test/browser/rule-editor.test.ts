import type {Page} from "playwright-core";
import {describe, expect, it} from "vitest";
import {openPage} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";
import {visit} from "./visit.js";

const site = useTestedSite();

const open = (search = "") => visit(site.browser, `${site.url}rules.html${search}`);

const editor = (page: Page) => page.getByLabel("Sigma rule, YAML");

/** Puts a text into the editor and waits until it has been read. */
async function write(page: Page, text: string): Promise<void> {
  await editor(page).fill(text);
  await page
    .locator('[data-testid="rule-verdict"]:is([data-state="valid"], [data-state="invalid"])')
    .waitFor();
}

/** Runs what stands in the editor; what each rule hit. */
async function run(page: Page) {
  const results = page.getByTestId("rule-results");
  const runs = () => results.getAttribute("data-runs");
  const before = await runs();
  await editor(page).press("Control+Enter");
  await expect.poll(runs, {timeout: 30_000}).not.toBe(before);
  return results.locator("[data-chart]").evaluateAll(frames =>
    frames.map(frame => {
      const {hits, attackers, published} = (frame as HTMLElement).dataset;
      return {
        title: frame.querySelector("h3")?.textContent ?? "",
        hits: Number(hits),
        attackers: attackers === undefined ? null : Number(attackers),
        published: published === undefined ? null : Number(published)
      };
    })
  );
}

describe("the editor", () => {
  it("hits with unchanged rules what they hit when the data were made", async () => {
    const opened = await open();
    const {page} = opened;
    // Of each kind the one with the most hits, and those that ask for the campus's clock, countries or what a session adds up to.
    const rules = await site.native.rows(`
      SELECT rule_id, source, line, hits, attackers, title FROM rules
      WHERE stands_alone AND hits > 0
      QUALIFY row_number() OVER (PARTITION BY kind ORDER BY hits DESC, rule_id) = 1
        OR row_number() OVER (PARTITION BY contains(source, 'business_hours') OR contains(source, 'local_time') ORDER BY rule_id) = 1
        OR row_number() OVER (PARTITION BY contains(source, 'source_country') ORDER BY rule_id) = 1
        OR row_number() OVER (PARTITION BY contains(source, 'temporal_ordered') ORDER BY rule_id) = 1`);
    expect(rules.length).toBeGreaterThan(3);
    for (const {source, hits, attackers, title} of rules) {
      await write(page, String(source));
      const results = await run(page);
      expect(
        results.map(result => result.published),
        String(title)
      ).toEqual(results.map(result => result.hits));
      expect(results).toContainEqual(expect.objectContaining({hits, attackers}));
    }
    await opened.close();
  });

  it("takes a rule's file from its panel, and counts live what an edited rule hits", async () => {
    const [row] = await site.native.rows(
      "SELECT rule_id, source FROM rules WHERE stands_alone AND kind = 'correlation' ORDER BY file LIMIT 1"
    );
    const opened = await open(`?rule=${row?.rule_id}`);
    const {page} = opened;
    await page.getByTestId("edit-rule").click();
    expect(await editor(page).inputValue()).toBe(row?.source);
    await write(
      page,
      "title: Web\nlogsource: {product: flowbook, category: event}\ndetection:\n  s: {destination_port: [80, 443], protocol: TCP}\n  condition: s\n"
    );
    const [result] = await run(page);
    const where = "destination_port IN (80, 443) AND protocol = 'TCP'";
    const hits = await site.native.number(`SELECT count(*) FROM events WHERE ${where}`);
    const attackers = await site.native.number(
      `SELECT count(DISTINCT attacker_ip) FROM events WHERE ${where}`
    );
    expect(result).toMatchObject({hits, attackers, published: null});
    expect(result?.title).toContain(hits.toLocaleString("en-US"));
    const first = await page
      .getByTestId("rule-results")
      .locator('td[data-column="source_ip"]')
      .allTextContents();
    const expected = await site.native.rows(
      `SELECT source_ip FROM events WHERE ${where} ORDER BY event_time, event_id LIMIT 50`
    );
    expect(first).toEqual(expected.map(({source_ip}) => source_ip));
    await opened.close();
  });

  it("shows what is wrong at its place, and leads there", async () => {
    const opened = await open();
    const {page} = opened;
    await write(
      page,
      "title: X\nlogsource: {product: flowbook, category: flow}\ndetection:\n  s:\n    destinaton_port: 22\n  condition: s\n"
    );
    const problem = page.locator(".rule-problem");
    expect(await problem.getAttribute("data-line")).toBe("5");
    expect(await problem.textContent()).toContain("destination_port");
    expect(await page.locator(".code-wrong").getAttribute("data-line")).toBe("5");
    expect(await page.getByTestId("run-rule").isDisabled()).toBe(true);
    await problem.getByRole("button").click();
    const before = await editor(page).evaluate(element => {
      const area = element as HTMLTextAreaElement;
      return area.value.slice(0, area.selectionStart);
    });
    expect(before.split("\n")).toHaveLength(5);
    await write(
      page,
      "title: W\nlogsource: {product: windows, category: process_creation}\ndetection:\n  s: {CommandLine: x}\n  condition: s\n"
    );
    const verdict = page.getByTestId("rule-verdict");
    expect(await verdict.textContent()).toContain(
      "Valid, but it cannot run here: no Windows event logs in this data."
    );
    const why = "Cannot run: no Windows event logs in this data.";
    expect(await page.getByTestId("rule-why").textContent()).toBe(why);
    expect(await page.getByTestId("run-rule").getAttribute("title")).toBe(why);
    expect(await page.getByTestId("run-rule").isDisabled()).toBe(true);
    expect(await page.locator(".code-wrong").count()).toBe(0);
    await opened.close();
  });

  it("says that a result is of the rule before an edit, and drops it where the text cannot run", async () => {
    const opened = await open();
    const {page} = opened;
    const text =
      "title: X\nlogsource: {product: flowbook, category: event}\ndetection:\n  s: {destination_port: 22}\n  condition: s\n";
    const before = page.getByTestId("rule-before");
    const cards = page.getByTestId("rule-results").locator("[data-chart]");
    await write(page, text);
    await run(page);
    expect(await before.isVisible()).toBe(false);
    await write(page, text.replace("22", "23"));
    expect(await before.textContent()).toBe("Result of the rule before this edit");
    expect(await before.isVisible()).toBe(true);
    expect(await cards.count()).toBe(1);
    await write(page, text);
    expect(await before.isVisible()).toBe(false);
    for (const broken of ["", "title: [", text.replace("flowbook, category: event", "windows")]) {
      await write(page, text);
      await run(page);
      expect(await cards.count()).toBe(1);
      await write(page, broken);
      expect(await cards.count(), broken).toBe(0);
      expect(await before.isVisible()).toBe(false);
    }
    await opened.close();
  });

  it("says of a rule without hits what each search matches, and what a field has instead", async () => {
    const opened = await open();
    const {page} = opened;
    const number = async (where: string) =>
      (await site.native.number(`SELECT count(*) FROM events WHERE ${where}`)).toLocaleString("en-US");
    await write(
      page,
      "title: X\nlogsource: {product: flowbook, category: event}\ndetection:\n  ssh: {destination_port: 22}\n  low: {destination_port|lt: 20}\n  odd: {protocol: '<b>QTP'}\n  condition: ssh and (low or odd)\n"
    );
    const [result] = await run(page);
    expect(result).toMatchObject({hits: 0, attackers: 0});
    const note = await page.getByTestId("rule-silence").textContent();
    const ssh = await number("destination_port = 22");
    expect(note).toContain(
      `ssh: ${ssh} · low: ${await number("destination_port < 20")} · odd: 0 · together: 0`
    );
    expect(note).toContain("No event of its log source has protocol <b>QTP; there are ");
    expect(note).toContain("TCP");
    await opened.close();
  });

  it("counts accounts where the log names no address", async () => {
    const [row] = await site.native.rows(
      "SELECT source, hits FROM rules WHERE stands_alone AND hits > 0 AND attackers IS NULL ORDER BY hits DESC, file LIMIT 1"
    );
    expect(row).toBeDefined();
    const opened = await open();
    await write(opened.page, String(row?.source));
    const results = await run(opened.page);
    const result = results.find(({attackers, hits}) => attackers === null && hits === row?.hits);
    expect(result?.title).toMatch(/ hits?(?: by [\d,]+ accounts?)?$/);
    await opened.close();
  });

  it("shows times in the campus's zone where the reader chose so", async () => {
    const opened = await open();
    const {page} = opened;
    await write(
      page,
      "title: X\nlogsource: {product: flowbook, category: event}\ndetection:\n  s: {destination_port: 22}\n  condition: s\n"
    );
    await run(page);
    const heading = page.getByTestId("rule-results").locator('th[data-column="event_time"]');
    expect(await heading.textContent()).toContain("Time (UTC)");
    await page.getByTestId("time-zone").click();
    await expect.poll(() => heading.textContent()).toContain("Time (campus)");
    await opened.close();
  });

  it("lists below it what a rule may ask for, and how", async () => {
    const opened = await open();
    await opened.page.locator(".rule-fields summary").click();
    await opened.page.locator('[data-testid="rule-modifiers"][data-state="ready"]').waitFor();
    const list = await opened.page.locator(".rule-fields").textContent();
    for (const word of ["startswith", "neq", "honeypot", "service: SSH", "data/rules/README.md"])
      expect(list).toContain(word);
    await opened.close();
  });

  it("draws no two characters as one", async () => {
    const opened = await open("?rule=nonsense");
    const ligatures = await opened.page
      .locator("textarea, #observablehq-main pre, #observablehq-main code")
      .evaluateAll(all => all.map(element => getComputedStyle(element).fontVariantLigatures));
    expect(ligatures.length).toBeGreaterThan(1);
    expect(new Set(ligatures)).toEqual(new Set(["none"]));
    await opened.close();
  });

  it("indents by Tab, and lets the keyboard out after Escape", async () => {
    const opened = await open();
    const {page} = opened;
    await write(page, "");
    await editor(page).focus();
    await page.keyboard.press("Tab");
    await page.keyboard.type("x");
    expect(await editor(page).inputValue()).toBe("  x");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    expect(await editor(page).evaluate(area => area === document.activeElement)).toBe(false);
    expect(await editor(page).inputValue()).toBe("  x");
    await opened.close();
  });

  it("never parses what a rule says", async () => {
    const opened = await open();
    const {page} = opened;
    const hostile = "<img src=x onerror=alert(1)>\\u202e";
    await write(
      page,
      `title: "${hostile}"\nlogsource: {product: flowbook, category: event}\ndetection:\n  s: {username: "${hostile}'; DROP TABLE events; --"}\n  condition: s\n---\ntitle: "${hostile}"\nlogsource: {product: flowbook, category: "${hostile}"}\ndetection: {s: {a: b}, condition: s}\n`
    );
    const [result] = await run(page);
    expect(result?.hits).toBe(0);
    expect(result?.title).toContain("<img src=x onerror=alert(1)>‹U+202E›");
    expect(await page.getByTestId("rule-editor").locator("img").count()).toBe(0);
    await opened.close();
  });

  it("stops a rule that takes too long, and runs the next", async () => {
    const {page, errors, close} = await openPage(site.browser, `${site.url}rules.html`);
    await editor(page).waitFor();
    await write(
      page,
      `title: Any
name: any
logsource: {product: flowbook, category: event}
detection: {s: {source_ip|exists: true}, condition: s}
---
title: Long
correlation:
  type: value_percentile
  rules: [any]
  group-by: [origin]
  timespan: 7d
  condition: {field: source_port, percentile: 50, gte: 10}
`
    );
    await editor(page).press("Control+Enter");
    await expect
      .poll(() => page.getByTestId("run-progress").textContent(), {timeout: 30_000})
      .toMatch(/^Running/);
    await page.getByRole("button", {name: "Stop"}).click();
    await expect.poll(() => page.getByTestId("run-progress").textContent()).toBe("Stopped.");
    await write(
      page,
      "title: Next\nlogsource: {product: flowbook, category: event}\ndetection: {s: {destination_port: 22}, condition: s}\n"
    );
    const [result] = await run(page);
    expect(result?.hits).toBe(
      await site.native.number("SELECT count(*) FROM events WHERE destination_port = 22")
    );
    expect(errors).toEqual([]);
    await close();
  });
});
