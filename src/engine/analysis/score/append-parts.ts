import type {Database} from "../database.js";
import type {Part, Reason} from "./explain-alerts.js";

/** Creates `parts` and `reasons`, which explanations are written to before they are joined with their events, by number of the event. */
export async function createPartTables(database: Database): Promise<void> {
  await database.run(`
    CREATE TABLE parts (seq INTEGER, detector VARCHAR, feature VARCHAR, value DOUBLE, usual DOUBLE, contribution DOUBLE,
      clearing DOUBLE)
  `);
  await database.run("CREATE TABLE reasons (seq INTEGER, reason VARCHAR)");
}

export async function appendParts(
  database: Database,
  parts: readonly Part[],
  reasons: readonly Reason[]
): Promise<void> {
  await database.append(
    "parts",
    parts.map(p => [p.seq, p.detector, p.feature, p.value, p.usual, p.contribution, p.clearing])
  );
  await database.append(
    "reasons",
    reasons.map(({seq, reason}) => [seq, reason])
  );
}
