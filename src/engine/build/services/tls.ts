import type {Selection} from "../../selection.js";
import type {Query} from "../../sql.js";
import {foundEvents, type Seen, seen} from "./seen.js";

export interface ServerNameRow extends Seen {
  readonly server_name: string;
  /** Distinct client fingerprints that asked for it. */
  readonly clients: number;
}

export interface Ja3Row extends Seen {
  readonly ja3: string;
  /** Distinct server names that it asked for. */
  readonly names: number;
  /** The one it asked for most often; null where it named none. */
  readonly most_asked: string | null;
}

const handshakes = (selection: Selection, column: string) =>
  foundEvents(selection, {
    condition: `${column} IS NOT NULL AND event_type <> 'alert'`,
    details: ["tls_sni", "ja3"]
  });

/** The server names that TLS clients asked for, most anomalous handshakes first: rows of `ServerNameRow`. */
export function serverNamesQuery(selection: Selection, limit: number): Query {
  const found = handshakes(selection, "tls_sni");
  return {
    sql: `
WITH ${found.sql}
SELECT tls_sni AS server_name, ${seen}, count(DISTINCT ja3) AS clients
FROM found GROUP BY server_name
ORDER BY anomalous DESC, events DESC, server_name
LIMIT ${limit}`,
    params: found.params ?? []
  };
}

/** The TLS client fingerprints, most anomalous handshakes first: rows of `Ja3Row`. */
export function ja3Query(selection: Selection, limit: number): Query {
  const found = handshakes(selection, "ja3");
  return {
    sql: `
WITH ${found.sql}, asked AS (
  SELECT ja3, arg_min(tls_sni, place) AS most_asked
  FROM (SELECT ja3, tls_sni, row_number() OVER (PARTITION BY ja3 ORDER BY count(*) DESC, tls_sni) AS place
    FROM found WHERE tls_sni IS NOT NULL GROUP BY ja3, tls_sni)
  GROUP BY ja3
)
SELECT ja3, most_asked, ${seen}, count(DISTINCT tls_sni) AS names
FROM found LEFT JOIN asked USING (ja3)
GROUP BY ja3, most_asked
ORDER BY anomalous DESC, events DESC, ja3
LIMIT ${limit}`,
    params: found.params ?? []
  };
}
