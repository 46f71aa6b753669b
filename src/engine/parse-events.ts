import {type Batch, batchCharacters, batchRows, createBatch} from "./batch.js";
import {createEventIds} from "./event-id.js";
import {type FileParser, type FileSummary, parseFile} from "./parse-file.js";
import {createZone} from "./time-zone.js";

/** A file about to be parsed, apart from its bytes. */
export interface FileContext {
  /** SHA-256 of its decompressed content, in hexadecimal. */
  readonly contentHash: string;
  /** Of `fileTimeOf`. */
  readonly fileTime: number;
  /** IANA name of the zone of times without one; null when nobody said. */
  readonly zone: string | null;
  /** Why there is less content than there should be, found when it was hashed; null when it is whole. */
  readonly problem: string | null;
}

export interface BatchSink {
  /** Gets a batch that is full, or the last one; it must take its rows before it returns. */
  batch(batch: Batch): void;
  quarantine(record: number, reason: string, raw: string): void;
}

export interface EventParser extends Omit<FileParser, "end"> {
  /** No more bytes; `note` says what else is to be known of that. */
  end(note?: string): FileSummary;
}

const zoneNote =
  "times carry no zone; UTC assumed (data/campus.yml can say which zone this file's times are in)";

/** Reads one file: bytes in, batches of events out. The same bytes give the same batches, in whatever pieces they come. */
export function parseEvents(context: FileContext, sink: BatchSink): EventParser {
  const {contentHash, fileTime, zone, problem} = context;
  const batch = createBatch(createEventIds(contentHash));
  const {toUtc} = createZone(zone ?? "UTC");
  let zoneAssumed = false;
  let characters = 0;

  function flush() {
    if (batch.length) sink.batch(batch);
    characters = 0;
  }

  const parser = parseFile(
    {
      fileTime,
      toUtc(...parts) {
        zoneAssumed ||= zone === null;
        return toUtc(...parts);
      }
    },
    {
      event(event, record, part, raw) {
        batch.push(event, record, part, raw);
        characters += raw.length;
        if (batch.length >= batchRows || characters >= batchCharacters) flush();
      },
      quarantine: sink.quarantine
    }
  );

  return {
    push: parser.push,
    get wanted() {
      return parser.wanted;
    },
    get counts() {
      return parser.counts;
    },
    end(note) {
      const summary = parser.end(problem ?? undefined);
      flush();
      const more = [...(zoneAssumed ? [zoneNote] : []), ...(note === undefined ? [] : [note])];
      return {...summary, notes: [...summary.notes, ...more]};
    }
  };
}
