import {recogniseTerm} from "./recognise-term.js";
import {defaults, type Term, type TermType, typeWords} from "./term.js";

export interface SplitTerms {
  readonly terms: readonly Term[];
  /** What is left out, and why: a sentence each. */
  readonly problems: readonly string[];
}

/** Types that say by their looks what they are, so that several of them in a line are several. */
const plainTypes: ReadonlySet<TermType> = new Set(["address", "network", "domain", "url", "hash", "port"]);

/**
 * Reads what stands in the box: a term per line; of a line that consists of nothing but addresses, networks, domains, URLs,
 * hashes, ports, named terms (`user:root`) and, among these, known accounts, divided by spaces or commas, each by itself. The
 * same twice is once.
 */
export function splitTerms(written: string, isUser: (name: string) => boolean = () => false): SplitTerms {
  const terms = new Map<string, Term>();
  const problems: string[] = [];
  let left = 0;
  for (const piece of piecesOf(written, isUser)) {
    if (piece.length > defaults.length) {
      problems.push(
        `A text of ${piece.length.toLocaleString("en-US")} characters is too long to hunt for; ${defaults.length.toLocaleString("en-US")} at most.`
      );
      continue;
    }
    const term = recogniseTerm(piece, isUser);
    if (term === null) continue;
    const key = `${term.type} ${term.value}`;
    if (terms.has(key)) continue;
    if (terms.size < defaults.terms) terms.set(key, term);
    else left++;
  }
  if (left > 0)
    problems.push(
      `Only the first ${defaults.terms} are hunted for; ${left.toLocaleString("en-US")} more ${left === 1 ? "is" : "are"} left out. "Check many at once" below takes up to 10,000.`
    );
  return {terms: [...terms.values()], problems};
}

/** The texts that stand for a term each. */
function* piecesOf(written: string, isUser: (name: string) => boolean): Generator<string> {
  for (const line of written.split(/\r\n|[\n\r\u2028\u2029]/)) {
    const text = line.trim();
    if (text === "") continue;
    const words = text.length > 16 * defaults.length ? [text] : text.split(/\s+/).flatMap(divideByCommas);
    // Names alone may be a sentence; among indicators they are names.
    const isList = words.some(isPlain) && words.every(word => isPlain(word) || isUser(word));
    if (words.length > 1 && isList) yield* words;
    else yield text;
  }
}

/** A word by its commas and semicolons; a URL may hold them itself, and only loses one at its end. */
function divideByCommas(word: string): string[] {
  const parts = /:\/\/|\[:\]/.test(word) ? [word.replace(/[,;]+$/, "")] : word.split(/[,;]+/);
  return parts.filter(part => part !== "");
}

function isPlain(word: string): boolean {
  const named = /^(\w{2,8}):./.exec(word)?.[1]?.toLowerCase();
  if (named !== undefined && Object.hasOwn(typeWords, named)) return true;
  const term = recogniseTerm(word);
  return term !== null && plainTypes.has(term.type);
}
