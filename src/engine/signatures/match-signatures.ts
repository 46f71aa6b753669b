import {RE2JS} from "re2js";
import {decodeText} from "./decode-text.js";
import {readHttpRequest} from "./http-request.js";
import {type Example, type Signature, type SignatureField, signatureFields} from "./signature.js";

export const defaults = {
  /** Characters of an excerpt, at most. */
  excerpt: 120,
  /** Characters of an excerpt before its match. */
  before: 20
} as const;

export interface SignatureMatch {
  /** Index into the signatures given. */
  readonly signature: number;
  readonly field: SignatureField;
  /** The match and what stands around it in the decoded text. */
  readonly excerpt: string;
}

/** Finds the signatures that a text in a field matches, each once, in their order. */
export type MatchSignatures = (field: SignatureField, text: string) => SignatureMatch[];

/** In these `+` is a space. */
const forms: ReadonlySet<SignatureField> = new Set(["http_url", "http_body"]);

/** A pattern as it is used, `.` taking line ends too. */
export const compilePattern = (pattern: string): RE2JS => RE2JS.compile(pattern, RE2JS.DOTALL);

/**
 * Compiles signatures for matching. Matching takes time linear in the text, whatever stands in it: RE2's automata do not
 * backtrack. Each pattern has its own, which a search for the pattern's literals mostly spares: one automaton for all of them
 * was tried and grew so many states on real URLs that it took four times as long.
 *
 * @param signatures as `readSignatures` gives them: their patterns compile
 */
export function createMatcher(signatures: readonly Signature[]): MatchSignatures {
  const compiled = signatures.map(({patterns}) => patterns.map(compilePattern));
  const byField = new Map<SignatureField, readonly number[]>(
    signatureFields.map(field => [
      field,
      [...signatures.keys()].filter(number => signatures[number]?.fields.includes(field))
    ])
  );

  function match({field, text}: Example, found: SignatureMatch[]): void {
    const candidates = byField.get(field) ?? [];
    if (candidates.length === 0) return;
    const decoded = decodeText(text, forms.has(field));
    for (const signature of candidates) {
      if (found.some(other => other.signature === signature)) continue;
      const pattern = compiled[signature]?.find(pattern => pattern.test(decoded));
      if (pattern !== undefined) found.push({signature, field, excerpt: excerptOf(decoded, pattern)});
    }
  }

  return (field, text) => {
    const found: SignatureMatch[] = [];
    const parts = (field === "payload" && readHttpRequest(text)) || [{field, text}];
    for (const part of parts) match(part, found);
    return found.sort((a, b) => a.signature - b.signature);
  };
}

function excerptOf(text: string, pattern: RE2JS): string {
  const matcher = pattern.matcher(text);
  const start = matcher.find() ? Math.max(0, matcher.start() - defaults.before) : 0;
  return text.slice(start, start + defaults.excerpt).replace(/\s+/g, " ");
}
