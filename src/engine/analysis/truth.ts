import type {Database} from "./database.js";

/**
 * Creates `truth` (seq, attack_type, campaign) of the staged events that the logs themselves label as attacks.
 * @returns SQL over `staged` that holds of events that are judged, and therefore normal unless `truth` has them; null when nothing says
 * what is an attack.
 */
export async function createLabelTruth(database: Database): Promise<string | null> {
  await database.run(`
    CREATE TABLE truth AS
    SELECT rowid AS seq, coalesce(attack_type, 'Unknown') AS attack_type, NULL::VARCHAR AS campaign FROM staged WHERE label = 'Attack'
  `);
  const [found = {}] = await database.rows(`
    SELECT count(*) FILTER (label = 'Attack') AS attacks, count(*) FILTER (label = 'Normal') AS normal FROM staged
  `);
  return Number(found.attacks) > 0 && Number(found.normal) > 0 ? "staged.label = 'Normal'" : null;
}
