import type {Pattern} from "./rule.js";

/** Hyphen, slash, en dash, em dash and horizontal bar: Windows takes each of them to begin an option. */
const dashes = ["-", "/", "\u2013", "\u2014", "\u2015"];
const set = new Set(dashes);

/**
 * Every way to write the options of a command line: each dash that begins a word, and follows none, as each of the five
 * (https://github.com/SigmaHQ/pySigma/blob/v0.11.0/sigma/modifiers.py). Null when there are more than `most` ways.
 */
export function dashVariants(pattern: Pattern, most: number): Pattern[] | null {
  let variants: Pattern[] = [[]];
  for (const part of pattern) {
    const pieces = typeof part === "string" ? splitAtDashes(part) : [[part]];
    for (const choices of pieces) {
      if (variants.length * choices.length > most) return null;
      variants = variants.flatMap(variant => choices.map(choice => append(variant, choice)));
    }
  }
  return variants;
}

/** Text in pieces, each with the ways to write it. */
function splitAtDashes(text: string): string[][] {
  const pieces: string[][] = [];
  let begun = 0;
  for (let i = 0; i < text.length; i++) {
    if (!set.has(text.charAt(i)) || isWord(text.charAt(i - 1)) || !isWord(text.charAt(i + 1))) continue;
    if (i > begun) pieces.push([text.slice(begun, i)]);
    pieces.push(dashes);
    begun = i + 1;
  }
  if (begun < text.length) pieces.push([text.slice(begun)]);
  return pieces;
}

function isWord(char: string): boolean {
  return /^[\p{L}\p{N}_]$/u.test(char);
}

/** Literals that meet become one. */
function append(pattern: Pattern, part: Pattern[number]): Pattern {
  const last = pattern.at(-1);
  return typeof last === "string" && typeof part === "string"
    ? [...pattern.slice(0, -1), last + part]
    : [...pattern, part];
}
