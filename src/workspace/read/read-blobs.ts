import {contentLimits, describeShare, shareContent} from "../../engine/content-limits.js";
import type {Origin} from "../../engine/event.js";
import {type HashReply, hashAll, readAll} from "../../engine/read-all.js";
import {byName, fileTimeOf, parsedFile, type ReadFile} from "../../engine/read-file.js";
import {describeError} from "./describe-error.js";
import {followProgress, type ReadProgress} from "./follow-progress.js";
import type {ParseReply, QuarantinedRecord} from "./messages.js";
import {createReaderPool, type ReadWorker} from "./reader-pool.js";

export interface BlobFile {
  /** Path below what was dropped, with forward slashes; no two files have the same. */
  readonly name: string;
  readonly blob: Blob;
  /** When it was last written, milliseconds since 1970. */
  readonly modified: number;
  /** What its events are to be marked as; "recorded" leaves what they say of themselves. */
  readonly origin: Origin;
}

/** What became of a dropped file. */
export interface ReadBlob extends ReadFile {
  readonly origin: Origin;
  /** How many batches of it there are. */
  readonly batches: number;
  /** Whether its content was read to the end: not where a gzip breaks off or a limit was met. */
  readonly isWhole: boolean;
  /** The first records that were quarantined; `quarantined` counts them all. */
  readonly quarantine: readonly QuarantinedRecord[];
}

export interface ReadOptions {
  /** IANA name of the zone of a file's times without one; null when nobody said. */
  zoneOf(name: string): string | null;
  /** How many files are read at the same time. */
  readonly workers: number;
  /** Aborting it ends all workers at once. */
  readonly signal: AbortSignal;
  /** At most ten times a second, and when all is done. */
  onProgress(progress: ReadProgress): void;
  /**
   * Gets the events of a file, batch after batch from 0, as Arrow IPC streams of all columns of a batch but `raw`.
   * Reading goes on when it, and `onRaw` for the same batch, have resolved.
   * @param file index in the files given.
   */
  onBatch(file: number, batch: number, events: Uint8Array): void | Promise<void>;
  /** Gets the original records of the same batch: for each shard of `raw` that has any, an Arrow IPC stream of its columns. */
  onRaw(file: number, batch: number, shard: number, ipc: Uint8Array): void | Promise<void>;
  /** Told that a file could not be read to its end, and that what came of it is to be forgotten. */
  onDiscard(file: number): void;
  /** Bytes of content read of all files together. @default contentLimits.page */
  readonly contentLimit?: number;
  /** Starts a worker. @default one that runs read-worker.ts */
  createWorker?(): ReadWorker;
}

/** A file with its place in the list given, as it is read. */
interface Item {
  readonly name: string;
  readonly bytes: number;
  readonly index: number;
  readonly file: BlobFile;
}

/**
 * Reads files that were dropped on a page, as the loader reads those of a directory: each content is hashed, read once
 * under the first name that has it, and divided into the same batches. The result is in order of name.
 * @throws what `signal` was aborted with, or what `onBatch` or `onRaw` threw; batches that came until then are of no use.
 */
export async function readBlobs(
  files: readonly BlobFile[],
  options: ReadOptions
): Promise<readonly ReadBlob[]> {
  const {signal} = options;
  signal.throwIfAborted();
  const items = files
    .map((file, index): Item => ({name: file.name, bytes: file.blob.size, index, file}))
    .sort(byName);
  const readers = {parallel: Math.max(1, Math.min(options.workers, items.length)), describeError};
  const pool = createReaderPool(options.createWorker ?? createReadWorker, readers.parallel);
  let failure: Error | undefined;
  const stop = (reason: Error) => {
    failure ??= reason;
    pool.close(reason);
  };
  const abort = () => stop(signal.reason);
  signal.addEventListener("abort", abort);
  const progress = followProgress(items, options.onProgress);

  function hash(item: Item): Promise<HashReply> {
    return pool
      .run({kind: "hash", blob: item.file.blob}, "hashed", {
        progress: message => progress.hashing(item, message.bytes)
      })
      .finally(() => progress.hashing(item, item.bytes));
  }

  async function parse(item: Item, reply: HashReply, share: number): Promise<ReadBlob> {
    const {name, blob, modified} = item.file;
    if (share === 0 && reply.contentBytes > 0) throw new Error(describeShare(0, reply.contentBytes));
    const request = {
      kind: "parse" as const,
      blob,
      name,
      fileTime: fileTimeOf(modified),
      zone: options.zoneOf(name),
      share,
      ...reply
    };
    const deliveries: Promise<void>[] = [];
    try {
      const {batches, quarantine, ...summary}: ParseReply = await pool.run(request, "parsed", {
        progress: message => progress.reading(item, message),
        batch({number, events, raw}) {
          const delivery = deliver(item.index, number, events, raw);
          deliveries.push(delivery);
          return delivery;
        }
      });
      await Promise.all(deliveries);
      const row = parsedFile(item, reply.contentHash, summary);
      const isWhole = reply.problem === null && share >= reply.contentBytes;
      return {...row, origin: item.file.origin, batches, isWhole, quarantine};
    } catch (error) {
      await Promise.all(deliveries);
      if (deliveries.length && !failure) options.onDiscard(item.index);
      throw error;
    }
  }

  /** Never rejects: what a consumer throws stops everything. */
  async function deliver(
    file: number,
    batch: number,
    events: Uint8Array,
    raw: readonly (Uint8Array | null)[]
  ): Promise<void> {
    try {
      await Promise.all([
        options.onBatch(file, batch, events),
        ...raw.map((ipc, shard) => ipc && options.onRaw(file, batch, shard, ipc))
      ]);
    } catch (error) {
      stop(error instanceof Error ? error : new Error(String(error)));
    }
  }

  try {
    const hashed = await hashAll(items, readers, hash);
    if (failure) throw failure;
    const shares = shareItems(items, hashed, options.contentLimit);
    const rows = await readAll<Item, ReadBlob>(
      items,
      hashed,
      readers,
      (item, reply) => parse(item, reply, shares.get(item) ?? 0),
      (row, item) => progress.done(item, row)
    );
    if (failure) throw failure;
    progress.end();
    return rows.map((row, i) => {
      const origin = items[i]?.file.origin ?? "recorded";
      return {origin, batches: 0, isWhole: true, quarantine: [], ...row};
    });
  } finally {
    signal.removeEventListener("abort", abort);
    pool.close(new Error("all is read"));
  }
}

export function createReadWorker(): ReadWorker {
  return new Worker(import.meta.resolve("./read-worker.js"), {type: "module"});
}

/** How much of each file is read, in order of name; content that comes twice is read once. */
function shareItems(
  items: readonly Item[],
  hashed: Awaited<ReturnType<typeof hashAll<Item>>>,
  limit: number = contentLimits.page
): ReadonlyMap<Item, number> {
  const seen = new Set<string>();
  const bytes = items.map(item => {
    const reply = hashed.get(item);
    if (!reply || "unreadable" in reply || seen.has(reply.contentHash)) return 0;
    seen.add(reply.contentHash);
    return reply.contentBytes;
  });
  const shares = shareContent(bytes, limit);
  return new Map(items.map((item, i) => [item, shares[i] ?? 0]));
}
