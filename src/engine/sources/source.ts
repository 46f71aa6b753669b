import type {Dataset, Event} from "../event.js";

/** How a file's bytes divide into records; each has one reader in `engine/records/`. */
export type Container = "json" | "csv" | "xml" | "lines";

/** A CSV row or XML element by column name; a missing column is absent. */
export type Row = Readonly<Record<string, string>>;

/** What one record turned into. Every record is exactly one of these, and is counted as such. */
export type Mapping = Mapped | Ignored | Rejected;
/** One record may yield several events (a Dionaea connection with four credentials tried). Never empty. */
export type Mapped = readonly Event[];
/** Understood, and of no use to an analyst: the reason is a short constant phrase, so that equal reasons add up. */
export interface Ignored {
  readonly ignored: string;
}
/** Not understood, goes to quarantine: the reason says what was found and what was expected. */
export interface Rejected {
  readonly rejected: string;
}

/** What a source may know about the file beside the record itself. */
export interface SourceContext {
  /**
   * Milliseconds in UTC of a wall-clock time that carries no zone, in the zone that `data/campus.yml` gives this file
   * (UTC otherwise, and then the file is flagged).
   */
  toUtc(
    year: number,
    month: number,
    day: number,
    hour: number,
    minute: number,
    second: number,
    millisecond: number
  ): number;
  /** When the file was last written, milliseconds in UTC: the anchor of logs whose times carry no year. */
  readonly fileTime: number;
  /** Says once per file something a reader of the Data page should know, e.g. "times carry no year; 2026 assumed". */
  note(text: string): void;
}

/**
 * One log format. `Record` is what the container yields: `unknown` JSON, a `Row`, or a line.
 * A source is created anew for each file, so it may keep state (sessions, the running year) in its closure.
 */
export interface Source<R = unknown> {
  readonly dataset: Dataset;
  readonly container: Container;
  /**
   * Whether these records, the first of a file, are of this format. Decided by content only.
   * Must not throw and must be false for formats that merely look alike (Zeek JSON, Heralding, Honeytrap, p0f).
   */
  recognises(sample: readonly R[]): boolean;
  /** A mapper for one file. Must not throw, whatever the record holds. */
  open(context: SourceContext): (record: R) => Mapping;
}
