import type {Query} from "../sql.js";

/** A row of the table `quality`: one file, and what became of its records. */
export interface FileRow {
  readonly source_file: string;
  readonly status: string;
  readonly dataset: string | null;
  readonly container: string | null;
  readonly bytes: number;
  readonly records: number;
  readonly mapped: number;
  readonly ignored: number;
  readonly quarantined: number;
  readonly events: number;
  readonly first_time: Date | null;
  readonly last_time: Date | null;
  /** JSON object: reason to number of records. */
  readonly ignored_reasons: string;
  readonly quarantine_reasons: string;
  /** JSON array of sentences. */
  readonly notes: string;
}

/** All files: first those that something is wrong with. Rows of `FileRow`. */
export const filesQuery: Query = {
  sql: `
SELECT source_file, status, dataset, container, bytes, records, mapped, ignored, quarantined, events,
  first_time, last_time, ignored_reasons, quarantine_reasons, notes
FROM quality
ORDER BY status = 'read', quarantined = 0, source_file`
};

/** One row of sums over all files. */
export const fileSumsQuery: Query = {
  sql: `
SELECT count(*) AS files, count(*) FILTER (status = 'read') AS read,
  coalesce(sum(records), 0)::BIGINT AS records, coalesce(sum(mapped), 0)::BIGINT AS mapped,
  coalesce(sum(ignored), 0)::BIGINT AS ignored, coalesce(sum(quarantined), 0)::BIGINT AS quarantined,
  coalesce(sum(events), 0)::BIGINT AS events
FROM quality`
};

export interface FileSums {
  readonly files: number;
  readonly read: number;
  readonly records: number;
  readonly mapped: number;
  readonly ignored: number;
  readonly quarantined: number;
  readonly events: number;
}
