import type {Page} from "playwright-core";
import {describe, expect, it} from "vitest";
import {country} from "../../src/engine/build/country.js";
import {service} from "../../src/engine/build/service.js";
import {findViolations} from "./accessibility.js";
import {within} from "./native.js";
import {openPage, settle, waitUntil} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";
import {visit} from "./visit.js";

const site = useTestedSite();

const open = (search = "") => visit(site.browser, `${site.url}alerts.html${search}`);

const gravity = "list_position(['low', 'medium', 'high', 'critical'], severity) DESC";
const gravestFirst = `${gravity}, finding_alerts, anomaly_score DESC NULLS LAST, event_time, alert_id`;

const opening = () => within(site.native.overview.default);
const countOf = (where: string, what = "count(*)", from = "alerts") =>
  site.native.number(`SELECT ${what} FROM ${from} WHERE ${where}`);
const idsOf = async (where: string, order = gravestFirst, offset = 0) => {
  const sql = `SELECT alert_id FROM alerts WHERE ${where} ORDER BY ${order} LIMIT 20 OFFSET ${offset}`;
  return (await site.native.rows(sql)).map(row => row.alert_id);
};

const rowsOf = (page: Page) => page.locator(".triage-table tbody tr");
const shown = (page: Page) => rowsOf(page).evaluateAll(rows => rows.map(row => row.getAttribute("data-id")));

/** Waits until the table's rows and the counts beside its choices are those of a number of rows. */
async function expectTotal(page: Page, total: number): Promise<void> {
  await waitUntil(page, `document.querySelector("[data-testid=triage]").dataset.total === "${total}"`);
  await settle(page);
}

/** The counts beside the choices of a facet, those that were counted. */
const choices = (page: Page, facet: string) =>
  page
    .locator(`details[data-facet="${facet}"] label`)
    .evaluateAll(labels =>
      labels.map(label => [
        (label as HTMLElement).dataset.value ?? "",
        Number((label.querySelector(".facet-rows") as HTMLElement).dataset.rows)
      ])
    );

/** The entries of a side panel: value and rows. */
const entries = (page: Page, id: string) =>
  page
    .locator(`[data-chart="${id}"] li`)
    .evaluateAll(items =>
      items.map(item => [
        (item as HTMLElement).dataset.value ?? "",
        Number((item as HTMLElement).dataset.rows)
      ])
    );

/** Groups of alerts as the page lists them: the most frequent first. */
async function grouped(column: string, where: string, limit: number, from = "alerts"): Promise<unknown[]> {
  const rows = await site.native.rows(
    `SELECT coalesce(${column}, 'none') AS value, count(*) AS n FROM ${from} WHERE ${where}
     GROUP BY ALL ORDER BY n DESC, value LIMIT ${limit}`
  );
  return rows.map(({value, n}) => [value, n]);
}

/** The panel once its evidence is there. */
async function evidence(page: Page): Promise<void> {
  await page.locator('.event-evidence[data-state="ready"]').waitFor();
}

describe("the table", () => {
  it("holds the alerts of the selection, the gravest first, with counts beside every choice", async () => {
    const opened = await open();
    const {page} = opened;
    await expectTotal(page, await countOf(opening()));
    expect(await opened.total("alerts")).toBe(await countOf(opening()));
    expect(await shown(page)).toEqual(await idsOf(opening()));
    await page.getByRole("button", {name: "Next page"}).click();
    const second = await idsOf(opening(), gravestFirst, 20);
    await waitUntil(page, `document.querySelector(".triage-table tbody tr").dataset.id === "${second[0]}"`);
    expect(await shown(page)).toEqual(second);

    const withSource = "alerts a LEFT JOIN sources s ON s.address = a.source_ip";
    expect(await choices(page, "severity")).toEqual(await grouped("severity", opening(), 14));
    expect(await choices(page, "technique")).toEqual(await grouped("technique", opening(), 14));
    expect(await choices(page, "action")).toEqual(await grouped("action", opening(), 14));
    expect(await choices(page, "service")).toEqual(await grouped(`(${service})`, opening(), 14));
    expect(await choices(page, "country")).toEqual(await grouped(`(${country})`, opening(), 14, withSource));
    expect(await entries(page, "triage-findings")).toEqual(await grouped("finding", opening(), 10));
    const riskiest = await site.native.rows(
      `SELECT address, n FROM risks JOIN (SELECT attacker_ip, count(*) AS n FROM alerts WHERE ${opening()} GROUP BY ALL) ON attacker_ip = address
       ORDER BY risk DESC, n DESC, address LIMIT 8`
    );
    expect(await entries(page, "triage-sources")).toEqual(riskiest.map(({address, n}) => [address, n]));
    const atSites = "alerts a JOIN sources t ON t.address = a.destination_ip";
    expect(await entries(page, "triage-sites")).toEqual(
      await grouped("t.site", `${opening()} AND t.site IS NOT NULL`, 8, atSites)
    );
    expect(await opened.column("alert-severities", "alerts")).toEqual(
      await Promise.all(
        ["critical", "high", "medium", "low"].map(name => countOf(`severity = '${name}' AND ${opening()}`))
      )
    );
    const box = page.locator(".triage-table");
    expect(await box.evaluate(element => element.scrollWidth - element.clientWidth)).toBe(0);
    expect(await findViolations(page)).toEqual([]);
    await opened.close();
  });

  it("is narrowed by a shared address, by panels, chips and switches, and goes back", async () => {
    const opened = await open("?severity=medium,low&dataset=suricata&action=blocked&q=ET&sort=-event_count");
    const {page} = opened;
    const base = `${opening()} AND dataset = 'suricata' AND lower(concat_ws(chr(10), finding, attack_type, username, app_protocol, severity, dataset)) LIKE '%et%'`;
    const narrowed = `${base} AND severity IN ('medium', 'low')`;
    const found = `${narrowed} AND action = 'blocked'`;
    await expectTotal(page, await countOf(found));
    const counts = await opened.column("alerts", "event_count");
    expect(counts).toEqual(
      (
        await site.native.rows(
          `SELECT event_count FROM alerts WHERE ${found} ORDER BY event_count DESC LIMIT 20`
        )
      ).map(row => row.event_count)
    );
    await page.locator('[data-chip="action"] button').click();
    await expectTotal(page, await countOf(narrowed));
    const [[most = ""] = []] = await entries(page, "triage-findings");
    await page.locator('[data-chart="triage-findings"] .triage-entry').first().click();
    const ofFinding = `${narrowed} AND finding = '${String(most).replaceAll("'", "''")}'`;
    await expectTotal(page, await countOf(ofFinding));
    expect(new URL(page.url()).searchParams.get("finding")).toBe(most);
    await page.goBack();
    await expectTotal(page, await countOf(narrowed));
    await page.locator('[data-switch="suspicious"]').click();
    await expectTotal(page, await countOf(`${narrowed} AND severity = 'medium'`));
    await page.locator('.severity-card[data-severity="low"]').click();
    await expectTotal(page, await countOf(`${base} AND severity = 'medium'`));
    expect(new URL(page.url()).search).toBe(
      "?dataset=suricata&severity=medium&q=ET&suspicious=yes&sort=-event_count"
    );
    await opened.close();
  });

  it("tells by one switch of incidents, campaigns and sources instead, where one of their alerts matches", async () => {
    const opened = await open("?dataset=authlog");
    const {page} = opened;
    const where = `${opening()} AND dataset = 'authlog'`;
    for (const [of, total] of [
      ["incidents", await countOf(where, "count(DISTINCT incident_id)")],
      [
        "campaigns",
        await countOf(where, "count(DISTINCT campaign_id)", "alerts JOIN incidents USING (incident_id)")
      ],
      ["sources", await countOf(where, "count(DISTINCT attacker_ip)")]
    ] as const) {
      await page.locator(`[data-of="${of}"]`).click();
      await expectTotal(page, total);
      expect(await opened.total(of)).toBe(total);
    }
    const risks = await site.native.rows(
      `SELECT address FROM risks WHERE address IN (SELECT attacker_ip FROM alerts WHERE ${where}) ORDER BY risk DESC, alerts DESC, address LIMIT 20`
    );
    expect(await shown(page)).toEqual(risks.map(row => row.address));
    await rowsOf(page).first().focus();
    await page.keyboard.press("Enter");
    await page.getByTestId("source-panel").waitFor();
    expect(new URL(page.url()).searchParams.get("address")).toBe(risks[0]?.address);
    await opened.close();
  });
});

describe("a decision", () => {
  const decided = (page: Page) =>
    page.evaluate(() => {
      const key = Object.keys(localStorage).find(name => name.startsWith("flowbook-decisions "));
      const text = key === undefined ? null : localStorage.getItem(key);
      return [...(text ?? "").matchAll(/"kind":\s*"(\w+)",\s*"target"/g)].map(match => match[1]);
    });

  it("is made by keys: the closed stand back, are counted, and can be shown and undone", async () => {
    const opened = await open("?severity=critical");
    const {page} = opened;
    const where = `${opening()} AND severity = 'critical'`;
    const total = await countOf(where);
    const [first, second, third] = await idsOf(where);
    await expectTotal(page, total);
    await page.keyboard.press("j");
    await page.keyboard.press("a");
    const mark = `document.querySelector('tr[data-id="${first}"] .triage-status')`;
    // Keys that follow at once are about the row that is marked, and what is typed into a dialog stays words.
    expect(await page.evaluate(`${mark}.textContent`)).toBe("✓ acknowledged");
    await page.keyboard.press("j");
    expect(await page.locator("tr[data-cursor]").getAttribute("data-id")).toBe(second);
    await page.keyboard.press("s");
    await page.keyboard.press("c");
    await page.keyboard.type("just a scan");
    expect(await page.locator("dialog.ask-dialog textarea").inputValue()).toBe("just a scan");
    await page.keyboard.press("Escape");
    await settle(page);
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.id)).toBe(second);
    await page.keyboard.press("s");
    expect(await page.locator("tr .triage-star").count()).toBe(0);
    await page.keyboard.press("k");
    await page.getByTestId("triage-said").getByRole("button", {name: "Undo"}).click();
    await waitUntil(page, `${mark} === null`);
    await settle(page);

    await rowsOf(page).first().focus();
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    expect(await page.getByTestId("triage-ticked").textContent()).toBe("2 alerts selected");
    await page.keyboard.press("c");
    await page.locator("dialog.ask-dialog textarea").fill("expected test traffic");
    await page.locator("dialog.ask-dialog .ask-decide").click();
    await expectTotal(page, total - 2);
    expect(await page.getByTestId("triage").getAttribute("data-hidden")).toBe("2");
    expect((await shown(page))[0]).toBe(third);
    expect(await decided(page)).toEqual(["acknowledge", "star", "unstar", "close", "close"]);
    expect(await page.locator("tr[data-cursor]").getAttribute("data-id")).toBe(third);
    await page.getByTestId("triage-show-hidden").click();
    await expectTotal(page, total);
    expect((await shown(page)).slice(0, 2)).toEqual([first, second]);
    // While the reader types, letters are letters.
    await page.keyboard.press("/");
    await page.keyboard.type("jacx");
    expect(await decided(page)).toHaveLength(5);
    expect(await page.getByRole("searchbox").inputValue()).toBe("jacx");
    await opened.close();
  });

  it("that alerts are expected hides all of their kind, from the menu of a row", async () => {
    const opened = await open("?dataset=cowrie&sort=-event_count");
    const {page} = opened;
    const where = `${opening()} AND dataset = 'cowrie'`;
    const total = await countOf(where);
    await expectTotal(page, total);
    const id = await rowsOf(page).first().getAttribute("data-id");
    const [kind] = await site.native.rows(`SELECT finding, attacker_ip FROM alerts WHERE alert_id = '${id}'`);
    await rowsOf(page).first().locator(".triage-menu-button").click();
    await page.getByRole("menuitem", {name: "Expected: suppress…"}).click();
    await page.locator("dialog.ask-dialog textarea").first().fill("our own scanner");
    await page.locator("dialog.ask-dialog .ask-decide").click();
    const same = `${where} AND finding = '${String(kind?.finding).replaceAll("'", "''")}' AND attacker_ip = '${kind?.attacker_ip}'`;
    const hidden = await countOf(same);
    expect(hidden).toBeGreaterThan(0);
    await expectTotal(page, total - hidden);
    expect(await page.getByTestId("triage").getAttribute("data-hidden")).toBe(String(hidden));
    await opened.close();
  });
});

it("what is new since the last visit is measured by the newest alert of each dataset, and columns are remembered", async () => {
  const seen = site.native.overview.default.to - 86_400_000;
  const {page, errors, close} = await openPage(site.browser, `${site.url}alerts.html`, {width: 390});
  await settle(page);
  await page.evaluate(time => {
    const key = Object.keys(localStorage).find(name => name.startsWith("flowbook-seen ")) ?? "";
    const {newest} = JSON.parse(localStorage.getItem(key) ?? "{}");
    const older = Object.fromEntries(Object.keys(newest).map(name => [name, time]));
    localStorage.setItem(key, JSON.stringify({at: "2026-03-08T09:30:00.000Z", newest: older}));
    sessionStorage.clear();
  }, seen);
  await page.reload();
  await settle(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.locator(".triage-fold > summary").click();
  expect(await page.getByTestId("triage-visit").textContent()).toContain("8 Mar 2026, 09:30");
  await page.locator('[data-switch="fresh"]').click();
  await expectTotal(page, await countOf(`${opening()} AND epoch_ms(last_time) > ${seen}`));
  await page.locator(".facet-columns summary").click();
  await page.locator(".facet-columns").getByLabel("User").check();
  await page.reload();
  await settle(page);
  expect(await page.locator('th[data-column="username"]').count()).toBe(1);
  expect(errors).toEqual([]);
  await close();
});

describe("an alert", () => {
  it("opens by keyboard, is named in the address, and shows the original line", async () => {
    const opened = await open("?dataset=suricata&severity=high");
    const row1 = rowsOf(opened.page).first();
    const id = await row1.getAttribute("data-id");
    await row1.focus();
    await opened.page.keyboard.press("Enter");
    await evidence(opened.page);
    expect(new URL(opened.page.url()).searchParams.get("alert")).toBe(id);
    const [row] = await site.native.rows(
      `SELECT raw.raw, reason FROM alerts JOIN raw USING (event_id) WHERE alert_id = '${id}'`
    );
    expect(await opened.page.getByTestId("event-raw").textContent()).toBe(row?.raw);
    expect(await opened.page.getByTestId("alert-panel").textContent()).toContain(String(row?.reason));
    await opened.page.keyboard.press("Escape");
    await expect.poll(() => new URL(opened.page.url()).search).toBe("?dataset=suricata&severity=high");
    await opened.close();
  });

  it("opens from its address, whatever is selected, and hides a password until it is shown", async () => {
    const [row] = await site.native.rows(
      `SELECT alert_id, password, raw FROM alerts JOIN details USING (event_id) JOIN raw USING (event_id)
       WHERE length(password) > 5 ORDER BY alert_id LIMIT 1`
    );
    const opened = await open(`?alert=${row?.alert_id}&dataset=iscx`);
    await evidence(opened.page);
    const panel = opened.page.getByTestId("alert-panel");
    expect(await panel.textContent()).not.toContain(String(row?.password));
    await opened.page.getByTestId("show-password").click();
    expect(await opened.page.getByTestId("event-raw").textContent()).toBe(row?.raw);
    await opened.close();
  });

  it("says on top which incident it is part of, and what to do first", async () => {
    const [row] = await site.native.rows(
      `SELECT alert_id, incident_id, title, recommendation FROM alerts JOIN incidents USING (incident_id)
       ORDER BY alert_id LIMIT 1`
    );
    const opened = await open(`?alert=${row?.alert_id}`);
    const box = opened.page.locator('[data-testid="alert-incident"][data-state="ready"]');
    await box.waitFor();
    expect(await box.textContent()).toContain(String(row?.recommendation));
    const link = box.locator(`a[data-incident="${row?.incident_id}"]`);
    expect(await link.textContent()).toBe(row?.title);
    await opened.close();
  });

  it("of a flow shows what was measured, and what the source itself calls the event", async () => {
    const [row] = await site.native.rows(
      `SELECT alert_id, bytes_sent, bytes_received, packets_sent, label FROM alerts JOIN events USING (event_id)
       WHERE detector = 'knn' AND alerts.dataset = 'iscx' AND label IS NOT NULL ORDER BY alert_id LIMIT 1`
    );
    const opened = await open(`?alert=${row?.alert_id}`);
    await opened.page.locator('.alert-measured[data-state="ready"]').waitFor();
    const measured = (await opened.page.locator(".alert-measured").textContent()) ?? "";
    for (const key of ["bytes_sent", "bytes_received", "packets_sent"])
      expect(measured, key).toContain(Number(row?.[key]).toLocaleString("en-US"));
    expect(await opened.page.getByTestId("alert-label").textContent()).toBe(
      `The log itself labels this event ${row?.label}.`
    );
    await opened.close();
  });

  it("that does not exist is said not to", async () => {
    const opened = await open("?alert=nonsense");
    await expect
      .poll(() => opened.page.locator("dialog[open]").textContent())
      .toContain("No alert has the id");
    await opened.close();
  });
});
