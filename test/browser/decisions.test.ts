import {readFile} from "node:fs/promises";
import type {BrowserContext, Page} from "playwright-core";
import {describe, expect, it} from "vitest";
import type {Act, Decision} from "../../src/engine/decisions/decision.js";
import {formatDecisions} from "../../src/engine/decisions/format-decisions.js";
import {parseDecisions} from "../../src/engine/decisions/parse-decisions.js";
import {findViolations} from "./accessibility.js";
import {logFile, openLogs} from "./open-logs.js";
import {openPage, settle, waitUntil} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";
import {visit} from "./visit.js";

const site = useTestedSite();

const hostile = "<img src=x onerror=alert(1)> \u202e =1+1";

/** An alert about an address that may be blocked. */
async function anAlert(): Promise<{id: string; address: string; finding: string}> {
  const [row] = await site.native.rows(`
    SELECT alert_id, attacker_ip, finding FROM alerts JOIN sources ON address = attacker_ip
    WHERE rule IS NOT NULL AND sources.site IS NULL AND NOT is_private ORDER BY alert_id LIMIT 1`);
  return {id: String(row?.alert_id), address: String(row?.attacker_ip), finding: String(row?.finding)};
}

const decide = (...acts: readonly Act[]): Decision[] =>
  acts.map((act, i) => ({
    id: `d${i}`,
    at: new Date(Date.UTC(2026, 0, 1, 0, i)).toISOString(),
    by: "somebody",
    act
  }));

/** Presses a button of the open dialog, and sees it go. */
async function answer(page: Page, label: string): Promise<void> {
  await page.locator(".ask-dialog").getByRole("button", {name: label, exact: true}).click();
  await page.locator(".ask-dialog").waitFor({state: "detached"});
}

const kept = async (page: Page) => {
  const text = await page.evaluate(() => localStorage.getItem("flowbook-decisions /"));
  return parseDecisions(text ?? "").decisions;
};

const openDecisions = async (context: BrowserContext) => {
  const page = await context.newPage();
  await page.goto(`${site.url}decisions.html`);
  await page.locator("[data-chart=saved]").waitFor();
  await settle(page);
  return page;
};

const totalOf = async (page: Page, id: string) =>
  Number(await page.getByTestId(`chart-${id}`).getAttribute("data-total"));

describe("deciding", () => {
  it("writes down who did what, shows it everywhere at once, and can be undone, exported and imported", async () => {
    const alert = await anAlert();
    const opened = await visit(site.browser, `${site.url}test/decisions.html?alert=${alert.id}`);
    const {page} = opened;
    const context = page.context();
    const tools = page.locator(".decision-actions");
    const press = (name: string) => tools.getByRole("button", {name, exact: true}).click();
    const mark = page.getByTestId("mark");
    expect((await mark.textContent())?.trim()).toBe("open");

    // By keyboard alone; the focus stays among the buttons.
    await tools.getByRole("button", {name: "Acknowledge", exact: true}).focus();
    await page.keyboard.press("Enter");
    expect((await mark.textContent())?.trim()).toBe("acknowledged");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Close…");
    await page.keyboard.press("Enter");
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.type(hostile);
    await page.getByLabel("Your name").fill("night shift");
    await page.keyboard.press("Enter");
    await page.locator(".ask-dialog").waitFor({state: "detached"});
    expect((await mark.textContent())?.trim()).toBe("closed");

    await press("☆ Star");
    await press("Tag…");
    await page.getByLabel("Tag", {exact: true}).fill("lab");
    expect(await page.getByLabel("Your name").isVisible()).toBe(false);
    await answer(page, "Add");
    await press("Block…");
    await page.getByLabel("Address or range").fill("10.0.0.0/8");
    await page.getByLabel("Why?").fill(hostile);
    await page.locator(".ask-dialog").getByRole("button", {name: "Block", exact: true}).click();
    expect(await page.locator(".ask-problem").textContent()).toMatch(
      /^10\.0\.0\.0\/8 is not blocked: it holds/
    );
    await page.getByLabel("Address or range").fill(alert.address);
    await answer(page, "Block");
    await press("Expected…");
    await page.getByLabel("Why is it expected?").fill("our own");
    await page.getByLabel("Until").fill("2099-12-31");
    await answer(page, "Suppress");
    expect(await tools.getByRole("button", {name: "Not expected"}).count()).toBe(1);
    expect(await page.locator(".decision-said").textContent()).toContain(
      "Closed: <img src=x onerror=alert(1)>"
    );

    const trail = await kept(page);
    expect(trail.map(({act}) => act.kind)).toEqual([
      "acknowledge",
      "close",
      "star",
      "tag",
      "block",
      "suppress"
    ]);
    expect(trail.map(({by}) => by)).toEqual(["reader", ...Array(5).fill("night shift")]);
    expect(trail[5]?.act).toEqual({
      kind: "suppress",
      match: {address: alert.address, finding: alert.finding},
      reason: "our own",
      expires: "2100-01-01T00:00:00.000Z"
    });

    const list = await openDecisions(context);
    expect(await totalOf(list, "trail")).toBe(6);
    expect(await list.locator("[data-chart=trail] td[data-column=what]").allTextContents()).toEqual([
      expect.stringContaining("expected, until 2100-01-01 00:00 UTC"),
      expect.stringContaining("blocked, until taken back"),
      "tagged lab",
      "starred",
      expect.stringContaining("closed: <img src=x onerror=alert(1)> ‹U+202E› =1+1"),
      "acknowledged"
    ]);
    const about = list.locator("[data-chart=trail] td[data-column=about]").last();
    expect(await about.textContent()).toContain(alert.finding);
    expect(await about.textContent()).toContain(`source ${alert.address}`);
    const value = (row: number, key: string) =>
      list
        .locator(`[data-chart=triage] tbody tr >> nth=${row} >> td[data-column=${key}]`)
        .getAttribute("data-value");
    for (const [row, table] of ["alerts", "incidents", "campaigns", "risks"].entries()) {
      const all = await site.native.number(`SELECT count(*) FROM ${table}`);
      expect(Number(await value(row, "open")), table).toBe(row === 0 ? all - 1 : all);
    }
    expect(await value(0, "closed")).toBe("1");
    await list.locator(".blocklist-export summary").click();
    await list.getByRole("button", {name: "nginx", exact: true}).click();
    const lines = ((await list.locator(".blocklist-export pre").textContent()) ?? "").trimEnd().split("\n");
    expect(lines.filter(line => !line.startsWith("#"))).toEqual([`deny ${alert.address};`]);
    expect(await findViolations(list)).toEqual([]);

    // Undone, the note goes and the status before is back, in the other tab too.
    await list.locator(`[data-undo="${trail[1]?.id}"]`).click();
    await waitUntil(
      page,
      'document.querySelector("[data-testid=mark]").textContent.trim() === "acknowledged★"'
    );
    await settle(list);
    expect(await totalOf(list, "trail")).toBe(7);
    expect(await list.locator("[data-chart=trail] td[data-column=what] s").count()).toBe(1);
    await list.locator(`[data-undo="${trail[1]?.id}"]`).click();
    await waitUntil(page, 'document.querySelector("[data-testid=mark]").textContent.trim() === "closed★"');
    await settle(list);

    const download = list.waitForEvent("download");
    await list.getByRole("button", {name: "Export 8 decisions"}).click();
    const exported = await readFile(await (await download).path(), "utf8");
    expect(parseDecisions(exported).decisions).toEqual(await kept(list));
    await opened.close();

    const other = await visit(site.browser, `${site.url}decisions.html`);
    const give = (text: string) =>
      other.page
        .locator(".import-area input")
        .setInputFiles({name: "team.json", mimeType: "application/json", buffer: Buffer.from(text)});
    const file = JSON.parse(exported) as {decisions: unknown[]};
    await give(JSON.stringify({...file, decisions: [...file.decisions, {id: "bad"}]}));
    const result = other.page.locator(".import-result");
    await result.getByText("8 new decisions").waitFor();
    expect(await result.textContent()).toMatch(
      /by reader, night shift, 0 known already, 1 refused.*entry 9 \(bad\): missing at/s
    );
    expect(await kept(other.page)).toEqual([]);
    await result.getByRole("button", {name: "Add 8 decisions"}).click();
    await result.getByText("Added 8 decisions").waitFor();
    expect(formatDecisions(await kept(other.page))).toBe(exported);
    await give(exported);
    await result.getByText("0 new decisions, 8 known already, 0 refused").waitFor();
    await give("no JSON");
    await result.getByText("invalid JSON").waitFor();
    await other.close();
  });
});

describe("decisions that came with the site", () => {
  it("stand below the reader's own, who may undo them", async () => {
    const alert = await anAlert();
    const {page, errors, close} = await openPage(site.browser, `${site.url}index.html`);
    const published = formatDecisions(
      decide(
        {kind: "close", target: {kind: "alert", id: alert.id}, note: "by the build"},
        {kind: "acknowledge", target: {kind: "alert", id: "ffffffffffffffff"}},
        {kind: "save", what: "view", name: "Shared", address: "alerts.html?severity=high"}
      )
    );
    await page.context().route(/\/decisions\.[\w]+\.json$/, route => route.fulfill({body: published}));
    const list = await openDecisions(page.context());
    await waitUntil(list, 'document.querySelector("[data-chart=trail]").dataset.total === "3"');
    await settle(list);
    expect(await list.locator("[data-chart=trail] td[data-column=by]").first().textContent()).toContain(
      "came with the site"
    );
    expect(await list.locator("[data-chart=trail] td[data-column=about]").nth(1).textContent()).toContain(
      "of other data"
    );
    const first = list.locator("[data-chart=triage] tbody tr").first();
    expect(await first.locator("td[data-column=closed]").getAttribute("data-value")).toBe("1");
    expect(await first.locator("td[data-column=elsewhere]").getAttribute("data-value")).toBe("1");
    expect(await list.locator("[data-chart=saved] a").getAttribute("href")).toBe(
      "./alerts.html?severity=high"
    );
    expect(await kept(list)).toEqual([]);
    await list.locator('[data-undo="d0"]').click();
    await waitUntil(list, 'document.querySelector("[data-chart=trail]").dataset.total === "4"');
    expect((await kept(list)).map(({act}) => act)).toEqual([{kind: "undo", decision: "d0"}]);
    expect(errors).toEqual([]);
    await close();
  });

  it("silence alerts of logs that are opened in the page, and the Data page counts them", async () => {
    const login = (second: number) =>
      JSON.stringify({
        eventid: "cowrie.login.failed",
        timestamp: `2026-03-01T12:30:${String(second).padStart(2, "0")}.000000Z`,
        src_ip: second % 2 === 0 ? "203.0.113.7" : "198.51.100.7",
        session: `0123456789a${second % 2}`,
        username: "root",
        password: `guess${second}`,
        protocol: "ssh",
        sensor: "sensor"
      });
    const log = logFile("cowrie.json", Array.from({length: 40}, (_, i) => login(i)).join("\n"));
    const {page, errors, close} = await openPage(site.browser, `${site.url}data.html`);
    await settle(page);
    const decisions = decide({
      kind: "suppress",
      match: {address: "203.0.113.0/24", detector: "honeypot"},
      reason: "our own test",
      expires: "2026-03-02T00:00:00.000Z"
    });
    await page.context().route(/\/materials\.[\w]+\.json$/, async route => {
      const materials = (await (await route.fetch()).json()) as {content: object};
      await route.fulfill({json: {...materials, content: {...materials.content, decisions}}});
    });
    await openLogs(page, [log]);
    await page.goto(`${site.url}data.html`);
    await page.locator("[data-chart=suppressed][data-state=ready]").waitFor();
    const row = page.locator("[data-chart=suppressed] tbody tr");
    expect(await row.locator("td[data-column=events]").getAttribute("data-value")).toBe("20");
    expect(await totalOf(page, "suppressed")).toBe(1);
    expect(await row.textContent()).toContain("our own test");
    expect((await page.getByTestId("chart-suppressed").locator("h3").textContent())?.trim()).toBe(
      "1 alert was left out as expected"
    );
    expect(errors).toEqual([]);
    await close();
  });
});
