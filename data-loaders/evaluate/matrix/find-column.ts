/**
 * The position of the column that `text` names: its name, whatever its case and the blanks around it, or else its place, counted from 1,
 * or from the end as -1, -2, ... Throws an Error that lists the columns when there is none, or more than one.
 * @param option which option named it, for the message.
 */
export function findColumn(names: readonly string[], text: string, option: string): number {
  const wanted = text.trim().toLowerCase();
  const found = names.flatMap((name, k) => (name.trim().toLowerCase() === wanted ? [k] : []));
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  if (found.length > 1) throw new Error(`--${option} ${text}: ${found.length} columns have that name`);
  const place = Number(wanted);
  if (/^-?\d+$/.test(wanted) && place !== 0 && Math.abs(place) <= names.length) {
    return place > 0 ? place - 1 : names.length + place;
  }
  throw new Error(`--${option} ${text}: no such column; there are ${listSome(names)}`);
}

const mostListed = 60;

/** Items with commas between them, the first 60. */
export function listSome(items: readonly string[]): string {
  const shown = items.slice(0, mostListed).map(printable).join(", ");
  return items.length > mostListed ? `${shown} and ${items.length - mostListed} more` : shown;
}

/** Text from a file as a terminal may show it: no control characters, which could rewrite what is on screen, and not endless. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out.
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, "?");
  return clean.length > 80 ? `${clean.slice(0, 79)}…` : clean;
}
