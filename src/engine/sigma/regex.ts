import {RE2JS} from "re2js";
import {quote, refuse, refuseUnsupported} from "./refusal.js";
import type {Position} from "./rule.js";

const defaults = {
  /** Characters; the longest in public rules has some hundred. */
  longest: 5000,
  /** Of the compiled expression; the time for a text grows with them. */
  mostSteps: 20_000
} as const;

/** Perl's horizontal white space, as members of a class. */
const horizontal = "\\t\\x20\\x{A0}\\x{1680}\\x{180E}\\x{2000}-\\x{200A}\\x{202F}\\x{205F}\\x{3000}";

/** What a Perl group begins with, and what of it RE2 has no linear-time way to do. */
const beyondRe2: readonly (readonly [RegExp, string])[] = [
  [/^\(\?[=!]/, "look-ahead"],
  [/^\(\?<[=!]/, "look-behind"],
  [/^\(\?>/, "an atomic group"],
  [/^\(\?\|/, "a branch reset"],
  [/^\(\?\(/, "a conditional group"],
  [/^\(\?(?:R|[+-]?\d+|&|P>)/, "recursion"],
  [/^\(\?P=/, "a back-reference"],
  [/^\(\?[a-zA-Z-]*[xJX]/, "an option other than i, m and s"],
  [/^\(\*/, "a verb"]
];

/**
 * A Perl-compatible regular expression in RE2's syntax (https://github.com/google/re2/wiki/Syntax), which matches in time
 * linear in the text, and the same texts: comments and names of groups, which match nothing, are taken out, and `\h`,
 * `\e` and escaped characters beyond ASCII are spelt out. Nothing else is rewritten.
 *
 * @throws Refusal for what RE2 cannot do, naming it, and for what is no regular expression
 */
export function readRegex(source: string, position: Position): string {
  if (source.length > defaults.longest) {
    refuse(
      position,
      `regular expression of ${source.length} characters; expected at most ${defaults.longest}`
    );
  }
  const rewritten = rewrite(source, position);
  let steps: number;
  try {
    steps = RE2JS.compile(rewritten).programSize();
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const reason = message.replace(/^error parsing regexp: /, "").replaceAll("`", "");
    return refuseUnsupported(
      position,
      `invalid regular expression ${quote(source)}: ${reason || "does not compile"}; expected RE2 syntax`
    );
  }
  if (steps > defaults.mostSteps) {
    const problem = `regular expression ${quote(source)} of ${steps} steps; expected at most ${defaults.mostSteps}`;
    refuseUnsupported(position, `${problem}, which smaller repetitions give`);
  }
  return rewritten;
}

function rewrite(source: string, position: Position): string {
  const refuseUse = (what: string) =>
    refuseUnsupported(
      position,
      `regular expression ${quote(source)} uses ${what}; expected RE2 syntax, which matches in linear time`
    );
  let output = "";
  let inClass = false;
  let afterQuantifier = false;
  for (let i = 0; i < source.length; ) {
    const rest = source.slice(i, i + 80);
    const char = source.charAt(i);
    let token = char;
    let quantifier = false;
    if (char === "\\") {
      const escaped = String.fromCodePoint(source.codePointAt(i + 1) ?? 0x5c);
      token = i + 1 < source.length ? char + escaped : char;
      if (escaped === "Q") {
        const end = source.indexOf("\\E", i);
        token = end < 0 ? source.slice(i) : source.slice(i, end + 2);
        output += token;
      } else output += inClass ? classEscape(token) : plainEscape(token, rest, refuseUse);
    } else if (inClass) {
      const posix = /^\[:\^?\w+:\]/.exec(rest);
      if (posix) token = posix[0];
      else if (char === "]") inClass = false;
      output += token;
    } else if (char === "[") {
      inClass = true;
      // A bracket that closes nothing yet is a member.
      token = /^\[\^?\]?/.exec(rest)?.[0] ?? char;
      output += token;
    } else if (char === "(") {
      for (const [pattern, what] of beyondRe2) if (pattern.test(rest)) refuseUse(what);
      const end = rest.startsWith("(?#") ? source.indexOf(")", i) : -1;
      const comment = end < 0 ? null : source.slice(i, end + 1);
      const named = /^\(\?(?:P?<\w+>|'\w+')/.exec(rest);
      token = comment ?? named?.[0] ?? char;
      output += comment !== null ? "" : named ? "(?:" : char;
      // A comment between an atom and its quantifier changes nothing.
      quantifier = comment !== null && afterQuantifier;
    } else {
      const repeat = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(rest);
      if (repeat) {
        if (afterQuantifier && repeat[0] === "+") refuseUse("a possessive quantifier");
        token = repeat[0];
        // A lazy quantifier's question mark ends it.
        quantifier = !afterQuantifier;
      }
      output += token;
    }
    afterQuantifier = quantifier;
    i += token.length;
  }
  return output;
}

function plainEscape(token: string, rest: string, refuse: (what: string) => never): string {
  if (/^\\(?:[1-9]|k[<{']|g[{\d-])/.test(rest)) return refuse("a back-reference");
  if (token === "\\h") return `[${horizontal}]`;
  if (token === "\\H") return `[^${horizontal}]`;
  if (/^\\[ZGKRXN]$/.test(token)) return refuse(`${token}, which RE2 does not know`);
  return common(token);
}

function classEscape(token: string): string {
  return token === "\\h" ? horizontal : common(token);
}

function common(token: string): string {
  if (token === "\\e") return "\\x1B";
  return (token.codePointAt(1) ?? 0) > 0x7f ? token.slice(1) : token;
}
