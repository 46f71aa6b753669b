/** The list in a column of JSON text; empty where there is none. */
export function jsonList<T>(text: string | null): readonly T[] {
  if (text === null || text === "") return [];
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) ? (value as T[]) : [];
}
