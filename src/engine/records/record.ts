/** Divides a file's text into records as it arrives. Memory does not grow with the file. */
export interface RecordReader {
  /** Takes the next piece of decoded text; pieces may end anywhere. */
  push(text: string): void;
  /** No more text: flushes what is complete and reports a record cut short. */
  end(): void;
}

/**
 * Receives what a reader finds, in the file's order. `record` and `broken` together are called once per record:
 * the n-th call, counted from 1, is record n.
 */
export interface RecordSink<R> {
  /** `raw` is the record's original text. */
  record(value: R, raw: string): void;
  /** A record that could not be read; it goes to quarantine with the reason. */
  broken(raw: string, reason: string): void;
  /** Something about the file as a whole, e.g. a column named twice. */
  note(text: string): void;
}

/** The longest record a reader holds, in UTF-16 units. A longer one is broken, and only its beginning is kept. */
export const recordLimit = 64 * 1024 * 1024;
