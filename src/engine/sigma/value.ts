import type {Pattern} from "./rule.js";

type Part = Pattern[number];

const any = {wildcard: "any"} as const;
const one = {wildcard: "one"} as const;

/**
 * A text value as Sigma writes it: `*` and `?` are wildcards, `\*`, `\?` and `\\` are plain characters, and a backslash
 * before anything else is itself.
 * https://github.com/SigmaHQ/sigma-specification/blob/main/specification/sigma-rules-specification.md#escaping
 */
export function readPattern(text: string): Pattern {
  const parts: Part[] = [];
  let literal = "";
  const add = (wildcard: Part) => {
    if (literal) parts.push(literal);
    literal = "";
    // "**" is "*".
    if (wildcard === one || parts.at(-1) !== any) parts.push(wildcard);
  };
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    const next = text.charAt(i + 1);
    if (char === "\\" && (next === "*" || next === "?" || next === "\\")) {
      literal += next;
      i++;
    } else if (char === "*") add(any);
    else if (char === "?") add(one);
    else literal += char;
  }
  if (literal) parts.push(literal);
  return parts;
}

/** Text without wildcards. */
export function plainPattern(text: string): Pattern {
  return text === "" ? [] : [text];
}

/** The text of a pattern without wildcards; null when it has some. */
export function plainText(pattern: Pattern): string | null {
  return pattern.every(part => typeof part === "string") ? pattern.join("") : null;
}

/** `contains`, `startswith` and `endswith`: any characters before or after it. */
export function openPattern(pattern: Pattern, before: boolean, after: boolean): Pattern {
  const begins = pattern[0];
  const ends = pattern.at(-1);
  const isAny = (part: Part | undefined) => typeof part === "object" && part.wildcard === "any";
  const opened: Part[] = [...pattern];
  if (before && !isAny(begins)) opened.unshift(any);
  if (after && !(isAny(ends) || (before && pattern.length === 0))) opened.push(any);
  return opened;
}
