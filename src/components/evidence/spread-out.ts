/**
 * Places near the wanted ones that are at least a gap apart, for labels at the ends of lines: from the lowest up each is
 * lifted clear of the one below.
 *
 * @param wanted in [0, 1]
 * @returns in the order of `wanted`, in [0, 1] as far as there is room
 */
export function spreadOut(wanted: readonly number[], gap: number): number[] {
  const order = [...wanted.keys()].sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const places = [...wanted];
  order.forEach((k, i) => {
    const below = order[i - 1];
    if (below !== undefined) places[k] = Math.max(wanted[k] ?? 0, (places[below] ?? 0) + gap);
  });
  // What was lifted above the top comes down again, and pushes those below it.
  let ceiling = 1;
  for (const k of order.toReversed()) {
    places[k] = Math.min(places[k] ?? 0, ceiling);
    ceiling = (places[k] ?? 0) - gap;
  }
  return places;
}
