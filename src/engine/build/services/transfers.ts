import type {Selection} from "../../selection.js";
import type {Query} from "../../sql.js";
import {foundEvents, type Seen, seen} from "./seen.js";

/** A file that was transferred: told apart by its hash, by its name where no hash was taken. */
export interface TransferRow extends Seen {
  readonly file_hash: string | null;
  /** One of its names, the first in order, and how many it has. */
  readonly file_name: string | null;
  readonly names: number;
  /** One of the addresses that it came from, the first in order, and how many there are. */
  readonly url: string | null;
  readonly urls: number;
}

/** The files transferred most often, those with a hash before those known by name alone: rows of `TransferRow`. */
export function transfersQuery(selection: Selection, limit: number): Query {
  const found = foundEvents(selection, {
    condition: "(file_hash IS NOT NULL OR file_name IS NOT NULL)",
    details: ["file_hash", "file_name", "http_url"]
  });
  return {
    sql: `
WITH ${found.sql}
SELECT file_hash, min(file_name) AS file_name, count(DISTINCT file_name) AS names,
  min(http_url) AS url, count(DISTINCT http_url) AS urls, ${seen}
FROM found GROUP BY file_hash, CASE WHEN file_hash IS NULL THEN file_name END
ORDER BY file_hash IS NULL, events DESC, file_hash, file_name
LIMIT ${limit}`,
    params: found.params ?? []
  };
}
