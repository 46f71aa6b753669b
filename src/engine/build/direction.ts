/**
 * Direction seen from the campus, as SQL: prefixes decide; where neither end is on campus, what the source itself said. A log that
 * a server writes need not name the server: what it calls inbound, and comes from the campus, stays on it. What was decided once is decided
 * likewise when it is asked again.
 * @param source alias of the row of `places` of the source address; likewise for the destination.
 * @param otherwise the source's own word.
 */
export function campusDirection(source: string, destination: string, otherwise: string): string {
  return `CASE
    WHEN ${source}.site IS NOT NULL AND ${destination}.site IS NOT NULL THEN 'internal'
    WHEN ${source}.site IS NOT NULL THEN CASE WHEN ${destination}.address IS NULL AND ${otherwise} IN ('inbound', 'internal') THEN 'internal' ELSE 'outbound' END
    WHEN ${destination}.site IS NOT NULL THEN 'inbound'
    ELSE ${otherwise} END`;
}
