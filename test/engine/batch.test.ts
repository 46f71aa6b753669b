import {tableFromIPC} from "apache-arrow";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {batchRows, createBatch} from "../../src/engine/batch.js";
import {batchColumns, type Entry} from "../../src/engine/batch-columns.js";
import {createEvent} from "../../src/engine/event.js";
import {createEventIds} from "../../src/engine/event-id.js";
import {rawShardOf, rawShards} from "../../src/engine/tables.js";

const ids = createEventIds("0".repeat(64));

function roundTrip(entries: readonly Entry[]): Record<string, unknown>[] {
  const batch = createBatch(ids);
  for (const {event, record, part, raw} of entries) batch.push(event, record, part, raw);
  expect(batch.length).toBe(entries.length);
  const rows = rowsOf(batch.take());
  expect(batch.length).toBe(0);
  return rows;
}

function rowsOf(ipc: Uint8Array): Record<string, unknown>[] {
  return tableFromIPC(ipc)
    .toArray()
    .map(row =>
      Object.fromEntries(
        Object.entries(row.toJSON()).map(([name, v]) => [name, typeof v === "bigint" ? Number(v) : v])
      )
    );
}

/** What a row should hold: the id, and what each column reads, texts as UTF-8 can hold them. */
function expected(entry: Entry): Record<string, unknown> {
  const values = batchColumns.map(({name, read}) => {
    const value = read(entry);
    return [name, typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value];
  });
  return Object.fromEntries([["event_id", ids.text(entry.record, entry.part)], ...values]);
}

const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, {nil: null});
const text = fc.string({unit: fc.constantFrom("a", "é", "日", "😀", "\ud83d", "\ude00", "\0", "'")});
const instant = fc.integer({min: Date.UTC(1969, 0, 1), max: Date.UTC(2199, 11, 31)});
const entry = fc
  .record({
    event_time: instant,
    logged_time: instant,
    source_ip: nullable(text),
    username: nullable(text),
    source_port: nullable(fc.integer({min: 0, max: 65_535})),
    duration: nullable(fc.double({noNaN: true})),
    bytes_sent: nullable(fc.maxSafeInteger()),
    packets_received: nullable(fc.integer()),
    flag_syn: nullable(fc.boolean()),
    password: fc.option(nullable(text), {nil: undefined}),
    http_status: nullable(fc.integer()),
    hasDetails: fc.boolean(),
    record: fc.integer({min: 1, max: 2 ** 40}),
    part: fc.nat(1000),
    raw: text
  })
  .map(({record, part, raw, password, http_status, hasDetails, ...rest}): Entry => {
    const details = hasDetails ? {http_status, ...(password === undefined ? {} : {password})} : null;
    return {event: {...createEvent("cowrie", "x", 0), ...rest, details}, record, part, raw};
  });

describe("createBatch", () => {
  it("gives back every value of every row through Arrow IPC", () => {
    fc.assert(
      fc.property(fc.array(entry, {maxLength: 20}), entries => {
        expect(roundTrip(entries)).toEqual(entries.map(expected));
      })
    );
  });

  it("keeps texts apart that end and begin with the halves of one character", () => {
    const event = createEvent("cowrie", "x", -1);
    const halves = ["a\ud83d", "\ude00b", "c"].map((username, i) => ({
      event: {...event, username},
      record: i + 1,
      part: 0,
      raw: username
    }));
    expect(roundTrip(halves).map(row => row.username)).toEqual(["a\ufffd", "\ufffdb", "c"]);
    expect(roundTrip(halves).map(row => row.event_time)).toEqual([-1, -1, -1]);
  });

  it("holds its full number of rows, and begins anew with nothing of the last batch", () => {
    const batch = createBatch(ids);
    const event = {...createEvent("suricata", "flow", 5), bytes_sent: 2 ** 40, details: {message: "m"}};
    for (let i = 0; i < batchRows; i++) batch.push(event, i + 1, 0, `line ${i}`);
    const first = rowsOf(batch.take());
    expect(first.length).toBe(batchRows);
    expect(first.at(-1)).toMatchObject({raw: `line ${batchRows - 1}`, bytes_sent: 2 ** 40, message: "m"});
    batch.push(createEvent("suricata", "flow", 6), 1, 0, "next");
    expect(rowsOf(batch.take())).toMatchObject([
      {raw: "next", bytes_sent: null, message: null, event_time: 6}
    ]);
    expect(rowsOf(batch.take())).toEqual([]);
  });

  it("divides rows into events and the shards of their original records, without loss", () => {
    fc.assert(
      fc.property(fc.array(entry, {maxLength: 60}), text, (entries, sourceFile) => {
        const batch = createBatch(ids);
        for (const {event, record, part, raw} of entries) batch.push(event, record, part, raw);
        const {events, raw} = batch.takeDivided(sourceFile);
        expect(batch.length).toBe(0);
        const rows = entries.map(expected);
        expect(rowsOf(events)).toEqual(rows.map(({raw: _, ...others}) => others));
        expect(raw.length).toBe(rawShards);
        for (const [shard, ipc] of raw.entries()) {
          const inside = rows.filter(({event_id}) => rawShardOf(String(event_id)) === shard);
          const source_file = sourceFile.replace(/\p{Surrogate}/gu, "\ufffd");
          expect(ipc === null).toBe(inside.length === 0);
          expect(ipc ? rowsOf(ipc) : []).toEqual(
            inside.map(({event_id, record, raw}) => ({event_id, source_file, record, raw}))
          );
        }
      })
    );
  });

  it("gives memory of its own, which can be given away between batches", () => {
    const batch = createBatch(ids);
    for (const raw of ["first", "second"]) {
      for (let i = 0; i < 100; i++) batch.push(createEvent("cowrie", "x", i), i, 0, raw);
      const divided = batch.takeDivided("a.json");
      const ipcs = [divided.events, ...divided.raw].flatMap(ipc => ipc ?? []);
      const given = structuredClone(ipcs, {transfer: ipcs.map(({buffer}) => buffer as ArrayBuffer)});
      const rows = given.slice(1).flatMap(rowsOf);
      expect(rows.length).toBe(100);
      expect(rows.every(row => row.raw === raw)).toBe(true);
    }
  });
});
