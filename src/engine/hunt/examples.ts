import type {Query} from "../sql.js";

/** A value of the data that is worth hunting for. */
export interface Example {
  /** Why it is interesting, as a key of the words that say so. */
  readonly why: "riskiest" | "network" | "listed" | "agent" | "command" | "fingerprint" | "file" | "account";
  readonly value: string;
  /** The number that makes it interesting. */
  readonly measure: number;
}

/**
 * What a reader may want to hunt for first, each found by a question of its own; where the data have no such thing there is
 * none. Agents and commands are rare ones: of few sources, and the longest of them, which say most.
 */
export const examplesQuery: Query = {
  sql: `
WITH agents AS (
  SELECT d.http_user_agent AS value, count(DISTINCT e.source_ip) AS sources
  FROM details d JOIN events e ON e.event_id = d.event_id
  WHERE length(d.http_user_agent) BETWEEN 4 AND 120
  GROUP BY d.http_user_agent
),
commands AS (
  SELECT d.command AS value, count(DISTINCT e.source_ip) AS sources
  FROM details d JOIN events e ON e.event_id = d.event_id
  WHERE length(d.command) BETWEEN 12 AND 90 AND e.severity <> 'none'
  GROUP BY d.command
)
(SELECT 'riskiest' AS why, address AS value, risk AS measure FROM risks ORDER BY risk DESC, address LIMIT 1)
UNION ALL
(SELECT 'network', regexp_extract(address, '^[0-9]+\\.[0-9]+\\.[0-9]+') || '.0/24', count(*)
 FROM risks WHERE regexp_matches(address, '^([0-9]+\\.){3}[0-9]+$') AND site IS NULL
 GROUP BY 2 HAVING count(*) > 1 ORDER BY 3 DESC, 2 LIMIT 1)
UNION ALL
(SELECT 'listed', indicator, count(DISTINCT event_id) FROM indicator_hits
 WHERE kind IN ('domain', 'url') GROUP BY indicator ORDER BY 3 DESC, 2 LIMIT 1)
UNION ALL
(SELECT 'file', lower(file_hash), count(*) FROM details
 WHERE length(file_hash) IN (32, 40, 64) GROUP BY lower(file_hash) ORDER BY 3 DESC, 2 LIMIT 1)
UNION ALL
(SELECT 'fingerprint', hassh, count(DISTINCT source_ip) FROM sessions
 WHERE hassh IS NOT NULL GROUP BY hassh ORDER BY 3 DESC, 2 LIMIT 1)
UNION ALL
(SELECT 'agent', value, sources FROM agents ORDER BY sources, length(value) DESC, value LIMIT 1)
UNION ALL
(SELECT 'command', value, sources FROM commands ORDER BY sources DESC, length(value) DESC, value LIMIT 1)
UNION ALL
(SELECT 'account', username, count(DISTINCT source_ip) FROM events
 WHERE username IS NOT NULL AND action = 'blocked' GROUP BY username ORDER BY 3 DESC, 2 LIMIT 1)`
};
