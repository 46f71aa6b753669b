import type {Selection} from "../../selection.js";
import type {Query} from "../../sql.js";
import {foundEvents, type Seen, seen} from "./seen.js";

/** An application protocol that a sensor recognised in the traffic. */
export interface ApplicationRow extends Seen {
  readonly application: string;
  /** Distinct destination ports it was seen on; 0 where the log has none. */
  readonly ports: number;
  /** Up to three of them, the most frequent first, with commas; null where the log has none. */
  readonly top_ports: string | null;
}

/** The application protocols seen, most anomalous events first: rows of `ApplicationRow`. */
export function applicationsQuery(selection: Selection, limit: number): Query {
  const found = foundEvents(selection, {condition: "app_protocol IS NOT NULL"});
  return {
    sql: `
WITH ${found.sql}, reached AS (
  SELECT app_protocol, destination_port,
    row_number() OVER (PARTITION BY app_protocol ORDER BY count(*) DESC, destination_port) AS place
  FROM found WHERE destination_port IS NOT NULL GROUP BY app_protocol, destination_port
), top AS (
  SELECT app_protocol, count(*) AS ports,
    string_agg(destination_port::VARCHAR, ', ' ORDER BY place) FILTER (place <= 3) AS top_ports
  FROM reached GROUP BY app_protocol
)
SELECT app_protocol AS application, ${seen}, coalesce(ports, 0) AS ports, top_ports
FROM found LEFT JOIN top USING (app_protocol)
GROUP BY app_protocol, ports, top_ports
ORDER BY anomalous DESC, events DESC, application
LIMIT ${limit}`,
    params: found.params ?? []
  };
}
