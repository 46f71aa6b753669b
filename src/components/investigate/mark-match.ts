import {RE2JS} from "re2js";
import {decodeText} from "../../engine/signatures/decode-text.js";
import {readHttpRequest} from "../../engine/signatures/http-request.js";

/** Where in a decoded text something matched: UTF-16 units, half-open. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** In these `+` is a space, as the signatures take it. */
const forms: ReadonlySet<string> = new Set(["http_url", "http_body"]);

/** A field's value as signatures look at it: its escapes undone, lower case. Of a payload that is an HTTP request, its part. */
export function decodedField(column: string, field: string, sent: string): string {
  const part = column === field ? undefined : readHttpRequest(sent)?.find(({field: name}) => name === field);
  return decodeText(part?.text ?? sent, forms.has(field));
}

/**
 * Where the patterns of signatures match in a decoded text, each pattern at its first place, overlaps joined, in order. Linear in
 * the text's length.
 * @param patterns regular expressions in RE2 syntax
 */
export function matchedSpans(decoded: string, patterns: readonly string[]): readonly Span[] {
  const spans = patterns.flatMap(pattern => {
    try {
      const matcher = RE2JS.compile(pattern, RE2JS.DOTALL).matcher(decoded);
      return matcher.find() && matcher.end() > matcher.start()
        ? [{from: matcher.start(), to: matcher.end()}]
        : [];
    } catch {
      // A table from another version may hold what this one does not read; then there is nothing to mark.
      return [];
    }
  });
  const joined: {from: number; to: number}[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else joined.push({...span});
  }
  return joined;
}

/** A text in pieces, those in a span marked. */
export function piecesOf(
  text: string,
  spans: readonly Span[]
): readonly {readonly text: string; readonly isMatch: boolean}[] {
  const pieces: {text: string; isMatch: boolean}[] = [];
  let place = 0;
  for (const {from, to} of spans) {
    if (from > place) pieces.push({text: text.slice(place, from), isMatch: false});
    pieces.push({text: text.slice(from, to), isMatch: true});
    place = to;
  }
  if (place < text.length) pieces.push({text: text.slice(place), isMatch: false});
  return pieces;
}
