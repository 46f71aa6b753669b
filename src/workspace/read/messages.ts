import type {DividedBatch} from "../../engine/batch.js";
import type {FileContext} from "../../engine/parse-events.js";
import type {FileSummary} from "../../engine/parse-file.js";
import type {HashReply} from "../../engine/read-all.js";

/** Finds the SHA-256 of a file's decompressed content, and what is wrong with its compression. */
export interface HashRequest {
  readonly kind: "hash";
  readonly blob: Blob;
}

/** Reads one file; its batches come before the answer. */
export interface ParseRequest extends FileContext {
  readonly kind: "parse";
  readonly blob: Blob;
  readonly name: string;
  /** Bytes of content, as of hashing. */
  readonly contentBytes: number;
  /** How many of them to read. */
  readonly share: number;
}

/** Says that a batch has been dealt with, so that the worker may go on. */
export interface Acknowledgement {
  readonly kind: "acknowledge";
}

export type Request = HashRequest | ParseRequest | Acknowledgement;

/** How far the current request is; at most ten a second. */
export interface ProgressMessage {
  readonly kind: "progress";
  /** Of the file itself, compressed if it is. */
  readonly bytes: number;
  readonly records: number;
  readonly quarantined: number;
}

export interface BatchMessage extends DividedBatch {
  readonly kind: "batch";
  /** Number of the batch within its file, from 0. */
  readonly number: number;
}

/** A record that was not understood, as far as it is shown. */
export interface QuarantinedRecord {
  /** Its number in the file, from 1. */
  readonly record: number;
  readonly reason: string;
  /** Its beginning. */
  readonly raw: string;
  /** Characters of the whole. */
  readonly length: number;
}

export interface ParseReply extends FileSummary {
  readonly batches: number;
  /** The first that were quarantined. */
  readonly quarantine: readonly QuarantinedRecord[];
}

/** What a worker posts: one "hashed", "parsed" or "failed" per request, other kinds before it. */
export type Message =
  | ProgressMessage
  | BatchMessage
  | {readonly kind: "hashed"; readonly reply: HashReply}
  | {readonly kind: "parsed"; readonly reply: ParseReply}
  | {readonly kind: "failed"; readonly reason: string};

export const readLimits = {
  /** Batches of a file that may wait to be dealt with before its worker waits too. */
  batchesAhead: 2,
  /** Milliseconds between two messages about progress. */
  progressInterval: 100,
  /** Quarantined records of a file that are shown, and characters of each; all are counted. */
  quarantineShown: 100,
  quarantineCharacters: 1000
} as const;
