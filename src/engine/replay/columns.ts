import {country} from "../build/country.js";
import {severities} from "../event.js";
import type {Selection} from "../selection.js";
import {whereClause} from "../selection.js";
import type {Query} from "../sql.js";

/** What a replay keeps of every event, by column, in the order the events were logged. */
export interface ReplayColumns {
  /** When it happened, milliseconds in UTC. */
  readonly times: Float64Array;
  /** Place in the table `events`, by which details are looked up. */
  readonly rows: Int32Array;
  /** Index into `places`, one per address; -1 without a source. */
  readonly sources: Int32Array;
  /** Index into `severities`. */
  readonly severities: Uint8Array;
  /** Index into `actions`. */
  readonly actions: Uint8Array;
  /** The country code of each address that `sources` names, or "campus"; null where it has none. */
  readonly places: readonly (string | null)[];
}

/** By code; "unknown" is neither recorded nor inferred. */
export const actions = ["unknown", "allowed", "blocked"] as const;

/** Events are read in blocks of this many, so that no list grows with the data. */
const blockLength = 65_536;

/** Names the addresses by number, in order: one row per address. */
export const placesQuery: Query = {
  sql: `
SELECT ${country} AS country FROM sources s ORDER BY address`
};

export interface Block {
  readonly times: readonly number[];
  readonly rows: readonly number[];
  readonly sources: readonly number[];
  readonly severities: readonly number[];
  readonly actions: readonly number[];
}

/** The selected events in blocks, one `Block` per row, in the order the events were logged. */
export function blocksQuery(selection: Selection): Query {
  const where = whereClause(selection, {severity: "e.severity"});
  const list = (value: string, name: string) => `list(${value} ORDER BY e.rowid) AS ${name}`;
  const code = (column: string, names: readonly string[]) =>
    `coalesce(list_position([${names.map(name => `'${name}'`).join(", ")}], ${column}) - 1, 0)::UTINYINT`;
  return {
    sql: `
SELECT
  ${list("epoch_ms(event_time)::DOUBLE", "times")},
  ${list("e.rowid::INTEGER", "rows")},
  ${list("coalesce(s.number, -1)::INTEGER", "sources")},
  ${list(code("e.severity", severities), "severities")},
  ${list(code("action", actions), "actions")}
FROM events e
LEFT JOIN (SELECT address, row_number() OVER (ORDER BY address) - 1 AS number FROM sources) s
  ON s.address = e.source_ip
WHERE ${where.sql}
GROUP BY e.rowid // ${blockLength}
ORDER BY e.rowid // ${blockLength}`,
    params: where.params
  };
}

/** Joins blocks to columns. */
export function readColumns(blocks: readonly Block[], places: readonly (string | null)[]): ReplayColumns {
  const length = blocks.reduce((sum, block) => sum + block.times.length, 0);
  const columns = {
    times: new Float64Array(length),
    rows: new Int32Array(length),
    sources: new Int32Array(length),
    severities: new Uint8Array(length),
    actions: new Uint8Array(length)
  };
  let start = 0;
  for (const block of blocks) {
    columns.times.set(block.times, start);
    columns.rows.set(block.rows, start);
    columns.sources.set(block.sources, start);
    columns.severities.set(block.severities, start);
    columns.actions.set(block.actions, start);
    start += block.times.length;
  }
  return {...columns, places};
}
