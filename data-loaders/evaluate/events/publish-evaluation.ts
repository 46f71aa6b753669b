import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import type {EvaluationRow} from "../../../src/engine/evaluate/evaluation-rows.js";
import type {PublishedEvaluation} from "../../../src/engine/evaluate/published-evaluation.js";
import {sqlLiteral} from "../../../src/engine/sql.js";
import {evaluation} from "../../../src/engine/tables.js";
import type {Database} from "../../database.js";
import {openPublisher} from "../../publish/publisher.js";

/** Publishes evaluation.parquet and evaluation.json into a directory, by rename. */
export async function publishEvaluation(
  database: Database,
  output: string,
  scratch: string,
  published: PublishedEvaluation,
  rows: readonly EvaluationRow[]
): Promise<void> {
  const path = join(scratch, "evaluation.jsonl");
  await writeFile(path, rows.map(row => `${JSON.stringify(rounded(row))}\n`).join(""));
  const columns = evaluation.columns.map(({name, type}) => `${name}: ${sqlLiteral(type)}`).join(", ");
  const select = `
    SELECT * FROM read_json(${sqlLiteral(path)}, format = 'newline_delimited', columns = {${columns}})
    ORDER BY ${evaluation.key.join(", ")}
  `;
  const publisher = await openPublisher(database, output);
  try {
    await publisher.tables([{table: evaluation, select, file: evaluation.name}]);
    await publisher.file("evaluation.json", stringify(published));
    await publisher.finish();
  } finally {
    await publisher.close();
  }
}

/**
 * As published: five digits are more than any interval allows for, and hide the last bits, in which machines may differ. The table
 * has six; slices, which are many, have four here.
 */
export function stringify(published: PublishedEvaluation): string {
  return JSON.stringify(published, (key, value: unknown) => {
    if (key === "slices") return JSON.parse(JSON.stringify(value, rounding(4)));
    return typeof value === "number" ? round(value, 5) : value;
  });
}

const rounding = (digits: number) => (_: string, value: unknown) =>
  typeof value === "number" ? round(value, digits) : value;

function rounded(row: EvaluationRow): EvaluationRow {
  const of = (value: number | null) => (value === null ? null : round(value, 6));
  return {...row, value: of(row.value), low: of(row.low), high: of(row.high)};
}

const round = (value: number, digits: number) =>
  Number.isInteger(value) ? value : Number(value.toPrecision(digits));
