import type {Page} from "playwright-core";
import {describe, expect, it} from "vitest";
import {tactics} from "../../src/engine/attack/tactics.js";
import {parentOf, techniques} from "../../src/engine/attack/techniques.js";
import {useTestedSite} from "./tested-site.js";
import {visit} from "./visit.js";

const site = useTestedSite();

const open = (search = "") => visit(site.browser, `${site.url}rules.html${search}`);

const count = (where: string) => site.native.number(`SELECT count(*) FROM rules WHERE ${where}`);

const shown = (page: Page) =>
  page.locator(".rule-browser tbody tr").evaluateAll(rows => rows.map(row => row.getAttribute("data-rule")));

describe("the table", () => {
  it("lists every rule, and says how many saw something", async () => {
    const opened = await open();
    expect(await opened.total("rules")).toBe(await count("true"));
    const title = await opened.frame("rules").locator("h3").textContent();
    const [finding, seeing, grave] = await Promise.all([
      count("stands_alone"),
      count("stands_alone AND hits > 0"),
      count("stands_alone AND hits > 0 AND level IN ('high', 'critical')")
    ]);
    expect(title).toBe(`${finding} rules: ${seeing} saw something, ${grave} of them at high or above`);
    await opened.page.getByRole("button", {name: /^Show all/}).click();
    const keys = (await site.native.rows("SELECT rule_id FROM rules")).map(row => row.rule_id);
    expect((await shown(opened.page)).sort()).toEqual(keys.sort());
    await opened.close();
  });

  it("says of a rule what was counted, and what it cost when the data were made", async () => {
    const opened = await open();
    const [key = ""] = await shown(opened.page);
    const [row] = await site.native.rows(
      `SELECT hits, attackers, alerts, false_positive_rate, attack_hits / (attack_hits + normal_hits) AS precision
       FROM rules WHERE rule_id = '${key}'`
    );
    const names = ["hits", "attackers", "alerts", "false_positive_rate", "precision"];
    for (const name of names) {
      const [first] = await opened.column("rules", name);
      expect(first, name).toBeCloseTo(Number(row?.[name]), 9);
    }
    const costs = await opened.column("rules", "cost");
    expect(costs.length).toBeGreaterThan(0);
    for (const cost of costs) expect(cost).toBeGreaterThan(0);
    await opened.close();
  });

  it("leaves attackers unmeasured where the log names no address", async () => {
    const unnamed = await site.native.rows("SELECT rule_id FROM rules WHERE hits > 0 AND attackers IS NULL");
    expect(unnamed.length).toBeGreaterThan(0);
    const opened = await open();
    await opened.page.getByRole("button", {name: /^Show all/}).click();
    for (const {rule_id} of unnamed) {
      const cell = opened.page.locator(`tr[data-rule="${rule_id}"] td[data-column="attackers"]`);
      expect(await cell.textContent()).toBe("–");
      expect(await cell.locator("span").getAttribute("title")).toContain("not measured");
    }
    await opened.close();
  });

  it("is searched, narrowed and sorted", async () => {
    const opened = await open();
    await opened.page.getByRole("searchbox").fill("t1110.004");
    expect((await shown(opened.page)).length).toBe(await count("techniques LIKE '%T1110.004%'"));
    await opened.page.getByRole("searchbox").fill("");
    await opened.page.getByRole("button", {name: /^Silent/}).click();
    expect(await opened.page.getByTestId("rule-count").textContent()).toMatch(
      new RegExp(`^${await count("stands_alone AND hits = 0")} of `)
    );
    await opened.page.getByRole("button", {name: /^All/}).click();
    await opened.frame("rules").getByRole("button", {name: "Hits"}).click();
    const most = await site.native.rows("SELECT hits FROM rules ORDER BY hits DESC NULLS LAST LIMIT 25");
    expect(await opened.column("rules", "hits")).toEqual(most.map(({hits}) => hits));
    await opened.close();
  });
});

it("every column of a rule is in view at 1280 pixels", async () => {
  const opened = await open();
  const box = opened.page.locator(".rule-browser .data-table");
  expect(await box.evaluate(element => element.scrollWidth - element.clientWidth)).toBe(0);
  await opened.close();
});

describe("a rule", () => {
  it("opens by keyboard, is named in the address, and shows its hits with their alerts", async () => {
    const opened = await open();
    const link = opened.page.locator(".rule-browser tbody a").first();
    const id = await link.getAttribute("data-rule");
    await link.focus();
    await opened.page.keyboard.press("Enter");
    const panel = opened.page.getByTestId("rule-panel");
    await panel.locator('.pending[data-state="ready"]').waitFor();
    expect(new URL(opened.page.url()).searchParams.get("rule")).toBe(id);

    const hits = await site.native.number(`SELECT count(*) FROM rule_hits WHERE rule_id = '${id}'`);
    const frame = panel.locator("[data-chart]");
    await panel.locator('[data-chart][data-state="ready"]').waitFor();
    expect(Number(await frame.getAttribute("data-total"))).toBe(hits);
    expect(await panel.locator(".hit-table tbody tr").count()).toBe(Math.min(50, hits));
    const alerts = await panel
      .locator('.hit-table td[data-column="alert_id"] a')
      .evaluateAll(links =>
        links.map(alert => new URL((alert as HTMLAnchorElement).href).searchParams.get("alert"))
      );
    expect(alerts).toHaveLength(Math.min(50, hits));
    const list = alerts.map(alert => `'${alert}'`).join(", ");
    const [own] = await site.native.rows(
      `SELECT count(*) FILTER (rule = '${id}') AS own, count(*) AS all FROM alerts WHERE alert_id IN (${list})`
    );
    expect(own?.own).toBe(own?.all);

    await opened.page.keyboard.press("Escape");
    await expect.poll(() => new URL(opened.page.url()).search).toBe("");
    await opened.close();
  });

  it("opens from its address with what it means, its file and its SQL", async () => {
    const [row] = await site.native.rows(
      `SELECT rule_id, description, source, sql, "references" FROM rules WHERE kind = 'correlation' AND stands_alone ORDER BY file LIMIT 1`
    );
    const opened = await open(`?rule=${row?.rule_id}`);
    const panel = opened.page.getByTestId("rule-panel");
    await panel.waitFor();
    const oneLine = (text: unknown) => String(text).replace(/\s+/g, " ").trim();
    expect(await panel.textContent()).toContain(oneLine(row?.description));
    expect(await panel.getByTestId("rule-yaml").textContent()).toBe(row?.source);
    expect(await panel.getByTestId("rule-sql").textContent()).toBe(row?.sql);
    const links = await panel
      .locator('dd a[target="_blank"]')
      .evaluateAll(all =>
        all.map(link => ({href: (link as HTMLAnchorElement).href, rel: (link as HTMLAnchorElement).rel}))
      );
    expect(links.map(({href}) => href)).toEqual(JSON.parse(String(row?.references)));
    for (const {rel} of links) expect(rel).toContain("noopener");
    await opened.close();
  });

  it("that does not exist is said not to", async () => {
    const opened = await open("?rule=nonsense");
    await expect.poll(() => opened.page.locator("dialog").textContent()).toContain("No rule has the id");
    await opened.close();
  });
});

describe("the matrix", () => {
  it("has the tactics in order and marks what is looked for and what is blind", async () => {
    const opened = await open();
    const matrix = opened.frame("attack");
    const keys = await matrix
      .locator("[data-tactic]")
      .evaluateAll(all => all.map(tactic => (tactic as HTMLElement).dataset.tactic));
    expect(keys).toEqual(tactics.map(({key}) => key));

    const marked = async (cover: string) => {
      const ids = await matrix
        .locator(`.attack-cell[data-cover="${cover}"]`)
        .evaluateAll(cells => cells.map(cell => (cell as HTMLElement).dataset.technique ?? ""));
      return new Set(ids);
    };
    const named = async (sql: string) =>
      new Set(
        (await site.native.rows(sql))
          .map(({technique}) => parentOf(String(technique)))
          .filter(id => techniques.has(id))
      );
    const ofRules = (where: string) =>
      `SELECT unnest(from_json(techniques, '["VARCHAR"]')) AS technique FROM rules WHERE state = 'compiled' AND stands_alone AND ${where}`;
    const seen = await named(
      `${ofRules("hits > 0")} UNION ALL SELECT technique FROM alerts WHERE technique IS NOT NULL
       UNION ALL SELECT technique FROM signatures WHERE hits > 0`
    );
    const covered = await named(
      `${ofRules("true")} UNION ALL SELECT technique FROM alerts WHERE technique IS NOT NULL UNION ALL SELECT technique FROM signatures`
    );
    expect(await marked("seen")).toEqual(seen);
    expect(await marked("silent")).toEqual(new Set([...covered].filter(id => !seen.has(id))));
    const visible = [...techniques.values()].filter(({seenIn}) => seenIn === "network");
    const blind = visible.map(({id}) => parentOf(id)).filter(id => !covered.has(id));
    expect(await marked("blind")).toEqual(new Set(blind));
    expect(await opened.total("attack")).toBe(covered.size);
    await opened.close();
  });

  it("lists the rules of a technique when it is chosen", async () => {
    const opened = await open();
    await opened.frame("attack").locator('button[data-technique="T1110"]').first().click();
    expect(await opened.page.getByRole("searchbox").inputValue()).toBe("T1110");
    expect((await shown(opened.page)).length).toBe(await count("techniques LIKE '%T1110%'"));
    await opened.close();
  });
});
