import {type Selection, whereClause} from "../../selection.js";
import type {Query} from "../../sql.js";

/** Events from one continent, or from addresses without a known one. */
export interface ContinentRow {
  /** As the geolocation database names it; "campus" for the campus's own addresses, null where no place is known. */
  readonly continent: string | null;
  readonly countries: number;
  /** Distinct source addresses. */
  readonly sources: number;
  readonly events: number;
  readonly anomalous: number;
}

/** The continents that sources are on, most events first: rows of `ContinentRow`. */
export function continentsQuery(selection: Selection): Query {
  const where = whereClause(selection, {severity: "e.severity"});
  return {
    sql: `
SELECT CASE WHEN s.site IS NOT NULL THEN 'campus' ELSE s.continent END AS continent,
  count(DISTINCT s.country_code) AS countries, count(DISTINCT e.source_ip) AS sources,
  count(*) AS events, count(*) FILTER (e.severity <> 'none') AS anomalous
FROM events e LEFT JOIN sources s ON s.address = e.source_ip
WHERE ${where.sql}
GROUP BY 1
ORDER BY events DESC, continent`,
    params: where.params
  };
}
