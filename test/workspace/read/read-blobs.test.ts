import {gzipSync} from "node:zlib";
import {tableFromIPC} from "apache-arrow";
import {describe, expect, it} from "vitest";
import type {ReadProgress} from "../../../src/workspace/read/follow-progress.js";
import {readLimits} from "../../../src/workspace/read/messages.js";
import {
  type BlobFile,
  type ReadBlob,
  type ReadOptions,
  readBlobs
} from "../../../src/workspace/read/read-blobs.js";
import {createFakeWorker, deadly} from "./fake-worker.js";

const cowrie = (n: number, user = "root") =>
  `${JSON.stringify({
    eventid: "cowrie.login.failed",
    timestamp: "2026-01-01T00:00:00Z",
    src_ip: "192.0.2.1",
    session: `s${n}`,
    username: user,
    password: "x".repeat(n % 50)
  })}\n`;
const lines = (count: number, user?: string) =>
  Array.from({length: count}, (_, i) => cowrie(i, user)).join("");
const file = (
  name: string,
  content: string | Uint8Array,
  blob = new Blob([content as BlobPart])
): BlobFile => ({
  name,
  blob,
  modified: Date.UTC(2026, 0, 2),
  origin: "recorded"
});

interface Outcome {
  readonly rows: readonly ReadBlob[];
  readonly batches: {readonly file: number; readonly batch: number; readonly events: Uint8Array}[];
  readonly raw: {readonly file: number; readonly shard: number; readonly ipc: Uint8Array}[];
  readonly discarded: number[];
  readonly progress: ReadProgress[];
}

async function read(files: readonly BlobFile[], more: Partial<ReadOptions> = {}): Promise<Outcome> {
  const outcome: Omit<Outcome, "rows"> = {batches: [], raw: [], discarded: [], progress: []};
  const rows = await readBlobs(files, {
    zoneOf: () => null,
    workers: 2,
    signal: new AbortController().signal,
    onProgress: progress => void outcome.progress.push(progress),
    onBatch: (file, batch, events) => void outcome.batches.push({file, batch, events}),
    onRaw: (file, _, shard, ipc) => void outcome.raw.push({file, shard, ipc}),
    onDiscard: file => void outcome.discarded.push(file),
    createWorker: createFakeWorker,
    ...more
  });
  return {rows, ...outcome};
}

describe("readBlobs", () => {
  it("reads each content once, under the first name that has it, and gives rows in order of name", async () => {
    const text = lines(3);
    const {rows, batches} = await read([
      file("b.json", text),
      file("c.json.gz", gzipSync(text)),
      file("a.json", lines(2)),
      file("d.txt", "nothing known\n"),
      file("e.json", "")
    ]);
    expect(
      rows.map(({name, status, dataset, records, notes}) => [name, status, dataset, records, notes])
    ).toEqual([
      ["a.json", "read", "cowrie", 2, []],
      ["b.json", "read", "cowrie", 3, []],
      ["c.json.gz", "duplicate", null, 0, ["same content as b.json; read once"]],
      ["d.txt", "unrecognised", null, 0, []],
      ["e.json", "empty", null, 0, []]
    ]);
    expect(batches.map(({file, batch}) => [file, batch]).sort()).toEqual([
      [0, 0],
      [2, 0]
    ]);
  });

  it("hands on every event without its original record, and the records by shard", async () => {
    const {batches, raw} = await read([file("logs/a.json", lines(500))]);
    const events = batches.flatMap(({events}) =>
      tableFromIPC(events)
        .toArray()
        .map(row => row.toJSON())
    );
    expect(events.length).toBe(500);
    expect(events.some(event => "raw" in event)).toBe(false);
    const records = raw.flatMap(({shard, ipc}) =>
      tableFromIPC(ipc)
        .toArray()
        .map(row => ({shard, ...row.toJSON()}))
    ) as {shard: number; event_id: string; source_file: string; record: bigint; raw: string}[];
    expect(new Set(raw.map(({shard}) => shard)).size).toBe(8);
    for (const {shard, event_id} of records) expect(Number.parseInt(event_id.charAt(0), 16) >> 1).toBe(shard);
    const byId = new Map(records.map(record => [record.event_id, record]));
    for (const {event_id, record} of events) {
      const line = cowrie(Number(record) - 1).trim();
      expect(byId.get(event_id)).toMatchObject({source_file: "logs/a.json", record, raw: line});
    }
  });

  it("lets a worker be only so many batches ahead of who takes them", async () => {
    const rows = 120_000;
    let waiting = 0;
    let most = 0;
    const {batches} = await read([file("a.json", lines(rows))], {
      async onBatch(_file, _batch, events) {
        waiting++;
        most = Math.max(most, waiting);
        await new Promise(resolve => setTimeout(resolve, 30));
        expect(events.length).toBeGreaterThan(0);
        waiting--;
      }
    });
    expect(batches).toEqual([]);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(readLimits.batchesAhead);
  });

  it("counts all that is quarantined, and shows the first of it, shortened", async () => {
    const broken = `{"eventid":"cowrie.x", ${"y".repeat(3000)}\n`;
    const {rows, progress} = await read([file("a.json", lines(2) + broken.repeat(300))]);
    const [row] = rows;
    expect(row).toMatchObject({records: 302, mapped: 2, quarantined: 300});
    expect(row?.quarantine.length).toBe(readLimits.quarantineShown);
    expect(row?.quarantine[0]).toMatchObject({record: 3, length: broken.length - 1});
    expect(row?.quarantine[0]?.raw).toBe(broken.slice(0, readLimits.quarantineCharacters));
    expect(progress.at(-1)).toMatchObject({files: 1, filesDone: 1, records: 302, quarantined: 300});
    expect(progress.at(-1)?.bytesRead).toBe(progress.at(-1)?.bytes);
  });

  it("calls a file unreadable that is gone before or changes while it is read, and has what came of it forgotten", async () => {
    const whole = new Blob([lines(60_000)]);
    const {rows, batches, discarded} = await read([
      file("gone.json", "", failing(whole, 0, "NotFoundError")),
      file("changed.json", "", failing(whole, 2 * whole.size - 2_000_000, "NotReadableError")),
      file("kept.json", lines(2))
    ]);
    expect(rows.map(({name, status, events, notes}) => [name, status, events, notes])).toEqual([
      ["changed.json", "unreadable", 0, [expect.stringMatching(/^the file changed .* choose it again$/)]],
      ["gone.json", "unreadable", 0, [expect.stringMatching(/^the file is not there any more/)]],
      ["kept.json", "read", 2, []]
    ]);
    expect(batches.filter(({file}) => file === 1).length).toBeGreaterThan(0);
    expect(discarded).toEqual([1]);
  });

  it("notices a file that is shorter or longer than when it was hashed", async () => {
    const [short, long] = [new Blob([lines(10)]), new Blob([lines(20)])];
    for (const [first, then] of [
      [short, long],
      [long, short]
    ] as const) {
      const {rows} = await read([file("a.json", "", swapped(first, then))]);
      expect(rows[0]).toMatchObject({
        status: "unreadable",
        notes: [expect.stringMatching(/^the file changed/)]
      });
    }
  });

  it("goes on with the other files when a worker dies of one", async () => {
    const {rows} = await read([
      file(deadly, lines(3)),
      file("kept.json", lines(2)),
      file("more.json", lines(4))
    ]);
    expect(rows.map(({status}) => status)).toEqual(["unreadable", "read", "read"]);
    expect(rows[0]?.notes).toEqual(["the worker that read it failed: out of memory"]);
  });

  it("reads no more content than a page can take, in order of name, and says what it left out", async () => {
    const text = lines(100);
    const other = lines(100, "admin");
    const {rows} = await read(
      [file("c.json", lines(5, "late")), file("b.json", other), file("a.json", text), file("a2.json", text)],
      {contentLimit: text.length + other.length / 2}
    );
    expect(rows.map(({name, status}) => [name, status])).toEqual([
      ["a.json", "read"],
      ["a2.json", "duplicate"],
      ["b.json", "read"],
      ["c.json", "unreadable"]
    ]);
    expect(rows[0]?.records).toBe(100);
    expect(rows[2]?.mapped).toBeGreaterThan(40);
    expect(rows[2]?.mapped).toBeLessThan(60);
    expect(rows[2]?.notes).toEqual([
      expect.stringMatching(/^read up to byte .* are left out; drop fewer files/)
    ]);
    expect(rows[3]?.notes).toEqual([expect.stringMatching(/^read up to byte 0 of/)]);
  });

  it("ends all workers at once when it is aborted, whatever they are at", async () => {
    const controller = new AbortController();
    const workers: {terminated: boolean}[] = [];
    const reading = read([file("a.json", lines(100_000)), file("b.json", lines(5))], {
      signal: controller.signal,
      onBatch: () => controller.abort(),
      createWorker() {
        const worker = createFakeWorker();
        workers.push(worker);
        return worker;
      }
    });
    await expect(reading).rejects.toMatchObject({name: "AbortError"});
    expect(workers.length).toBe(2);
    expect(workers.every(({terminated}) => terminated)).toBe(true);
    await expect(read([file("a.json", "")], {signal: controller.signal})).rejects.toMatchObject({
      name: "AbortError"
    });
  });

  it("stops at what those who take its batches throw", async () => {
    const onRaw = () => {
      throw new Error("no room");
    };
    await expect(read([file("a.json", lines(10))], {onRaw})).rejects.toThrow("no room");
  });
});

/** A blob that cannot be read any more once so many bytes of it have been. */
function failing(blob: Blob, after: number, name: string): Blob {
  let left = after;
  return wrap(blob, (from, to) => {
    left -= Math.min(to, blob.size) - Math.min(from, blob.size);
    if (left < 0) return Promise.reject(new DOMException("gone", name));
    return blob.slice(from, to).arrayBuffer();
  });
}

/** A blob with one content while it is hashed, which asks for its beginning once, and another one after that. */
function swapped(first: Blob, then: Blob): Blob {
  let beginnings = 0;
  return wrap(
    first,
    (from, to) => {
      if (from === 0 && to === 2) beginnings++;
      return (beginnings > 1 ? then : first).slice(from, to).arrayBuffer();
    },
    () => (beginnings > 0 ? then : first).size
  );
}

function wrap(
  blob: Blob,
  read: (from: number, to: number) => Promise<ArrayBuffer>,
  size: () => number = () => blob.size
): Blob {
  return {
    get size() {
      return size();
    },
    slice: (from: number, to: number) => ({arrayBuffer: () => read(from, to)})
  } as unknown as Blob;
}
