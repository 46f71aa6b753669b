import {cpSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {type Table, tableFromIPC} from "apache-arrow";
import {readParquet} from "parquet-wasm/node";
import {expect, it} from "vitest";
import {openCache} from "../../../data-loaders/cache.js";
import {findFiles} from "../../../data-loaders/read/find-files.js";
import {type LoadedFile, readFiles} from "../../../data-loaders/read/read-files.js";
import {createCampus} from "../../../src/engine/campus.js";
import {type ReadBlob, readBlobs} from "../../../src/workspace/read/read-blobs.js";
import {makeDirectory} from "../../data-loaders/directory.js";
import {createFakeWorker} from "./fake-worker.js";

const campus = createCampus({
  name: "",
  country: null,
  timeZone: "UTC",
  businessHours: {days: [], start: 9, end: 17} as never,
  sites: [],
  files: [{pattern: "auth.log", zone: "Europe/Berlin"}],
  fallbackCountries: []
});

/** The fixtures of every format, and what can be wrong with files as such. */
function writeInput(directory: string): void {
  for (const source of ["authlog", "cowrie", "dionaea", "iscx", "suricata"])
    cpSync(`test/input/${source}`, join(directory, source), {recursive: true});
  const lines = (count: number) =>
    Array.from({length: count}, (_, i) =>
      JSON.stringify({
        eventid: "cowrie.login.failed",
        timestamp: "2026-01-01T00:00:00Z",
        src_ip: `192.0.2.${i % 256}`,
        username: `é${i}`
      })
    ).join("\n");
  const large = gzipSync(lines(33_000));
  const damaged = Buffer.from(large);
  damaged.fill(0xff, 30_000, 30_004);
  const syslog = "Mar  1 10:00:00 host sshd[1]: Failed password for root from 192.0.2.1 port 22 ssh2\n";
  const files = {
    "large.json.gz": large,
    "large-cut.json.gz": large.subarray(0, 20_000),
    "large-damaged.json.gz": damaged,
    "large-again.json": lines(33_000),
    "members.json.gz": Buffer.concat([gzipSync(`${lines(2)}\n`), gzipSync(lines(3)), Buffer.alloc(5)]),
    "wide.json": Buffer.from(`\ufeff${lines(9)}`, "utf16le"),
    "latin.log": Buffer.from(syslog.replace("root", "jos\xe9"), "latin1"),
    "zoned/auth.log": syslog,
    "half.json": `${lines(4)}\n${lines(1).slice(0, 40)}\n`,
    "blank.log": "\n \n",
    "nothing.log": "",
    "noise.bin": Buffer.from(Array.from({length: 3_000_000}, (_, i) => (i * i * 31) >>> 7)),
    ".hidden.json": lines(1)
  };
  cpSync("test/input/authlog", join(directory, "zoned"), {recursive: true});
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
}

interface Event {
  readonly id: string;
  /** Each column's value in order of the columns' names, as text. */
  readonly values: string;
}

function eventsOf(table: Table, without: string | null): readonly Event[] {
  const columns = table.schema.fields
    .map(({name}) => name)
    .filter(name => name !== without)
    .sort();
  const vectors = columns.map(name => table.getChild(name));
  const ids = table.getChild("event_id");
  return Array.from({length: table.numRows}, (_, row) => ({
    id: String(ids?.get(row)),
    values: vectors.map(vector => `${vector?.get(row)}`).join("\u0001")
  }));
}

it("gives of every file the same row, events, records and quarantine as the loader", {
  timeout: 60_000
}, async () => {
  const directory = makeDirectory();
  writeInput(directory);
  for (const name of readdirSync(directory, {recursive: true, encoding: "utf8"}))
    utimesSync(join(directory, name), new Date("2026-02-03T04:05:06Z"), new Date("2026-02-03T04:05:06Z"));

  const found = await findFiles(directory);
  const cache = await openCache(null);
  try {
    const loaded = await readFiles(found, campus, cache, 2, {stage() {}, update() {}, end() {}});

    const batches = new Map<string, Uint8Array>();
    const records = new Map<string, string>();
    const files = found.files.map(({name, path}) => ({
      name,
      blob: new Blob([readFileSync(path)]),
      modified: statSync(path).mtimeMs,
      origin: "recorded" as const
    }));
    const read = await readBlobs(files, {
      zoneOf: campus.zoneOf,
      workers: 2,
      signal: new AbortController().signal,
      onProgress() {},
      onBatch: (file, batch, events) => void batches.set(`${files[file]?.name} ${batch}`, events),
      onRaw(_file, _batch, _shard, ipc) {
        for (const {id, values} of eventsOf(tableFromIPC(ipc), null)) records.set(id, values);
      },
      onDiscard() {},
      createWorker: createFakeWorker
    });

    expect(read.map(withoutPlace)).toEqual(loaded.map(withoutPlace));
    expect(new Set(read.map(({status}) => status))).toEqual(
      new Set(["read", "unrecognised", "empty", "duplicate"])
    );
    expect(read.reduce((sum, file) => sum + file.batches, 0)).toBe(batches.size);

    let compared = 0;
    for (const [i, {name, shards, quarantine}] of loaded.entries()) {
      expect(read[i]?.batches).toBe(shards.length);
      for (const [number, path] of shards.entries()) {
        const theirs = tableFromIPC(readParquet(readFileSync(path)).intoIPCStream());
        const ours = tableFromIPC(batches.get(`${name} ${number}`));
        const events = eventsOf(ours, null);
        const different = eventsOf(theirs, "raw").find(({values}, row) => values !== events[row]?.values);
        expect(different).toBeUndefined();
        expect(theirs.numRows).toBe(events.length);
        const [numbers, raw] = [theirs.getChild("record"), theirs.getChild("raw")];
        const lost = events.find(
          ({id}, row) =>
            records.get(id) !== [id, raw?.get(row), numbers?.get(row), name].map(String).join("\u0001")
        );
        expect(lost).toBeUndefined();
        compared += events.length;
      }
      const first = quarantine === null ? [] : readFileSync(quarantine, "utf8").trimEnd().split("\n");
      const shown = read[i]?.quarantine ?? [];
      expect(shown.length).toBe(Math.min(first.length, 100));
      for (const [n, {record, reason, raw, length}] of shown.entries()) {
        const whole = JSON.parse(first[n] ?? "");
        expect({record, reason, raw, length}).toEqual({
          record: whole.record,
          reason: whole.reason,
          raw: whole.raw.slice(0, 1000),
          length: whole.raw.length
        });
      }
    }
    expect(compared).toBe(records.size);
    expect(compared).toBeGreaterThan(33_000);
  } finally {
    await cache.close();
  }
});

/** A row without where its events are kept. */
function withoutPlace(row: LoadedFile | ReadBlob): object {
  const others = new Set(["shards", "batches", "quarantine", "origin", "isWhole"]);
  return Object.fromEntries(Object.entries(row).filter(([key]) => !others.has(key)));
}
