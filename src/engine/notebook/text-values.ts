/** A place in a text where a value shows: `${name}`, `{{name}}`, or `{{name.column}}` of a result's first row. */
export interface TextValue {
  readonly name: string;
  /** Null for an input, and for the first column of a result. */
  readonly column: string | null;
}

const pattern = /\$\{\s*([a-z_]\w*)(?:\.([a-z_]\w*))?\s*\}|\{\{\s*([a-z_]\w*)(?:\.([a-z_]\w*))?\s*\}\}/iy;

/** The value at a place in a text and how many characters name it; null where there is none. */
export function textValueAt(
  text: string,
  at: number
): {readonly value: TextValue; readonly length: number} | null {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match === null) return null;
  const [whole, dollar, dollarColumn, brace, braceColumn] = match;
  return {
    value: {name: dollar ?? brace ?? "", column: dollarColumn ?? braceColumn ?? null},
    length: whole.length
  };
}

/** All values that a text shows. */
export function textValues(text: string): TextValue[] {
  const found: TextValue[] = [];
  for (let at = 0; at < text.length; ++at) {
    const here = textValueAt(text, at);
    if (here === null) continue;
    found.push(here.value);
    at += here.length - 1;
  }
  return found;
}
