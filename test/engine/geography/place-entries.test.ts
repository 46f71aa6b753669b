import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {beforeAll, describe, expect, it} from "vitest";
import type {PlaceRow} from "../../../src/engine/geography/place-entries.js";
import {
  addressEntries,
  countryEntries,
  locateQuery,
  placesQuery
} from "../../../src/engine/geography/place-entries.js";
import type {Selection} from "../../../src/engine/selection.js";
import {inlineParams, type Query} from "../../../src/engine/sql.js";
import {alerts, events, sources} from "../../../src/engine/tables.js";

let connection: DuckDBConnection;
const day = 86_400_000;
const start = Date.UTC(2026, 0, 1);
const selection: Selection = {from: start, to: start + day, datasets: [], severities: [], sources: []};

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const {name, columns} of [events, alerts, sources])
    await connection.run(`CREATE TABLE ${name} (${columns.map(c => `"${c.name}" ${c.type}`).join(", ")})`);
  await connection.run(`
    INSERT INTO events BY NAME SELECT i::VARCHAR AS event_id, epoch_ms(${start} + i * 1000)::TIMESTAMP_MS AS event_time,
      ['192.0.2.1', '192.0.2.2', '10.0.0.1', NULL][1 + i % 4] AS source_ip, if(i % 2 = 0, 'low', 'none') AS severity,
      CASE i % 3 WHEN 0 THEN 'blocked' WHEN 1 THEN 'allowed' END AS action FROM range(120) t(i)`);
  await connection.run(`
    INSERT INTO alerts BY NAME SELECT 'x' AS alert_id, epoch_ms(${start})::TIMESTAMP_MS AS event_time, '192.0.2.1' AS source_ip, 'high' AS severity`);
  await connection.run(`
    INSERT INTO sources BY NAME
    SELECT '192.0.2.1' AS address, 'US' AS country_code, 'Florida' AS region, 'Tampa' AS city, 27.9 AS latitude, -82.4 AS longitude, NULL AS site, false AS is_private
    UNION ALL SELECT '10.0.0.1', 'US', NULL, NULL, NULL, NULL, 'Main Campus', true`);
});

async function rows(query: Query): Promise<Record<string, unknown>[]> {
  const found = (await connection.runAndReadAll(inlineParams(query))).getRowObjectsJS();
  return found.map(row =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, typeof value === "bigint" ? Number(value) : value])
    )
  );
}

describe("the sources of a selection", () => {
  it("are counted by address, severity and outcome, with where they are", async () => {
    const entries = addressEntries((await rows(placesQuery(selection))) as unknown as PlaceRow[]);
    expect(entries.map(({address, country, city}) => [address, country, city])).toEqual([
      ["10.0.0.1", "campus", null],
      ["192.0.2.1", "US", "Tampa"],
      ["192.0.2.2", null, null],
      [null, null, null]
    ]);
    // Of 30 events, all low: ten blocked, ten allowed; and an alert of high severity.
    expect([...(entries[1]?.counts ?? [])]).toEqual([
      0, 0, 0, 0, 30, 10, 10, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0
    ]);
  });

  it("are those that the selection lets in", async () => {
    const found = await rows(
      placesQuery({
        ...selection,
        sources: ["192.0.2.2"],
        filters: [{field: "country", value: "CN", out: true}]
      })
    );
    expect(found).toMatchObject([{address: "192.0.2.2", events: 30, severity: "none"}]);
  });
});

describe("the cube's rows", () => {
  it("are entries of whole countries", () => {
    const row = {events: 3, blocked: 1, allowed: 1, scored: 0, score_sum: 0, alerts: 2};
    const entries = countryEntries([
      {country: "US", severity: "none", ...row},
      {country: "US", severity: "low", ...row},
      {country: null, severity: "low", ...row}
    ]);
    expect(entries.map(({address, country}) => [address, country])).toEqual([
      [null, "US"],
      [null, null]
    ]);
    expect([...(entries[0]?.counts ?? [])].slice(0, 8)).toEqual([3, 1, 1, 2, 3, 1, 1, 2]);
  });
});

describe("an address that is looked for", () => {
  it("is found with its place, and never read as SQL", async () => {
    expect(await rows(locateQuery("192.0.2.1"))).toMatchObject([
      {country: "US", region: "Florida", site: null}
    ]);
    expect(await rows(locateQuery("10.0.0.1"))).toMatchObject([{country: "campus", site: "Main Campus"}]);
    expect(await rows(locateQuery("' OR true --"))).toEqual([]);
  });
});
