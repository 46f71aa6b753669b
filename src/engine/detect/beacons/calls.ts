/**
 * When a pair called: of connections within moments of each other only the first counts, because one call home, like one
 * visit to a page, often takes several connections.
 *
 * @param times seconds, in order
 * @param together seconds; connections no further apart than this belong to one call
 */
export function callsOf(times: ArrayLike<number>, together: number): Float64Array {
  const calls = new Float64Array(times.length);
  let n = 0;
  for (let i = 0; i < times.length; ++i) {
    const time = times[i] ?? 0;
    if (i === 0 || time - (times[i - 1] ?? 0) > together) calls[n++] = time;
  }
  return calls.slice(0, n);
}
