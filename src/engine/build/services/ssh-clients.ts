import type {Selection} from "../../selection.js";
import type {Query} from "../../sql.js";
import {foundEvents, type Seen, seen} from "./seen.js";

export interface HasshRow extends Seen {
  readonly hassh: string;
  /** Sessions that showed it; 0 where the log names none. */
  readonly sessions: number;
  /** The versions that clients announced in these sessions, one per line, the most frequent first; null where the log has none. */
  readonly versions: string | null;
}

export interface ClientVersionRow extends Seen {
  readonly version: string;
}

/** A session among all of the data: a log's own number may come back at another sensor. */
const visit = "CASE WHEN session IS NOT NULL THEN concat_ws('|', dataset, sensor, session) END";

const isVersion = "event_type IN ('cowrie.client.version', 'ssh') AND message IS NOT NULL";

/** What a client calls itself, without the protocol's version: Cowrie tells it in a sentence, some of its versions with Python's quotes. */
const version =
  "regexp_replace(regexp_replace(regexp_replace(message, '^Remote SSH version: ', ''), '^b[''\"](.*)[''\"]$', '\\1'), '^SSH-[0-9.]+-', '')";

/** The SSH client fingerprints seen most often: rows of `HasshRow`. */
export function hasshQuery(selection: Selection, limit: number): Query {
  const found = foundEvents(selection, {
    condition: `(hassh IS NOT NULL OR (${isVersion}))`,
    details: ["hassh", "message"],
    sessions: ["session", "sensor"]
  });
  return {
    sql: `
WITH ${found.sql}, announced AS (
  SELECT DISTINCT ${visit} AS visit, ${version} AS version FROM found WHERE ${isVersion}
), shown AS (
  SELECT hassh, version, count(*) AS n
  FROM (SELECT DISTINCT hassh, ${visit} AS visit FROM found WHERE hassh IS NOT NULL)
  JOIN announced USING (visit) GROUP BY ALL
), versions AS (
  SELECT hassh, string_agg(version, chr(10) ORDER BY n DESC, version) AS versions FROM shown GROUP BY hassh
)
SELECT hassh, versions, ${seen}, count(DISTINCT ${visit}) AS sessions
FROM found LEFT JOIN versions USING (hassh)
WHERE hassh IS NOT NULL GROUP BY hassh, versions
ORDER BY events DESC, hassh
LIMIT ${limit}`,
    params: found.params ?? []
  };
}

/** What SSH clients call themselves, the most frequent first: rows of `ClientVersionRow`. */
export function clientVersionsQuery(selection: Selection, limit: number): Query {
  const found = foundEvents(selection, {condition: isVersion, details: ["message"]});
  return {
    sql: `
WITH ${found.sql}
SELECT ${version} AS version, ${seen}
FROM found GROUP BY version
ORDER BY events DESC, version
LIMIT ${limit}`,
    params: found.params ?? []
  };
}
