import {createMatcher} from "./match-signatures.js";
import type {Signature} from "./signature.js";

/**
 * Tries every signature on its own examples: those that it must match and those that it must not. Returns what went wrong, one
 * message each; a signature without examples of either kind is wrong too.
 */
export function checkSignatures(signatures: readonly Signature[]): string[] {
  const failures: string[] = [];
  for (const signature of signatures) {
    const {id, file, line, matches, noMatches} = signature;
    const match = createMatcher([signature]);
    const where = `${file}:${line}: signature "${id}"`;
    if (matches.length === 0) failures.push(`${where} has no matches; expected at least one example`);
    if (noMatches.length === 0) failures.push(`${where} has no no_matches; expected at least one example`);
    for (const {field, text} of matches) {
      if (match(field, text).length === 0) failures.push(`${where} does not match ${field}: ${text}`);
    }
    for (const {field, text} of noMatches) {
      if (match(field, text).length > 0) failures.push(`${where} matches ${field}: ${text}`);
    }
  }
  return failures;
}
