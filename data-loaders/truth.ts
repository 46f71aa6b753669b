import {existsSync} from "node:fs";
import {join} from "node:path";
import {sqlLiteral} from "../src/engine/sql.js";
import type {Database} from "./database.js";
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
  await database.run(`
    CREATE TABLE truth AS
    SELECT rowid AS seq, coalesce(attack_type, 'Unknown') AS attack_type, NULL::VARCHAR AS campaign FROM staged WHERE label = 'Attack'
  `);
  const [found = {}] = await database.rows(`
    SELECT count(*) FILTER (label = 'Attack') AS attacks, count(*) FILTER (label = 'Normal') AS normal FROM staged
  `);
  return Number(found.attacks) > 0 && Number(found.normal) > 0 ? "staged.label = 'Normal'" : null;
}
