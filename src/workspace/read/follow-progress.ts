import type {Readable, ReadFile} from "../../engine/read-file.js";
import {type ProgressMessage, readLimits} from "./messages.js";

export interface ReadProgress {
  readonly files: number;
  readonly filesDone: number;
  /** Of the files themselves, compressed if they are. */
  readonly bytes: number;
  readonly bytesHashed: number;
  readonly bytesRead: number;
  readonly records: number;
  readonly quarantined: number;
}

/**
 * Adds up how far each file is, and says so at most ten times a second, and at the end.
 * @param now milliseconds by a clock that only goes forward.
 */
export function followProgress(
  items: readonly Readable[],
  tell: (progress: ReadProgress) => void,
  now: () => number = () => performance.now()
) {
  const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  const hashed = new Map<Readable, number>();
  const read = new Map<Readable, Pick<ProgressMessage, "bytes" | "records" | "quarantined">>();
  let filesDone = 0;
  let last = Number.NEGATIVE_INFINITY;

  function tellNow() {
    let [bytesHashed, bytesRead, records, quarantined] = [0, 0, 0, 0];
    for (const count of hashed.values()) bytesHashed += count;
    for (const file of read.values()) {
      bytesRead += file.bytes;
      records += file.records;
      quarantined += file.quarantined;
    }
    tell({files: items.length, filesDone, bytes, bytesHashed, bytesRead, records, quarantined});
  }

  function tellSometimes() {
    if (now() - last < readLimits.progressInterval) return;
    last = now();
    tellNow();
  }

  return {
    hashing(item: Readable, count: number) {
      hashed.set(item, count);
      tellSometimes();
    },
    reading(item: Readable, message: ProgressMessage) {
      read.set(item, message);
      tellSometimes();
    },
    done(item: Readable, {records, quarantined}: ReadFile) {
      read.set(item, {bytes: item.bytes, records, quarantined});
      filesDone++;
      tellSometimes();
    },
    end: tellNow
  };
}
