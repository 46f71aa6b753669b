import type {Query} from "../sql.js";

/** Lines that are shown of each shard. */
export const linesPerShard = 25;

/**
 * The original lines of one shard of `raw` that hold a text, literally and whatever the case: the first few, each with the
 * number of all.
 */
export function originalLinesQuery(shard: number, text: string): Query {
  return {
    sql: `
SELECT event_id, source_file, record, raw, count(*) OVER () AS lines
FROM raw_${Math.trunc(shard)}
WHERE contains(lower(raw), lower(?))
ORDER BY source_file, record, event_id
LIMIT ${linesPerShard}`,
    params: [text]
  };
}

/** Bytes of the logs that were read, which a search of the original lines goes through. */
export const logBytesQuery: Query = {
  sql: "\nSELECT coalesce(sum(bytes), 0)::DOUBLE AS bytes FROM quality WHERE status = 'read'"
};
