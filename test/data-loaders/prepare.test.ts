import {spawn} from "node:child_process";
import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {basename, dirname, join} from "node:path";
import {gzipSync} from "node:zlib";
import {DuckDBInstance} from "@duckdb/node-api";
import {describe, expect, it} from "vitest";
import {openCache} from "../../data-loaders/cache.js";
import {findInput} from "../../data-loaders/input.js";
import {prepare, type Totals} from "../../data-loaders/prepare.js";
import {makeDirectory} from "./directory.js";

const silent = {stage() {}, update() {}, end() {}};

interface RunOptions {
  readonly output?: string;
  readonly cache?: string | null;
  readonly workers?: number;
}

async function run(path: string, options: RunOptions = {}): Promise<{totals: Totals; output: string}> {
  const output = options.output ?? makeDirectory();
  const cache = await openCache(options.cache ?? null);
  try {
    const input = await findInput(path, 1, () => {});
    const settings = {input: path, output, seed: 1, workers: options.workers ?? 2, cache: true};
    return {totals: await prepare(input, settings, cache, silent), output};
  } finally {
    await cache.close();
  }
}

/** Runs the program itself. */
async function main(...args: string[]): Promise<{code: number | null; out: string[]; err: string[]}> {
  const child = spawn(process.execPath, ["--import", "tsx", "data-loaders/main.ts", "--no-cache", ...args]);
  const text = {out: "", err: ""};
  child.stdout.setEncoding("utf8").on("data", part => {
    text.out += part;
  });
  child.stderr.setEncoding("utf8").on("data", part => {
    text.err += part;
  });
  const code = await new Promise<number | null>(resolve => child.on("close", resolve));
  return {code, out: text.out.trim().split("\n"), err: text.err.trim().split("\n")};
}

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  return (await connection.runAndReadAll(sql)).getRowObjectsJS();
}

const hashesOf = (directory: string) =>
  Object.fromEntries(
    readdirSync(directory)
      // What rules cost is measured, and differs from run to run.
      .filter(name => name !== "rule-costs.json")
      .sort()
      .map(name => [
        name,
        createHash("sha256")
          .update(readFileSync(join(directory, name)))
          .digest("hex")
      ])
  );

const flow = readFileSync("test/input/iscx/flows.csv", "utf8");
const auth = readFileSync("test/input/authlog/openssh.log");
const connect =
  '{"eventid":"cowrie.session.connect","timestamp":"2026-01-01T00:00:00.5Z","src_ip":"192.0.2.1","session":"s1"}\n';
const failed =
  '{"eventid":"cowrie.login.failed","timestamp":"2026-01-01T00:00:01Z","src_ip":"192.0.2.1","session":"s1","username":"é"}\n';

function utf16(text: string): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
}

/** What a directory of logs may hold, by name. */
const mixed: Readonly<Record<string, string | Uint8Array>> = {
  "cowrie/cowrie.json": readFileSync("test/input/cowrie/dialect-2022.json"),
  "dionaea/dionaea.json.1.gz": gzipSync(readFileSync("test/input/dionaea/tpot.json")),
  "suricata/a/b/eve.json": readFileSync("test/input/suricata/alerts.json"),
  "auth/auth.log": auth,
  "auth/copy of auth.log": auth,
  "iscx/flows.csv": flow,
  "iscx/no-source.csv": readFileSync("test/input/iscx/no-source.csv"),
  "iscx/flows.xml": readFileSync("test/input/iscx/flows.xml"),
  "bad/cut.json.gz": gzipSync(connect + failed + failed.replace("é", "b").repeat(2000)).subarray(0, -12),
  "bad/empty.log": "",
  "bad/garbage.bin": createHash("sha512").update("garbage").digest(),
  "bad/nul.log": "\0".repeat(5000),
  "bad/nul-after-crash.json": `${connect}${"\0".repeat(500)}\n${failed}`,
  "bad/utf-16.json": utf16(connect.repeat(2) + failed),
  "bad/latin-1.json": Buffer.from(connect + failed, "latin1"),
  "bad/long.json": `${connect}{"eventid":"cowrie.login.failed","username":"${"x".repeat(50_000_000)}\n${failed}{"eventid`,
  "bad/<img src=x onerror=alert(1)> 'quoted'.json": connect + failed.replace("192.0.2.1", "999.0.2.1")
};

function write(files: Readonly<Record<string, string | Uint8Array>>, names = Object.keys(files)): string {
  const root = makeDirectory();
  for (const name of names) {
    const path = join(root, name);
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, files[name] ?? "");
    utimesSync(path, 1_780_000_000, 1_780_000_000);
  }
  return root;
}

describe("prepare", {timeout: 120_000}, () => {
  it("accounts for every record of a directory that holds everything that can go wrong", async () => {
    const input = write(mixed);
    const {totals, output} = await run(input);
    const quality = await rows(`
      SELECT * REPLACE (records::INT AS records, quarantined::INT AS quarantined) FROM '${output}/quality.parquet'`);
    expect(quality.map(row => row.source_file)).toEqual(Object.keys(mixed).sort());
    const file = (name: string) => quality.find(row => row.source_file === name);

    const status = (wanted: string) =>
      quality.filter(row => row.status === wanted).map(row => row.source_file);
    expect(status("unrecognised")).toEqual(["bad/garbage.bin", "bad/nul.log"]);
    expect(status("empty")).toEqual(["bad/empty.log"]);
    expect(status("duplicate")).toEqual(["auth/copy of auth.log"]);
    expect(status("unreadable")).toEqual([]);
    expect(file("auth/copy of auth.log")?.notes).toContain("same content as auth/auth.log; read once");
    expect(file("bad/cut.json.gz")?.notes).toMatch(/the gzip is cut short after [\d,]+ bytes of content/);
    expect(file("bad/utf-16.json")).toMatchObject({records: 3, quarantined: 0});
    expect(file("bad/utf-16.json")?.notes).toContain("read as UTF-16LE");
    expect(file("bad/latin-1.json")?.notes).toContain("not UTF-8");
    expect(file("bad/nul-after-crash.json")).toMatchObject({records: 3, quarantined: 1});
    expect(file("bad/long.json")).toMatchObject({records: 4, quarantined: 2});

    const [sums] = await rows(`
      SELECT count(*)::INT AS files, sum(records)::INT AS records, sum(mapped)::INT AS mapped, sum(ignored)::INT AS ignored,
        sum(quarantined)::INT AS quarantined, sum(events)::INT AS events
      FROM '${output}/quality.parquet'`);
    expect(totals).toMatchObject(sums ?? {});
    expect(totals.mapped + totals.ignored + totals.quarantined).toBe(totals.records);
    const [counted] = await rows(`
      SELECT (SELECT count(*)::INT FROM '${output}/events.parquet') AS events,
        (SELECT count(*)::INT FROM '${output}/alerts.parquet') AS alerts,
        (SELECT count(*)::INT FROM '${output}/raw-*.parquet') AS raw`);
    expect(counted).toEqual({events: totals.events, alerts: totals.alerts, raw: totals.events});

    const quarantine = readFileSync(join(output, "quarantine.jsonl"), "utf8").trimEnd().split("\n");
    expect(quarantine.length).toBe(totals.quarantined);
    const records: {file: string; record: number; reason: string; raw: string}[] = quarantine.map(line =>
      JSON.parse(line)
    );
    expect(records.every(r => r.file in mixed && r.record > 0 && r.reason !== "")).toBe(true);
    const long = records.filter(r => r.file === "bad/long.json").map(r => [r.record, r.reason, r.raw.length]);
    expect(long).toEqual([
      [2, "not JSON: object cut short", 50_000_045],
      [4, "not JSON: object cut short", 9]
    ]);
  });

  it("publishes the same bytes for any number of workers, a warm cache, and any order of files on disk", async () => {
    const input = write(mixed);
    const cache = makeDirectory();
    const first = await run(input, {workers: 1, cache});
    const expected = hashesOf(first.output);
    expect(Object.keys(expected).length).toBeGreaterThan(25);
    const warm = await run(input, {workers: 1, cache});
    expect(hashesOf(warm.output)).toEqual(expected);
    const parallel = await run(input, {workers: 3});
    expect(hashesOf(parallel.output)).toEqual(expected);
    const reversed = await run(write(mixed, Object.keys(mixed).reverse()), {workers: 2});
    expect(hashesOf(reversed.output)).toEqual(expected);
    expect([warm, parallel, reversed].map(r => r.totals)).toEqual(Array(3).fill(first.totals));
  });

  it("parses only what is new when a file is added, and what has changed", async () => {
    const input = write({"a.json": connect, "b.json": failed});
    const cache = makeDirectory();
    const results = () => readdirSync(cache).flatMap(code => readdirSync(join(cache, code)));
    await run(input, {cache});
    expect(results().length).toBe(2);
    writeFileSync(join(input, "c.json"), connect + failed);
    const {totals} = await run(input, {cache});
    expect([results().length, totals.records]).toEqual([3, 4]);
    writeFileSync(join(input, "a.json"), connect + connect);
    expect((await run(input, {cache})).totals.records).toBe(5);
    expect(results().length).toBe(4);
  });

  it("lets two runs share a cache and an output", async () => {
    const input = write({"a.json": connect, "b.log": auth});
    const [cache, output] = [makeDirectory(), makeDirectory()];
    const both = await Promise.all([run(input, {cache, output}), run(input, {cache, output})]);
    expect(both[0].totals).toEqual(both[1].totals);
    expect(hashesOf(output)).toEqual(hashesOf((await run(input)).output));
    expect(readdirSync(cache).length).toBe(1);
  });

  it("publishes all tables of a directory without a single event", async () => {
    const {totals, output} = await run(write({"notes.txt": "nothing to see\n", "empty.json": ""}));
    expect(totals).toEqual({
      files: 2,
      unrecognised_files: 1,
      records: 0,
      mapped: 0,
      ignored: 0,
      quarantined: 0,
      events: 0,
      alerts: 0,
      incidents: 0,
      campaigns: 0,
      messages: []
    });
    const full = await run(write({"a.json": connect}));
    expect(readdirSync(output).sort()).toEqual(readdirSync(full.output).sort());
    expect((await run(makeDirectory())).totals.files).toBe(0);
  });

  it("gives what events only have in some files to those events, and ids that do not depend on other files", async () => {
    const ids = async (output: string) =>
      await rows(
        `SELECT event_id, username FROM '${output}/events.parquet' WHERE dataset = 'cowrie' ORDER BY ALL`
      );
    const alone = await ids((await run(write({"x.json": connect + failed}))).output);
    const among = await ids(
      (await run(write({"other/name.json.gz": gzipSync(connect + failed), "b.log": auth}))).output
    );
    expect(among).toEqual(alone);
  });

  it("leaves the last output as it was, and nothing beside it, when it fails", async () => {
    const {output} = await run(write({"a.json": connect}));
    const before = hashesOf(output);
    const [cacheDirectory, gone] = [makeDirectory(), join(makeDirectory(), "gone")];
    const cache = await openCache(cacheDirectory);
    const settings = {input: gone, output, seed: 1, workers: 1, cache: true};
    const failing = prepare({path: gone, simulation: null, skip: new Set()}, settings, cache, silent);
    await expect(failing).rejects.toThrow("ENOENT");
    await cache.close();
    expect(hashesOf(output)).toEqual(before);
    expect(readdirSync(cacheDirectory).filter(name => !name.startsWith("code-"))).toEqual([]);
  });

  it("does not fail of a file that vanishes or cannot be parsed, and says which", async () => {
    const input = write({"a.json": connect, "b.json": failed});
    const cache = makeDirectory();
    await run(input, {cache});
    // A cached result that lost its summary makes parsing fail in a way nobody foresaw.
    const [code = ""] = readdirSync(cache);
    const [result = ""] = readdirSync(join(cache, code));
    rmSync(join(cache, code, result, "summary.json"));
    const {totals, output} = await run(input, {cache});
    expect(totals).toMatchObject({files: 2, records: 1});
    const unreadable = await rows(
      `SELECT notes FROM '${output}/quality.parquet' WHERE status = 'unreadable'`
    );
    expect(unreadable).toEqual([{notes: '["no such file or directory"]'}]);
  });
});

describe("npm run data", {timeout: 60_000}, () => {
  it("ends with one JSON object of totals", async () => {
    const output = join(makeDirectory(), "new", "deep");
    const {code, out} = await main("--input", write({"a.json": connect + failed}), "--output", output);
    expect(code).toBe(0);
    expect(out.length).toBe(1);
    const {seconds, ...totals} = JSON.parse(out[0] ?? "");
    expect(totals).toEqual({
      files: 1,
      unrecognised_files: 0,
      records: 2,
      mapped: 2,
      ignored: 0,
      quarantined: 0,
      events: 2,
      alerts: 1,
      incidents: 1,
      campaigns: 0,
      warnings: 0
    });
    expect(seconds).toBeGreaterThan(0);
    expect(existsSync(join(output, "events.parquet"))).toBe(true);
  });

  it("exits 2 for bad usage, and says how it is used", async () => {
    for (const args of [["--bad"], ["--seed", "x"]]) {
      const {code, out, err} = await main(...args);
      expect([code, out]).toEqual([2, [""]]);
      expect(err.join("\n")).toContain("usage: npm run data");
    }
  });

  it("exits 1 with one line that says what is wrong and where", async () => {
    const root = write({"a.json": connect, file: "x"});
    const missing = await main("--input", join(root, "nothing"));
    expect([missing.code, missing.out]).toEqual([1, [""]]);
    expect(missing.err.at(-1)).toBe(
      `error: ${join(root, "nothing")}: no such file or directory; --input takes a log file or a directory of them`
    );
    for (const output of [join(root, "file"), join(root, "file", "below")]) {
      const unwritable = await main("--input", join(root, "a.json"), "--output", output);
      expect([unwritable.code, unwritable.out]).toEqual([1, [""]]);
      expect(unwritable.err.filter(line => line.startsWith("error: "))).toEqual([
        expect.stringMatching(
          new RegExp(`^error: .*${basename(root)}.*: (not a|exists and is not a) directory$`)
        )
      ]);
    }
  });

  it.skipIf(process.platform === "win32")("leaves nothing behind when it is interrupted", async () => {
    const input = write({"a.json": (connect + failed).repeat(200_000)});
    const output = makeDirectory();
    const temporary = () => readdirSync(tmpdir()).filter(name => /^flowbook-[0-9a-f]{16}-/.test(name));
    const before = temporary();
    const child = spawn(process.execPath, [
      ...["--import", "tsx", "data-loaders/main.ts", "--no-cache"],
      ...["--input", input, "--output", output]
    ]);
    await new Promise<void>(resolve =>
      child.stderr.on("data", part => `${part}`.includes("input") && resolve())
    );
    const closed = new Promise(resolve => child.on("close", resolve));
    child.kill("SIGINT");
    expect(await closed).toBe(130);
    expect(readdirSync(output)).toEqual([]);
    expect(temporary().filter(name => !before.includes(name) && name.includes(`-${child.pid}-`))).toEqual([]);
  });
});
