import {existsSync} from "node:fs";
import {join} from "node:path";
import type {Database} from "../src/engine/analysis/database.js";
import {createLabelTruth} from "../src/engine/analysis/truth.js";
import {sqlLiteral} from "../src/engine/sql.js";
import type {Input} from "./input.js";

/**
 * Creates `truth` (seq, attack_type, campaign) of the staged events that are attacks: by the simulator's account where there is one
 * (what it does not list is normal), else by the label that the logs carry.
 * @returns SQL over `staged` that holds of events that are judged, and therefore normal unless `truth` has them; null when nothing says
 * what is an attack.
 */
export async function createTruth(database: Database, input: Input): Promise<string | null> {
  const path = join(input.path, "truth.csv");
  if (input.simulation !== null && existsSync(path)) {
    await database.run(`
      CREATE TABLE truth AS
      SELECT staged.rowid AS seq, told.attack_type, nullif(told.campaign, '') AS campaign
      FROM read_csv(${sqlLiteral(path)}, header = true, all_varchar = true) told
      JOIN files ON files.source_file = told.file
      JOIN staged ON staged.file = files.number AND staged.record = told.record::BIGINT
      WHERE told.label = 'Attack'
    `);
    return "true";
  }
  return createLabelTruth(database);
}
