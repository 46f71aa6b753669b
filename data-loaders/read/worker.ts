import {createHash} from "node:crypto";
import {appendFileSync, writeFileSync} from "node:fs";
import {
  Compression,
  EnabledStatistics,
  Table,
  WriterPropertiesBuilder,
  writeParquet
} from "parquet-wasm/node";
import {type FileContext, parseEvents} from "../../src/engine/parse-events.js";
import type {FileSummary} from "../../src/engine/parse-file.js";
import type {HashReply} from "../../src/engine/read-all.js";
import {answerRequests} from "../workers/answer.js";
import {readContent} from "./open-file.js";

/** Reads one file into Parquet shards named `<prefix>-<n>.parquet` and, where there is any, `<prefix>-quarantine.jsonl`. */
export interface ParseRequest extends FileContext {
  readonly path: string;
  readonly prefix: string;
}

export interface ParseReply extends FileSummary {
  /** How many shards were written. */
  readonly shards: number;
}

/** Finds the SHA-256 of a file's decompressed content, and what is wrong with its compression. */
export interface HashRequest {
  readonly path: string;
}

async function hash({path}: HashRequest): Promise<HashReply> {
  const sha = createHash("sha256");
  let contentBytes = 0;
  const problem = await readContent(path, piece => {
    sha.update(piece);
    contentBytes += piece.length;
    return true;
  });
  return {contentHash: sha.digest("hex"), problem: problem ?? null, contentBytes};
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
  let shards = 0;
  let held: string[] = [];
  let heldCharacters = 0;

  function flushQuarantine() {
    if (held.length) appendFileSync(`${request.prefix}-quarantine.jsonl`, held.join(""));
    held = [];
    heldCharacters = 0;
  }

  const parser = parseEvents(request, {
    batch(batch) {
      const rows = Table.fromIPCStream(batch.take());
      writeFileSync(`${request.prefix}-${shards++}.parquet`, writeParquet(rows, shardProperties()));
    },
    quarantine(record, reason, raw) {
      held.push(`${JSON.stringify({record, reason, raw})}\n`);
      heldCharacters += raw.length;
      if (heldCharacters > quarantineCharacters || held.length >= quarantineRecords) flushQuarantine();
    }
  });
  await readContent(request.path, piece => {
    parser.push(piece);
    return parser.wanted;
  });
  const summary = parser.end();
  flushQuarantine();
  return {...summary, shards};
}

answerRequests<HashRequest | ParseRequest>(request =>
  "contentHash" in request ? parse(request) : hash(request)
);
