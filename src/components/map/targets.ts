import type {Query} from "../../engine/sql.js";

/** Where the campus is, one row per site whose coordinates are known. */
export const targetsQuery: Query = {
  sql: `
SELECT DISTINCT site AS name, longitude, latitude
FROM sources
WHERE place_from = 'campus' AND longitude IS NOT NULL AND latitude IS NOT NULL
ORDER BY name`
};
