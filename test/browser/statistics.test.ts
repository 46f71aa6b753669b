import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, inject, it} from "vitest";
import type {FeatureDistributions} from "../../src/engine/feature-distributions.js";
import type {PublishedModel} from "../../src/engine/published.js";
import {within} from "./native.js";
import {settle} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";
import {visit} from "./visit.js";

const site = useTestedSite();
const open = (search = "") => visit(site.browser, `${site.url}statistics.html${search}`);
type Opened = Awaited<ReturnType<typeof open>>;
const json = async <T>(name: string) => JSON.parse(await readFile(join(inject("data"), name), "utf8")) as T;

/** Checks attacks, rates, places and users against SQL over the selected events. */
async function expectNumbers({column, total}: Opened, where: string, hours: number): Promise<void> {
  const kinds = await site.native.rows(`
    SELECT attack_type, count(*) AS n, count(DISTINCT attacker_ip) AS attackers, sum((severity = 'high')::INT) AS high
    FROM events WHERE attack_type IS NOT NULL AND ${where} GROUP BY 1 ORDER BY n DESC, 1`);
  expect(await column("attackers", "events")).toEqual(kinds.map(row => row.n));
  expect(await column("attackers", "attackers")).toEqual(kinds.map(row => row.attackers));
  expect(await column("attackers", "high")).toEqual(kinds.map(row => Number(row.high)));
  expect(await total("attack-types")).toBe(kinds.reduce((sum, row) => sum + Number(row.n), 0));

  const counted = await site.native.rows(`
    SELECT dataset, count(*) AS n, epoch_ms(date_trunc('hour', event_time::TIMESTAMP)) AS hour
    FROM events WHERE ${where} GROUP BY ALL`);
  const datasets = [...new Set(counted.map(row => String(row.dataset)))];
  const rates = [null, ...datasets].map(dataset => {
    const byHour = new Map<number, number>();
    for (const row of counted)
      if (dataset === null || row.dataset === dataset)
        byHour.set(Number(row.hour), (byHour.get(Number(row.hour)) ?? 0) + Number(row.n));
    const silent = hours - byHour.size;
    const counts = [...new Array<number>(silent).fill(0), ...byHour.values()].sort((a, b) => a - b);
    const sum = counts.reduce((a, b) => a + b, 0);
    return {
      dataset,
      sum,
      silent,
      median: counts[Math.ceil(hours / 2) - 1],
      p95: counts[Math.ceil(0.95 * hours) - 1],
      most: counts.at(-1)
    };
  });
  const expected = rates
    .filter(({dataset}) => dataset !== null || datasets.length > 1)
    .sort((a, b) => b.sum - a.sum);
  expect(await column("rate-table", "median")).toEqual(expected.map(rate => rate.median));
  expect(await column("rate-table", "p95")).toEqual(expected.map(rate => rate.p95));
  expect(await column("rate-table", "most")).toEqual(expected.map(rate => rate.most));
  expect(await column("rate-table", "silent")).toEqual(expected.map(rate => rate.silent));

  const placed = `FROM events e LEFT JOIN sources s ON s.address = e.source_ip WHERE ${where.replaceAll("severity", "e.severity")}`;
  expect(await total("countries")).toBe(
    await site.native.number(`SELECT count(*) ${placed} AND s.country_code IS NOT NULL AND s.site IS NULL`)
  );
  const continents = await site.native.rows(`
    SELECT CASE WHEN s.site IS NULL THEN s.continent ELSE 'campus' END AS name, count(*) AS n, count(DISTINCT e.source_ip) AS sources
    ${placed} GROUP BY 1 ORDER BY n DESC, 1`);
  expect(await column("continents", "events")).toEqual(continents.map(row => row.n));
  expect(await column("continents", "sources")).toEqual(continents.map(row => row.sources));

  const users = await site.native.rows(`
    SELECT username, count(*) AS n FROM events
    WHERE username IS NOT NULL AND ${where} AND (event_type LIKE '%login.failed' OR event_type LIKE '%login.success'
      OR event_type IN ('login.accepted', 'vpn.connected', 'vpn.failed', 'dionaea.login'))
    GROUP BY 1 ORDER BY n DESC, 1 LIMIT 30`);
  expect(await column("users", "events")).toEqual(users.map(row => row.n));
}

describe("the Statistics page's numbers are native DuckDB's over the events", () => {
  it("for some hours of two datasets, which anomalous events alone narrow", async () => {
    const from = site.native.overview.default.from + 30 * 3_600_000;
    const range = {from, to: from + 10 * 3_600_000};
    const query = `?from=${new Date(range.from).toISOString()}&to=${new Date(range.to).toISOString()}`;
    const opened = await open(`${query}&dataset=cowrie,iscx`);
    const where = `${within(range)} AND dataset IN ('cowrie', 'iscx')`;
    await expectNumbers(opened, where, 10);
    await opened.page.getByRole("button", {name: "Anomalous events"}).click();
    await settle(opened.page);
    const [busiest] = await opened.column("rate-table", "most");
    expect(busiest).toBe(
      await site.native.number(`SELECT max(n) FROM (SELECT count(*) AS n FROM events
        WHERE severity <> 'none' AND ${where} GROUP BY date_trunc('hour', event_time))`)
    );
    await opened.close();
  });

  it("and a window without events says so everywhere", async () => {
    const opened = await open("?from=2001-01-01T00:00&to=2001-01-02T00:00");
    for (const id of ["attack-types", "attackers", "rates", "countries", "continents", "users"])
      expect(["empty", "not-measured"]).toContain(await opened.frame(id).getAttribute("data-state"));
    await opened.close();
  });
});

describe("the window that the page opens on", () => {
  let opened: Opened;
  let distributions: FeatureDistributions;

  beforeAll(async () => {
    opened = await open();
    distributions = await json("feature-distributions.json");
  });
  afterAll(() => opened?.close());

  it("is counted as native DuckDB counts it", async () => {
    const range = site.native.overview.default;
    await expectNumbers(opened, within(range), (range.to - range.from) / 3_600_000);
  });

  it("compares labelled flows by what the events themselves measure", async () => {
    const flows = "(dataset = 'iscx' OR event_type IN ('flow', 'netflow'))";
    const family = distributions.families.find(({family}) => family === "flow");
    const measured = family?.features.find(({name}) => name === "bytes_sent");
    const edges = measured?.edges ?? [];
    expect(edges.length).toBeGreaterThan(5);
    const bins = await site.native.rows(`
      SELECT bin, sum((label = 'Attack')::INT) AS a, sum((label = 'Normal')::INT) AS b FROM (
        SELECT label, len(list_filter([${edges.slice(0, -1)}], e -> bytes_sent::FLOAT >= e)) AS bin
        FROM events WHERE ${flows} AND label IS NOT NULL AND bytes_sent IS NOT NULL)
      GROUP BY 1 ORDER BY 1`);
    const sum = (side: "a" | "b") => bins.reduce((total, bin) => total + Number(bin[side]), 0);
    const shared = bins.reduce(
      (total, bin) => total + Math.min(Number(bin.a) / sum("a"), Number(bin.b) / sum("b")),
      0
    );
    const more = opened.page.getByTestId("more-features");
    if (await more.isVisible()) await more.click();
    const card = opened.frame("features").locator('[data-feature="bytes_sent"]');
    expect(Number(await card.getAttribute("data-overlap"))).toBeCloseTo(shared, 9);
    const overlaps = await opened
      .frame("features")
      .locator("[data-overlap]")
      .evaluateAll(cards => cards.map(found => Number((found as HTMLElement).dataset.overlap)));
    expect(overlaps).toEqual([...overlaps].sort((a, b) => a - b));
    const [labelled] = await site.native.rows(
      `SELECT sum((label = 'Attack')::INT) AS a, sum((label = 'Normal')::INT) AS b FROM events WHERE ${flows}`
    );
    const subtitle = (await opened.frame("features").locator(".frame-subtitle").textContent()) ?? "";
    expect(subtitle.replaceAll(",", "")).toContain(
      `${labelled?.a} flows labelled Attack against ${labelled?.b} labelled Normal`
    );
  });

  it("compares logins, which carry no label, by what was found about them", async () => {
    await opened.page.getByRole("button", {name: "Logins", exact: true}).click();
    await settle(opened.page);
    const [found] = await site.native.rows(
      "SELECT sum((severity <> 'none')::INT) AS a, sum((severity = 'none')::INT) AS b FROM events WHERE dataset = 'authlog'"
    );
    const subtitle = (await opened.frame("features").locator(".frame-subtitle").textContent()) ?? "";
    expect(subtitle.replaceAll(",", "")).toContain(
      `${found?.a} login events with a finding against ${found?.b} without`
    );
  });

  it("names every feature that a model goes without, and why", async () => {
    const model = await json<PublishedModel>("model.json");
    const dropped = model.families.flatMap(family => family.dropped);
    expect(dropped.length).toBeGreaterThan(0);
    const reasons = await opened.frame("left-out").locator('td[data-column="why"]').allTextContents();
    expect(reasons.filter(reason => reason.startsWith("missing in")).length).toBe(dropped.length);
    expect(await opened.total("left-out")).toBe(reasons.length);
  });
});
