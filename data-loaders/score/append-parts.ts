import {
  DOUBLE,
  type DuckDBAppender,
  DuckDBDataChunk,
  type DuckDBType,
  INTEGER,
  VARCHAR
} from "@duckdb/node-api";
import type {Database} from "../database.js";
import type {Part, Reason} from "./explain-alerts.js";

/** The tables that explanations are written to before they are joined with their events. */
export interface PartTables {
  readonly parts: DuckDBAppender;
  readonly reasons: DuckDBAppender;
  close(): void;
}

const partTypes = [INTEGER, VARCHAR, VARCHAR, DOUBLE, DOUBLE, DOUBLE, DOUBLE];
const reasonTypes = [INTEGER, VARCHAR];
/** Rows of a DuckDB data chunk at most. */
const chunkRows = 2048;

/** Creates `parts` and `reasons`, each row with the number of its event. */
export async function createPartTables(database: Database): Promise<PartTables> {
  await database.run(`
    CREATE TABLE parts (seq INTEGER, detector VARCHAR, feature VARCHAR, value DOUBLE, usual DOUBLE, contribution DOUBLE,
      clearing DOUBLE)
  `);
  await database.run("CREATE TABLE reasons (seq INTEGER, reason VARCHAR)");
  const parts = await database.connection.createAppender("parts");
  const reasons = await database.connection.createAppender("reasons");
  return {
    parts,
    reasons,
    close() {
      parts.closeSync();
      reasons.closeSync();
    }
  };
}

export function appendRows(tables: PartTables, parts: readonly Part[], reasons: readonly Reason[]): void {
  append(
    tables.parts,
    partTypes,
    parts.map(p => [p.seq, p.detector, p.feature, p.value, p.usual, p.contribution, p.clearing])
  );
  append(
    tables.reasons,
    reasonTypes,
    reasons.map(({seq, reason}) => [seq, reason])
  );
}

function append(
  appender: DuckDBAppender,
  types: readonly DuckDBType[],
  rows: readonly (number | string | null)[][]
): void {
  for (let from = 0; from < rows.length; from += chunkRows) {
    const piece = rows.slice(from, from + chunkRows);
    const chunk = DuckDBDataChunk.create(types, piece.length);
    chunk.setRows(piece);
    appender.appendDataChunk(chunk);
  }
}
