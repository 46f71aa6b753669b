import {describe, expect, it} from "vitest";
import type {TimeRange} from "../../src/engine/selection.js";
import {within} from "./native.js";
import {useTestedSite} from "./tested-site.js";
import {visit} from "./visit.js";

const site = useTestedSite();

type Opened = Awaited<ReturnType<typeof open>>;
const open = (search = "") => visit(site.browser, `${site.url}index.html${search}`);

/** Query strings of a window, as a reader would type them. */
const searchOf = ({from, to}: TimeRange) =>
  `?from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;

/** Each figure counted from the rows, in words of its own. */
const figures = {
  events: "SELECT count(*) FROM events WHERE",
  anomalous: "SELECT count(*) FROM events WHERE severity IN ('low', 'medium', 'high', 'critical') AND",
  critical: "SELECT count(*) FROM alerts WHERE severity = 'critical' AND",
  high: "SELECT count(*) FROM alerts WHERE severity = 'high' AND",
  blocked: "SELECT count(*) FROM events WHERE action = 'blocked' AND",
  "block-rate": "SELECT avg((action = 'blocked')::INTEGER) FROM events WHERE action IS NOT NULL AND",
  addresses: "SELECT count(*) FROM (SELECT source_ip FROM events WHERE source_ip IS NOT NULL AND",
  attackers:
    "SELECT count(*) FROM (SELECT attacker_ip FROM events WHERE attacker_ip IS NOT NULL AND severity <> 'none' AND"
} as const;

function figureQuery(id: keyof typeof figures, where: string): string {
  const grouped =
    id === "addresses" ? " GROUP BY source_ip)" : id === "attackers" ? " GROUP BY attacker_ip)" : "";
  return `${figures[id]} ${where}${grouped}`;
}

async function expectFigures({page}: Opened, where: string, previously: string | null): Promise<void> {
  for (const id of Object.keys(figures) as (keyof typeof figures)[]) {
    const card = page.getByTestId(`kpi-${id}`);
    const value = Number(await card.getAttribute("data-value"));
    expect(value, id).toBeCloseTo(await site.native.number(figureQuery(id, where)), 9);
    const previous = await card.getAttribute("data-previous");
    if (previously === null) expect(previous, id).toBe(null);
    else expect(Number(previous), id).toBeCloseTo(await site.native.number(figureQuery(id, previously)), 9);
  }
}

async function expectCharts({total, frame}: Opened, window: TimeRange, filter = "true"): Promise<void> {
  const where = `${within(window)} AND ${filter}`;
  const events = await site.native.number(`SELECT count(*) FROM events WHERE ${where}`);
  expect(await total("hourly")).toBe(events);
  expect(await total("severities")).toBe(events);
  const named = `SELECT count(attack_type) FROM events WHERE ${where}`;
  expect(await total("attack-types")).toBe(await site.native.number(named));
  for (const severity of ["critical", "high", "medium", "low"]) {
    const bar = frame("severities").locator(`tr[data-key="${severity}"]`);
    expect(Number(await bar.getAttribute("data-value"))).toBe(
      await site.native.number(`SELECT count(*) FROM events WHERE severity = '${severity}' AND ${where}`)
    );
  }
}

describe("the Overview's numbers are native DuckDB's over the events", () => {
  it("for the window that it opens on", async () => {
    const opened = await open();
    const window = site.native.overview.default;
    const previous = {from: 2 * window.from - window.to, to: window.from};
    const isCovered = previous.from >= site.native.overview.data.from;
    await expectFigures(opened, within(window), isCovered ? within(previous) : null);
    await expectCharts(opened, window);
    const bursts = `SELECT coalesce(sum(events), 0)::BIGINT FROM bursts WHERE kind = 'dataset'
      AND start_time BETWEEN epoch_ms(${window.from}) AND epoch_ms(${window.to - 1})`;
    expect(await opened.total("bursts")).toBe(await site.native.number(bursts));
    await opened.close();
  });

  it("for the last day, beside the day before", async () => {
    const {to} = site.native.overview.data;
    const window = {from: to - 86_400_000, to};
    const opened = await open(searchOf(window));
    await expectFigures(opened, within(window), within({from: to - 2 * 86_400_000, to: window.from}));
    await expectCharts(opened, window);
    await opened.close();
  });

  it("for one dataset and an odd half hour, which no published number knows", async () => {
    const from = site.native.overview.default.from + 60.25 * 3_600_000;
    const window = {from, to: from + 1_800_000};
    const opened = await open(`${searchOf(window)}&dataset=cowrie`);
    const before = {from: from - 1_800_000, to: from};
    await expectFigures(
      opened,
      `${within(window)} AND dataset = 'cowrie'`,
      `${within(before)} AND dataset = 'cowrie'`
    );
    await expectCharts(opened, window, "dataset = 'cowrie'");
    await opened.close();
  });
});

/** The gravest incidents of the window that the page opens on. */
function gravestIncidents(limit: number) {
  const {from, to} = site.native.overview.default;
  return site.native.rows(`
    SELECT incident_id, title, recommendation FROM incidents
    WHERE first_time < epoch_ms(${to}) AND last_time >= epoch_ms(${from})
    ORDER BY list_position(['low', 'medium', 'high', 'critical'], severity) DESC, coalesce(succeeded, false) DESC,
      length(detectors) - length(replace(detectors, ',', '')) DESC, last_time DESC, incident_id
    LIMIT ${limit}`);
}

describe("the answer", () => {
  it("names a stretch of time, how many events it had, and leads there", async () => {
    const opened = await open();
    const panel = opened.page.getByTestId("attention");
    expect(await panel.getAttribute("data-status")).toBe("attention");
    const traffic = await opened.page.getByTestId("attention-traffic").textContent();
    const link = opened.page.getByTestId("unusual-alerts");
    const {pathname, searchParams} = new URL((await link.getAttribute("href")) ?? "", opened.page.url());
    expect(pathname).toBe("/alerts.html");
    const window = {
      from: Date.parse(searchParams.get("from") ?? ""),
      to: Date.parse(searchParams.get("to") ?? "")
    };
    const severity = traffic?.includes("anomalous events on") ? "severity <> 'none'" : "true";
    const events = await site.native.number(
      `SELECT count(*) FROM events WHERE ${within(window)} AND dataset = '${searchParams.get("dataset")}' AND ${severity}`
    );
    expect(traffic).toContain(` recorded ${events.toLocaleString("en-US")} `);
    await opened.close();
  });

  it("leads with how many critical and high alerts are open, and what the gravest incident is about", async () => {
    const opened = await open();
    const window = within(site.native.overview.default);
    const count = (severity: string) =>
      site.native.number(`SELECT count(*) FROM alerts WHERE severity = '${severity}' AND ${window}`);
    const [critical, high] = await Promise.all([count("critical"), count("high")]);
    expect(await opened.page.getByTestId("attention-sentence").textContent()).toBe(
      `${critical.toLocaleString("en-US")} critical and ${high.toLocaleString("en-US")} high alerts are open.`
    );
    const who = opened.page.getByTestId("attention-who");
    const [gravest] = await gravestIncidents(1);
    expect(await who.textContent()).toContain(`The gravest incident: ${gravest?.title}, by `);
    expect(await who.textContent()).toContain(`What to do first: ${gravest?.recommendation}`);
    expect(await opened.page.getByTestId("attention").locator("dt").allTextContents()).toEqual([
      "Is everything okay?",
      "Where should I look first?",
      "What is happening over time?",
      "Who is attacking, and what are they after?"
    ]);
    const link = who.locator("a[data-incident]");
    expect(await link.getAttribute("data-incident")).toBe(gravest?.incident_id);
    await link.click();
    await opened.page.waitForURL(`**/incidents.html?incident=${gravest?.incident_id}`);
    await opened.close();
  });

  it("is worth a look, never green, when only high alerts are open", async () => {
    const [hour] =
      await site.native.rows(`SELECT epoch_ms(date_trunc('hour', event_time)) AS from_ms FROM alerts
      GROUP BY ALL HAVING count(*) FILTER (severity = 'high') > 0 AND count(*) FILTER (severity = 'critical') = 0
      ORDER BY from_ms`);
    const from = Number(hour?.from_ms);
    const opened = await open(searchOf({from, to: from + 3_600_000}));
    const status = await opened.page.getByTestId("attention").getAttribute("data-status");
    expect(["look", "attention"]).toContain(status);
    await opened.close();
  });

  it("says where the data is when the window is outside of it, and leads there", async () => {
    const opened = await open("?from=2190-01-01&to=2190-01-02");
    const panel = opened.page.getByTestId("attention");
    expect(await panel.getAttribute("data-status")).toBe("empty");
    expect(await opened.page.getByTestId("attention-sentence").textContent()).toContain(
      "This window holds no events; the data runs from"
    );
    const change = opened.page.locator('[data-kpi="events"] .kpi-change');
    expect((await change.textContent())?.trim()).toBe("");
    await panel.getByText("Show all of the data").click();
    await opened.page.locator('[data-testid="attention"][data-status="attention"]').waitFor();
    await opened.close();
  });

  it("says from whom there is nothing, and which source is no address", async () => {
    const nobody = await open("?source=203.0.113.254");
    expect(await nobody.page.getByTestId("attention-sentence").textContent()).toContain(
      "No events from 203.0.113.254 in this window"
    );
    await nobody.close();
    const nonsense = await open("?source=999.1.1.1");
    expect(await nonsense.page.locator(".selection-problems").textContent()).toContain(
      'invalid source: "999.1.1.1"'
    );
    await nonsense.close();
  });
});

it("ranks attackers by their risk, then by the severity of what they did and its variety", async () => {
  const opened = await open();
  const rows = await site.native.rows(`
    SELECT attacker_ip, max(list_position(['low', 'medium', 'high', 'critical'], severity)) AS worst,
      count(DISTINCT finding) AS findings, count(*) AS alerts,
      (SELECT risk FROM risks WHERE address = attacker_ip) AS risk
    FROM alerts WHERE attacker_ip IS NOT NULL AND ${within(site.native.overview.default)}
    GROUP BY attacker_ip ORDER BY risk DESC NULLS LAST, worst DESC, findings DESC LIMIT 5`);
  expect(await opened.column("attackers", "risk")).toEqual(rows.map(row => row.risk));
  const findings = rows.map(row => row.findings);
  expect(await opened.column("attackers", "finding")).toEqual(findings);
  const shown = await opened
    .frame("attackers")
    .locator("a[data-attacker]")
    .evaluateAll(links => links.map(link => link.getAttribute("data-attacker")));
  expect(shown[0]).toBe(rows[0]?.attacker_ip);
  const answer = await opened.page.getByTestId("attention-attacker").textContent();
  expect(answer).toContain(`The riskiest attacker: ${rows[0]?.attacker_ip} (`);
  expect(answer).toContain(`, in ${Number(rows[0]?.alerts).toLocaleString("en-US")} alert`);
  const alerts = await opened.column("attackers", "alerts");
  for (const [i, attacker] of shown.entries()) {
    expect(alerts[i]).toBe(
      await site.native.number(
        `SELECT count(*) FROM alerts WHERE attacker_ip = '${attacker}' AND ${within(site.native.overview.default)}`
      )
    );
  }
  await opened.close();
});

it("lists the gravest and the latest alerts, each leading to its evidence", async () => {
  const opened = await open();
  const ids = (id: string) =>
    opened
      .frame(id)
      .locator("a[data-alert]")
      .evaluateAll(links => links.map(link => link.getAttribute("data-alert")));
  const ordered = async (order: string) =>
    (
      await site.native.rows(
        `SELECT alert_id FROM alerts WHERE ${within(site.native.overview.default)} ORDER BY ${order} LIMIT 10`
      )
    ).map(row => row.alert_id);
  const rank =
    "list_position(['low', 'medium', 'high', 'critical'], severity) DESC, finding_alerts, anomaly_score DESC NULLS LAST";
  expect(await ids("top-alerts")).toEqual(await ordered(`${rank}, event_time, alert_id`));
  expect(await ids("latest-alerts")).toEqual(await ordered(`event_time DESC, ${rank}, alert_id`));
  await opened.frame("top-alerts").locator("a[data-alert]").first().click();
  await opened.page.waitForURL("**/alerts.html?alert=*");
  await opened.page.getByTestId("alert-panel").waitFor();
  await opened.close();
});

it("lists the three gravest incidents, each with what to do first and leading to its page", async () => {
  const opened = await open();
  const expected = await gravestIncidents(3);
  const links = opened.frame("top-incidents").locator("a[data-incident]");
  expect(await links.evaluateAll(all => all.map(link => link.getAttribute("data-incident")))).toEqual(
    expected.map(row => row.incident_id)
  );
  const text = (await opened.frame("top-incidents").textContent()) ?? "";
  for (const {recommendation} of expected) expect(text).toContain(recommendation);
  await links.first().click();
  await opened.page.waitForURL("**/incidents.html?incident=*");
  await opened.page.getByTestId("incident-panel").waitFor();
  await opened.close();
});

it("shows its figures without DuckDB", async () => {
  const context = await site.browser.newContext();
  await context.route(/duckdb|\.parquet$|\.wasm$/, route => route.abort());
  const page = await context.newPage();
  await page.goto(`${site.url}index.html`);
  for (const id of Object.keys(figures)) {
    await page.locator(`[data-kpi="${id}"][data-state="ready"]`).waitFor();
  }
  await page.locator('[data-chart="hourly"][data-state="ready"]').waitFor();
  await context.close();
});
