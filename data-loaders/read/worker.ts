import {createHash} from "node:crypto";
import {appendFileSync, writeFileSync} from "node:fs";
import {
  Compression,
  EnabledStatistics,
  Table,
  WriterPropertiesBuilder,
  writeParquet
} from "parquet-wasm/node";
import {batchCharacters, batchRows, createBatch} from "../../src/engine/batch.js";
import {createEventIds} from "../../src/engine/event-id.js";
import {type FileSummary, parseFile} from "../../src/engine/parse-file.js";
import {createZone} from "../../src/engine/time-zone.js";
import {answerRequests} from "../workers/answer.js";
import {readContent} from "./open-file.js";

/** Reads one file into Parquet shards named `<prefix>-<n>.parquet` and, where there is any, `<prefix>-quarantine.jsonl`. */
export interface ParseRequest {
  readonly path: string;
  readonly prefix: string;
  readonly contentHash: string;
  readonly fileTime: number;
  /** IANA name of the zone of times without one; null when nobody said. */
  readonly zone: string | null;
}

export interface ParseReply extends FileSummary {
  /** How many shards were written. */
  readonly shards: number;
}

/** Finds the SHA-256 of a file's decompressed content, and what is wrong with its compression. */
export interface HashRequest {
  readonly path: string;
}

export interface HashReply {
  readonly contentHash: string;
  /** Why there is less content than there should be; null when it is whole. */
  readonly problem: string | null;
}

async function hash({path}: HashRequest): Promise<HashReply> {
  const sha = createHash("sha256");
  const problem = await readContent(path, piece => {
    sha.update(piece);
    return true;
  });
  return {contentHash: sha.digest("hex"), problem: problem ?? null};
}

/** Quarantined records, and characters of them, that are held back to be written together. */
const quarantineRecords = 1000;
const quarantineCharacters = 1 << 20;

/** Columns in which hardly a value comes twice, where looking for repeats is time lost. */
const unrepeated = ["event_id", "raw", "session", "message", "payload"];

/** Shards are read once, whole and soon: light compression, and no statistics for skipping parts of them. */
function shardProperties() {
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.SNAPPY)
    .setStatisticsEnabled(EnabledStatistics.None);
  return unrepeated
    .reduce((all, column) => all.setColumnDictionaryEnabled(column, false), properties)
    .build();
}

async function parse(request: ParseRequest): Promise<ParseReply> {
  const batch = createBatch(createEventIds(request.contentHash));
  const zone = createZone(request.zone ?? "UTC");
  const zoneNote =
    "times carry no zone; UTC assumed (data/campus.yml can say which zone this file's times are in)";
  let zoneAssumed = false;
  let characters = 0;
  let shards = 0;
  let held: string[] = [];
  let heldCharacters = 0;

  function flush() {
    if (!batch.length) return;
    const rows = Table.fromIPCStream(batch.take());
    writeFileSync(`${request.prefix}-${shards++}.parquet`, writeParquet(rows, shardProperties()));
    characters = 0;
  }

  function flushQuarantine() {
    if (held.length) appendFileSync(`${request.prefix}-quarantine.jsonl`, held.join(""));
    held = [];
    heldCharacters = 0;
  }

  const parser = parseFile(
    {
      fileTime: request.fileTime,
      toUtc(...parts) {
        zoneAssumed ||= request.zone === null;
        return zone.toUtc(...parts);
      }
    },
    {
      event(event, record, part, raw) {
        batch.push(event, record, part, raw);
        characters += raw.length;
        if (batch.length >= batchRows || characters >= batchCharacters) flush();
      },
      quarantine(record, reason, raw) {
        held.push(`${JSON.stringify({record, reason, raw})}\n`);
        heldCharacters += raw.length;
        if (heldCharacters > quarantineCharacters || held.length >= quarantineRecords) flushQuarantine();
      }
    }
  );

  const problem = await readContent(request.path, piece => {
    parser.push(piece);
    return parser.wanted;
  });
  const summary = parser.end(problem);
  flush();
  flushQuarantine();
  return {...summary, notes: zoneAssumed ? [...summary.notes, zoneNote] : summary.notes, shards};
}

answerRequests<HashRequest | ParseRequest>(request =>
  "contentHash" in request ? parse(request) : hash(request)
);
