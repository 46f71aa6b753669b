/** The known name that is fewest typing mistakes away; null where none is near enough to have been meant. */
export function nearestName(name: string, known: Iterable<string>): string | null {
  const wanted = name.slice(0, longest).toLowerCase();
  let nearest: string | null = null;
  // Two letters the wrong way round are two mistakes.
  let least = (wanted.length < 4 ? 1 : Math.max(2, Math.floor(wanted.length / 3))) + 1;
  for (const candidate of known) {
    const distance = mistakes(wanted, candidate.slice(0, longest).toLowerCase());
    if (distance >= least) continue;
    nearest = candidate;
    least = distance;
  }
  return nearest;
}

/** Names are compared by as many characters; a rule may be full of nonsense of any length. */
const longest = 64;

/** Levenshtein's distance: characters to insert, delete or replace. */
function mistakes(a: string, b: string): number {
  let above = Array.from({length: b.length + 1}, (_, i) => i);
  for (let i = 1; i <= a.length; ++i) {
    const row = [i];
    for (let j = 1; j <= b.length; ++j) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}
