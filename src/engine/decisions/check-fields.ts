/** What was read, or what is wrong with it, as a sentence. */
export type Checked<T> = {readonly value: T} | {readonly error: string};

/** Reads one field: its value in the one spelling of it, or what was expected. */
export type Reader = (value: unknown) => {readonly value: string} | {readonly expected: string};

/** The fields of a JSON object, of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Characters of a wrong value that are repeated. */
const quoted = 60;

/** An error that says what is wrong with a field and what was expected there. */
export function invalid(name: string, value: unknown, expected: string): RangeError {
  if (value === undefined) return new RangeError(`missing ${name}; expected ${expected}`);
  const text = JSON.stringify(value) ?? String(value);
  return new RangeError(
    `invalid ${name}: ${text.length > quoted ? `${text.slice(0, quoted)}…` : text}; expected ${expected}`
  );
}

/**
 * An object's own fields; nothing inherited, so that no "__proto__" of a file is taken for one.
 * @param known the only names it may have; of any others, what they mean is not known and what is meant would not be done
 * @throws RangeError when it is no object, or has other fields
 */
export function fieldsOf(value: unknown, name: string, expected: string, known?: readonly string[]): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalid(name, value, expected);
  }
  const fields: Record<string, unknown> = Object.assign(Object.create(null), value);
  const other = known === undefined ? undefined : Object.keys(fields).find(key => !known.includes(key));
  if (other !== undefined) throw invalid(`field of ${name}`, other, expected);
  return fields;
}

/** @throws RangeError when the field is missing or not what was expected */
export function field(fields: Fields, name: string, read: Reader, shown = name): string {
  const result = read(fields[name]);
  if ("expected" in result) throw invalid(shown, fields[name], result.expected);
  return result.value;
}

/** The field as an object to be spread, empty where the field is missing or null. */
export function optional<K extends string>(
  fields: Fields,
  name: K,
  read: Reader,
  shown: string = name
): {readonly [P in K]?: string} {
  if (fields[name] === undefined || fields[name] === null) return {};
  return {[name]: field(fields, name, read, shown)} as {readonly [P in K]?: string};
}
