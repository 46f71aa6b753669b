import {DuckDBInstance} from "@duckdb/node-api";
import fc from "fast-check";
import {beforeAll, describe, expect, it} from "vitest";
import {kpiNames, kpiQuery} from "../../src/engine/build/kpis.js";
import {
  aggregate,
  aggregateQuery,
  answersFromCube,
  buildCube,
  type Cube,
  type CubeRow,
  cubeQuery,
  type Dimension,
  dimensions
} from "../../src/engine/cube.js";
import {datasets, severities} from "../../src/engine/event.js";
import type {Selection} from "../../src/engine/selection.js";
import {inlineParams, type Query} from "../../src/engine/sql.js";
import {alerts, events, sources} from "../../src/engine/tables.js";

const hour = 3_600_000;
/** Before 1970, because clocks that were never set are about there. */
const start = Date.UTC(1969, 11, 31, 12);
const hours = 40;
const everything: Selection = {
  from: start,
  to: start + hours * hour,
  datasets: [],
  severities: [],
  sources: []
};

let rows: (query: Query) => Promise<Record<string, unknown>[]>;
let cube: Cube;

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const {name, columns} of [events, alerts, sources])
    await connection.run(`CREATE TABLE ${name} (${columns.map(c => `"${c.name}" ${c.type}`).join(", ")})`);
  const one = (of: readonly string[]) =>
    `['${of.join("', '")}'][1 + (hash(i, '${of[0]}') % ${of.length})::INTEGER]`;
  const common = `
    i::VARCHAR AS event_id, epoch_ms(${start} + (hash(i, 't') % ${hours * hour})::BIGINT)::TIMESTAMP_MS AS event_time,
    ${one(datasets)} AS dataset, ${one(severities)} AS severity, 'x' || hash(i, 's') % 9 AS source_ip,
    CASE WHEN i % 3 > 0 THEN 'a' || hash(i, 'a') % 5 END AS attacker_ip,
    CASE WHEN i % 2 = 0 THEN ['blocked', 'allowed'][1 + (hash(i, 'b') % 2)::INTEGER] END AS action,
    CASE WHEN i % 5 > 0 THEN (hash(i, 'c') % 10000) / 10000 END AS anomaly_score,
    CASE WHEN i % 7 > 0 THEN 'kind ' || hash(i, 'k') % 3 END AS attack_type,
    CASE WHEN i % 4 > 0 THEN [22, 80, 443, 9999][1 + (hash(i, 'p') % 4)::INTEGER] END AS destination_port, 'TCP' AS protocol`;
  await connection.run(`INSERT INTO events BY NAME SELECT ${common} FROM range(3000) t(i)`);
  await connection.run(
    `INSERT INTO alerts BY NAME SELECT 'x' || i AS alert_id, ${common} FROM range(5000, 5300) t(i)`
  );
  await connection.run(`
    INSERT INTO sources BY NAME
    SELECT 'x' || i AS address, CASE WHEN i > 1 THEN ['CA', 'US', 'DE'][1 + i % 3] END AS country_code,
      CASE WHEN i IN (2, 7) THEN 'Main Campus' END AS site FROM range(8) t(i)`);
  rows = async query => {
    const found = (await connection.runAndReadAll(inlineParams(query))).getRowObjectsJS();
    return found.map(row =>
      Object.fromEntries(Object.entries(row).map(([k, v]) => [k, typeof v === "bigint" ? Number(v) : v]))
    );
  };
  cube = buildCube((await rows(cubeQuery(everything))) as CubeRow[], start);
});

const instant = fc.integer({min: -3, max: hours + 3}).map(h => start + h * hour);
const selection = fc
  .record({
    ends: fc.tuple(instant, instant),
    datasets: fc.subarray([...datasets], {maxLength: 3}),
    severities: fc.subarray([...severities], {maxLength: 3})
  })
  .map(
    ({ends: [a, b], ...rest}): Selection => ({...rest, from: Math.min(a, b), to: Math.max(a, b), sources: []})
  );
const grouping = fc.shuffledSubarray([...dimensions]).map((by): readonly Dimension[] => by);

const inOneOrder = (found: readonly object[]) =>
  found.map(row => JSON.stringify(Object.entries(row).sort())).sort();

describe("the cube", () => {
  it("gives the answer of SQL over the rows, for any selection and grouping", async () => {
    await fc.assert(
      fc.asyncProperty(selection, grouping, async (selection, by) => {
        expect(answersFromCube(selection)).toBe(true);
        const expected = await rows(aggregateQuery(selection, by));
        expect(inOneOrder(aggregate(cube, selection, by))).toEqual(inOneOrder(expected));
      }),
      {numRuns: 60}
    );
  });

  it("keeps the campus's own addresses apart from the country they are in", async () => {
    const found = aggregate(cube, everything, ["country"]);
    expect(found.map(row => row.country)).toEqual(["CA", "DE", "US", "campus", null]);
    const [counted] = await rows({sql: "SELECT count(*) AS n FROM events WHERE source_ip IN ('x2', 'x7')"});
    expect(found.find(row => row.country === "campus")?.events).toBe(counted?.n);
  });

  it("comes in order of time, and knows when it cannot answer", () => {
    const times = aggregate(cube, everything, ["hour"]).map(row => row.hour ?? 0);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(start);
    expect(answersFromCube({...everything, from: start + 1})).toBe(false);
    expect(answersFromCube({...everything, sources: ["x1"]})).toBe(false);
  });

  it("keeps years apart that are a century apart, whatever is grouped by first", () => {
    const row = (hour: number, dataset: string): CubeRow => ({
      ...{hour, dataset, severity: "none", service: "SSH", country: null, attack_type: null},
      ...{events: 1, blocked: 0, allowed: 0, scored: 0, score_sum: 0, alerts: 0}
    });
    const far = Date.UTC(2190, 0, 1);
    const wide = buildCube([row(0, "cowrie"), row(0, "iscx"), row(far, "cowrie"), row(far, "iscx")], 0);
    const all = {...everything, from: 0, to: far + hour};
    expect(aggregate(wide, all, ["dataset", "hour"]).map(r => [r.dataset, r.hour, r.events])).toEqual([
      ["cowrie", 0, 1],
      ["cowrie", far, 1],
      ["iscx", 0, 1],
      ["iscx", far, 1]
    ]);
  });

  it("sums nothing to a row of zeros, as SQL does", () => {
    const nothing = {...everything, to: start};
    expect(aggregate(cube, nothing, [])).toEqual([
      {events: 0, blocked: 0, allowed: 0, scored: 0, score_sum: 0, alerts: 0}
    ]);
    expect(aggregate(cube, nothing, ["hour"])).toEqual([]);
  });
});

describe("the headline numbers", () => {
  it("agree with the cube wherever both count the same", async () => {
    await fc.assert(
      fc.asyncProperty(selection, async selection => {
        const [kpis = {}] = await rows(kpiQuery(selection));
        expect(Object.keys(kpis).sort()).toEqual([...kpiNames].sort());
        const bySeverity = aggregate(cube, selection, ["severity"]);
        const sum = (pick: (row: CubeRow) => number) =>
          bySeverity.reduce((total, row) => total + pick(row), 0);
        expect(kpis.events).toBe(sum(row => row.events));
        expect(kpis.anomalous).toBe(sum(row => (row.severity === "none" ? 0 : row.events)));
        expect(kpis.blocked).toBe(sum(row => row.blocked));
        expect(kpis.acted).toBe(sum(row => row.blocked + row.allowed));
        expect(kpis.critical_alerts).toBe(sum(row => (row.severity === "critical" ? row.alerts : 0)));
        expect(kpis.high_alerts).toBe(sum(row => (row.severity === "high" ? row.alerts : 0)));
      }),
      {numRuns: 30}
    );
  });

  it("count distinct addresses, and narrow to one source", async () => {
    const [all] = await rows(kpiQuery(everything));
    expect([all?.addresses, all?.attackers]).toEqual([9, 5]);
    const [one] = await rows(kpiQuery({...everything, sources: ["x1"]}));
    expect(one?.addresses).toBe(1);
    expect(Number(one?.events)).toBeLessThan(3000);
  });
});
