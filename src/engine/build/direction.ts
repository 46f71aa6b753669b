/**
 * Direction seen from the campus, as SQL: prefixes decide; where neither end is on campus, what the source itself said.
 * @param source alias of the row of `places` of the source address; likewise for the destination.
 * @param otherwise the source's own word.
 */
export function campusDirection(source: string, destination: string, otherwise: string): string {
  return `CASE
    WHEN ${source}.site IS NOT NULL AND ${destination}.site IS NOT NULL THEN 'internal'
    WHEN ${source}.site IS NOT NULL THEN 'outbound'
    WHEN ${destination}.site IS NOT NULL THEN 'inbound'
    ELSE ${otherwise} END`;
}
