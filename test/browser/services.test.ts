import {describe, expect, it} from "vitest";
import {within} from "./native.js";
import {useTestedSite} from "./tested-site.js";
import {visit} from "./visit.js";

const site = useTestedSite();

const open = (search = "") => visit(site.browser, `${site.url}services.html${search}`);

async function expectNumbers(
  {total, column}: Awaited<ReturnType<typeof open>>,
  where: string
): Promise<void> {
  const all = await site.native.number(`SELECT count(*) FROM events WHERE ${where}`);
  expect(await total("services")).toBe(all);
  expect(await total("protocols")).toBe(all);
  expect(await total("ports")).toBe(
    await site.native.number(`
      SELECT coalesce(sum(n), 0)::BIGINT FROM (
        SELECT count(*) AS n, sum((severity <> 'none')::INT) AS bad FROM events
        WHERE destination_port IS NOT NULL AND ${where}
        GROUP BY destination_port, protocol ORDER BY bad DESC, n DESC, destination_port, protocol LIMIT 10
      )`)
  );
  for (const [id, end] of [
    ["sources", "source_ip"],
    ["destinations", "destination_ip"]
  ] as const) {
    const expected = await site.native.rows(`
      SELECT ${end} AS address, count(*) AS n, sum((severity <> 'none')::INT) AS bad,
        CASE WHEN count(action) > 0 THEN sum((action IS NOT DISTINCT FROM 'blocked')::INT) END AS blocked,
        (SELECT count(*) FROM alerts a WHERE a.${end} = e.${end} AND ${where}) AS alerts
      FROM events e WHERE ${end} IS NOT NULL AND ${where}
      GROUP BY ${end} ORDER BY bad DESC, n DESC, ${end} LIMIT 20`);
    expect(await column(id, "events")).toEqual(expected.map(row => row.n));
    expect(await column(id, "anomalous")).toEqual(expected.map(row => Number(row.bad)));
    expect(await column(id, "alerts")).toEqual(expected.map(row => row.alerts));
    // A cell without a number reads "not measured".
    expect(await column(id, "blocked")).toEqual(
      expected.map(row => (row.blocked === null ? Number.NaN : Number(row.blocked)))
    );
    expect(await total(id)).toBe(expected.reduce((sum, row) => sum + Number(row.n), 0));
  }
}

describe("the Services page's numbers are native DuckDB's over the events", () => {
  it("for the window that it opens on", async () => {
    const opened = await open();
    await expectNumbers(opened, within(site.native.overview.default));
    await opened.close();
  });

  it("for datasets and severities", async () => {
    const opened = await open("?dataset=dionaea,authlog&severity=low,medium,high,critical");
    const names = "dataset IN ('dionaea', 'authlog') AND severity IN ('low', 'medium', 'high', 'critical')";
    await expectNumbers(opened, `${within(site.native.overview.default)} AND ${names}`);
    await opened.close();
  });

  it("for half an hour, which the cube does not know", async () => {
    const from = site.native.overview.default.from + 12.25 * 3_600_000;
    const to = from + 1_800_000;
    const opened = await open(`?from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`);
    await expectNumbers(opened, within({from, to}));
    await opened.close();
  });
});

it("bars say how many were anomalous and blocked, and where that is not measured", async () => {
  const opened = await open("?dataset=iscx");
  const text = await opened.frame("services").locator("svg").last().textContent();
  expect(text).toContain("not measured");
  await opened.close();
});

it("a source leads to the alerts about it in the window shown", async () => {
  const opened = await open("?dataset=cowrie");
  const link = opened.frame("sources").locator('td[data-column="address"] a').first();
  const {pathname, searchParams} = new URL((await link.getAttribute("href")) ?? "", opened.page.url());
  expect(pathname).toBe("/alerts.html");
  expect(searchParams.get("source")).toBe(await link.textContent());
  expect(searchParams.get("dataset")).toBe("cowrie");
  await opened.close();
});
