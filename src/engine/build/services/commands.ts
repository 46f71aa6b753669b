import type {Selection} from "../../selection.js";
import type {Query} from "../../sql.js";
import {foundEvents, type Seen, seen} from "./seen.js";

export interface CommandRow extends Seen {
  readonly command: string;
  /** Sessions in which it was typed; 0 where the log names none. */
  readonly sessions: number;
  /** What signatures recognised in it: lines of technique (may be empty), tab, title. Null: nothing. */
  readonly meaning: string | null;
}

/** The command lines typed most often: rows of `CommandRow`. */
export function commandsQuery(selection: Selection, limit: number): Query {
  const found = foundEvents(selection, {
    condition: "command IS NOT NULL",
    details: ["command"],
    sessions: ["session", "sensor"]
  });
  return {
    sql: `
WITH ${found.sql}, meanings AS (
  SELECT command, string_agg(DISTINCT concat(coalesce(technique, ''), chr(9), title), chr(10)
    ORDER BY concat(coalesce(technique, ''), chr(9), title)) AS meaning
  FROM found JOIN signature_hits USING (event_id) JOIN signatures USING (signature_id)
  WHERE field = 'command' GROUP BY command
)
SELECT command, meaning, ${seen},
  count(DISTINCT CASE WHEN session IS NOT NULL THEN concat_ws('|', dataset, sensor, session) END) AS sessions
FROM found LEFT JOIN meanings USING (command)
GROUP BY command, meaning
ORDER BY events DESC, command
LIMIT ${limit}`,
    params: found.params ?? []
  };
}
