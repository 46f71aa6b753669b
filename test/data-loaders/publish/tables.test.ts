import {createHash} from "node:crypto";
import {mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {openCache} from "../../../data-loaders/cache.js";
import {findInput} from "../../../data-loaders/input.js";
import {prepare, type Totals} from "../../../data-loaders/prepare.js";
import {simulate} from "../../../data-loaders/simulate/simulate.js";
import {kpiNames, kpiQuery} from "../../../src/engine/build/kpis.js";
import {aggregate, type Cube} from "../../../src/engine/cube.js";
import {decode} from "../../../src/engine/detect/isolation-forest/file.js";
import {scoreBlock} from "../../../src/engine/detect/isolation-forest/score.js";
import {scoreOfTotal} from "../../../src/engine/explain/explain-isolation-forest.js";
import {featureSets} from "../../../src/engine/features/features.js";
import type {Overview} from "../../../src/engine/overview.js";
import type {PublishedModel} from "../../../src/engine/published.js";
import {inlineParams} from "../../../src/engine/sql.js";
import {rawShardOf, rawShards, tables} from "../../../src/engine/tables.js";

const directory = mkdtempSync(join(tmpdir(), "flowbook-test-"));
const output = join(directory, "output");
let totals: Totals;
let query: (sql: string) => Promise<Record<string, unknown>[]>;

const json = <T>(name: string): T => JSON.parse(readFileSync(join(output, name), "utf8"));
const path = (name: string) => `'${output}/${name === "raw" ? "raw-*" : name}.parquet'`;

async function run(target: string, workers: number): Promise<Totals> {
  const cache = await openCache(null);
  const input = join(directory, "input");
  const options = {input, output: target, seed: 1, workers, cache: false};
  const found = await findInput(input, 5, () => {});
  const result = await prepare(found, options, cache, {stage() {}, update() {}, end() {}});
  await cache.close();
  return result;
}

beforeAll(async () => {
  await simulate({seed: 5, directory: join(directory, "input"), scale: 0.02});
  totals = await run(output, 2);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const {name} of tables)
    await connection.run(`CREATE VIEW ${name} AS SELECT * FROM read_parquet(${path(name)})`);
  query = async sql =>
    (await connection.runAndReadAll(sql))
      .getRowObjectsJS()
      .map(row =>
        Object.fromEntries(Object.entries(row).map(([k, v]) => [k, typeof v === "bigint" ? Number(v) : v]))
      );
}, 120_000);
afterAll(() => rmSync(directory, {recursive: true, force: true}));

describe("the published tables", () => {
  for (const {name, columns, key} of tables) {
    it(`${name} has exactly the columns and types of its schema`, async () => {
      const found = await query(`DESCRIBE ${name}`);
      const stored = (type: string) => (type === "TIMESTAMP_MS" ? "TIMESTAMP" : type);
      expect(found.map(c => [c.column_name, c.column_type])).toEqual(
        columns.map(c => [c.name, stored(c.type)])
      );
    });

    it(`${name} has no two rows with the same key`, async () => {
      expect(await query(`SELECT ${key.join(", ")} FROM ${name} GROUP BY ALL HAVING count(*) > 1`)).toEqual(
        []
      );
    });
  }

  it("are the same bytes for another number of workers", async () => {
    const other = join(directory, "other");
    await run(other, 3);
    const hash = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");
    const names = readdirSync(output).sort();
    expect(readdirSync(other).sort()).toEqual(names);
    // What rules cost is measured, and differs from run to run.
    for (const name of names.filter(name => name !== "rule-costs.json"))
      expect([name, hash(join(other, name))]).toEqual([name, hash(join(output, name))]);
  }, 60_000);

  it("has events for all mapped records, in each of which something is known", async () => {
    const [counted] = await query(`SELECT count(*) AS n, count(DISTINCT dataset) AS datasets,
      count(*) FILTER (origin <> 'simulated') AS recorded FROM events`);
    expect(counted).toEqual({n: totals.events, datasets: 5, recorded: 0});
    expect(totals.events).toBeGreaterThan(5000);
    expect(totals).toMatchObject({quarantined: 0, unrecognised_files: 0});
    const ids = await query(
      `SELECT event_id FROM events WHERE NOT regexp_full_match(event_id, '[0-9a-f]{16}')`
    );
    expect(ids).toEqual([]);
  });

  it("keeps the raw record of every event, in the shard that its id names", async () => {
    expect(await query("SELECT event_id FROM events ANTI JOIN raw USING (event_id)")).toEqual([]);
    expect(await query("SELECT event_id FROM raw ANTI JOIN events USING (event_id)")).toEqual([]);
    for (let shard = 0; shard < rawShards; shard++) {
      const rows = await query(
        `SELECT DISTINCT left(event_id, 1) AS first FROM '${output}/raw-${shard}.parquet'`
      );
      expect(rows.every(row => rawShardOf(String(row.first)) === shard)).toBe(true);
    }
  });

  it("has events in the order that they were logged, file after file in order of content", async () => {
    // Order within one time is by file and record; a single file's events must therefore come in order of record.
    const [within] = await query(`
      SELECT count(*) AS n FROM (
        SELECT event_time, record, lag(record) OVER w AS before, lag(event_time) OVER w AS time_before
        FROM (SELECT row_number() OVER () AS place, * FROM events) JOIN raw USING (event_id)
        WHERE dataset = 'authlog' WINDOW w AS (PARTITION BY source_file ORDER BY place))
      WHERE event_time < time_before OR (event_time = time_before AND record < before)`);
    expect(within).toEqual({n: 0});
  });

  it("tells alerts only of events that exist, and sums them to what they stand for", async () => {
    expect(await query("SELECT alert_id FROM alerts ANTI JOIN events USING (event_id)")).toEqual([]);
    expect(
      await query(
        "SELECT alert_id FROM alerts WHERE event_count < 1 OR first_time > event_time OR last_time < event_time"
      )
    ).toEqual([]);
    expect(
      await query("SELECT alert_id FROM alerts WHERE severity = 'none' OR reason IS NULL OR finding IS NULL")
    ).toEqual([]);
    expect(totals.alerts).toBeGreaterThan(10);
  });

  it("explains every alert by the detector that raised it", async () => {
    const unexplained = await query(
      "SELECT alert_id FROM alerts ANTI JOIN explanations USING (event_id, detector)"
    );
    expect(unexplained).toEqual([]);
    const [detectors] = await query("SELECT count(DISTINCT detector) AS n FROM alerts");
    expect(detectors?.n).toBeGreaterThan(2);
    expect(
      await query(`SELECT event_id FROM explanations JOIN alerts USING (event_id, detector)
        WHERE feature = coalesce('rule ' || rule, 'rule') AND severity <> list_value('low', 'medium', 'high', 'critical')[contribution::INTEGER]`)
    ).toEqual([]);
  });

  it("explains forests by parts that add up to what the published forest scores", async () => {
    const model = json<PublishedModel>("model.json");
    let explained = 0;
    for (const {family, forest} of model.families) {
      if (forest === null) continue;
      const trees = decode(new Uint8Array(readFileSync(join(output, `model-${family}.bin`))));
      const isOfFamily = {
        flow: "dataset = 'iscx' OR event_type IN ('flow', 'netflow')",
        honeypot: "dataset IN ('cowrie', 'dionaea')",
        login: "dataset = 'authlog'"
      }[family];
      const parts = await query(`
        SELECT event_id, feature, value, contribution FROM explanations
        JOIN (SELECT event_id FROM events WHERE ${isOfFamily}) USING (event_id) WHERE detector = 'isolation_forest'`);
      const names = featureSets[family].map(({name}) => name);
      const rows = new Map<unknown, {values: Float32Array; total: number}>();
      for (const {event_id, feature, value, contribution} of parts) {
        const row = rows.get(event_id) ?? {values: new Float32Array(names.length), total: forest.base};
        row.values[names.indexOf(String(feature))] = value === null ? Number.NaN : Number(value);
        row.total += Number(contribution);
        rows.set(event_id, row);
      }
      for (const {values, total} of rows.values()) {
        const score = new Float64Array(1);
        scoreBlock(trees, values, names.length, score);
        expect(Math.abs(scoreOfTotal(trees, total) - (score[0] ?? 0))).toBeLessThan(1e-9);
        explained++;
      }
    }
    expect(explained).toBeGreaterThan(10);
  });

  it("adds up: every rollup counts the same events", async () => {
    const sums = await query(`
      SELECT (SELECT sum(events) FROM timeline) AS timeline, (SELECT sum(events) FROM services) AS services,
        (SELECT sum(events) FROM quality) AS quality, (SELECT sum(events_as_source) FROM sources) AS sources,
        (SELECT count(source_ip) FROM events) AS with_source, (SELECT sum(score_sum) FROM timeline) AS timeline_scores,
        (SELECT sum(score_sum) FROM services) AS services_scores`);
    const [found] = sums;
    expect([found?.timeline, found?.services, found?.quality]).toEqual(Array(3).fill(totals.events));
    expect(found?.sources).toBe(found?.with_source);
    expect(found?.timeline_scores).toBe(found?.services_scores);
    const cube = json<Cube>("cube.json");
    const overview = json<Overview>("overview.json");
    const [all] = aggregate(cube, {...overview.data, datasets: [], severities: [], sources: []}, []);
    expect([all?.events, all?.alerts]).toEqual([totals.events, totals.alerts]);
  });

  it("says of each window what SQL says of it", async () => {
    for (const {from, to, kpis} of json<Overview>("overview.json").windows) {
      const selection = {from, to, datasets: [], severities: [], sources: []};
      const [expected = {}] = await query(inlineParams(kpiQuery(selection)));
      expect(kpis).toEqual(Object.fromEntries(kpiNames.map(name => [name, expected[name]])));
    }
  });

  it("places every address of the events, and no other", async () => {
    const [strangers] = await query(`
      SELECT count(*) AS n FROM sources ANTI JOIN (
        SELECT DISTINCT unnest([source_ip, destination_ip, attacker_ip]) AS address FROM events) USING (address)`);
    expect(strangers).toEqual({n: 0});
    expect(
      await query("SELECT address FROM sources WHERE events_as_source + events_as_destination = 0")
    ).toEqual([]);
  });
});
