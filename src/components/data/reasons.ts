/** Reasons why records were left out, with the number of records, from the JSON of `quality`; none where it is not that. */
export function readReasons(json: string): readonly {readonly reason: string; readonly records: number}[] {
  const value = parse(json);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .map(([reason, records]) => ({reason, records: Number(records)}))
    .sort((a, b) => b.records - a.records || (a.reason < b.reason ? -1 : 1));
}

/** Sentences about a file, from the JSON of `quality`. */
export function readNotes(json: string): readonly string[] {
  const value = parse(json);
  return Array.isArray(value) ? value.map(String) : [];
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
