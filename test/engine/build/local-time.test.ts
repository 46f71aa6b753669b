import {DuckDBInstance} from "@duckdb/node-api";
import fc from "fast-check";
import {expect, it} from "vitest";
import {localTime} from "../../../src/engine/build/local-time.js";
import {createZone} from "../../../src/engine/time-zone.js";

const database = await (await DuckDBInstance.create(":memory:")).connect();

async function localOf(ms: number, zone: string, from: number, to: number): Promise<number> {
  const sql = localTime("t", zone, from, to);
  const reader = await database.runAndReadAll(
    `SELECT epoch_ms(${sql})::DOUBLE FROM (SELECT epoch_ms(${ms})::TIMESTAMP_MS AS t)`
  );
  return Number(reader.getRows()[0]?.[0]);
}

it("is the wall clock of any zone, on either side of every change of the clocks", async () => {
  const zones = fc.constantFrom(
    "America/New_York",
    "Europe/Berlin",
    "UTC",
    "Australia/Lord_Howe",
    "Asia/Kolkata"
  );
  const span = {min: Date.UTC(2025, 0), max: Date.UTC(2027, 0)};
  await fc.assert(
    fc.asyncProperty(zones, fc.integer(span), fc.integer(span), async (zone, a, b) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      for (const ms of [from, to, Math.floor((from + to) / 2)])
        expect(await localOf(ms, zone, from, to)).toBe(ms + createZone(zone).offset(ms));
    }),
    {numRuns: 40}
  );
});

it("does not take long over dates that a log only claims", async () => {
  const claimed = Date.UTC(9000, 0);
  expect(await localOf(Date.UTC(2026, 6), "Europe/Berlin", 0, claimed)).toBe(Date.UTC(2026, 6) + 7_200_000);
});
