import {nearestName} from "./nearest-name.js";
import {listWords, quote, refuse, refuseUnsupported} from "./refusal.js";
import type {Expression, Position} from "./rule.js";

const defaults = {
  /** Characters; the longest in public rules has some hundred. */
  longest: 20_000,
  /** Brackets and negations within one another. */
  deepest: 200
} as const;

interface Token {
  readonly text: string;
  readonly at: number;
}

/**
 * The condition of a detection as an expression over its searches: `and`, `or`, `not`, brackets, `1 of` and `all of` a
 * name with wildcards or `them`. `not` binds closest, then `and`, then `or`; case does not matter in these words.
 * https://github.com/SigmaHQ/sigma-specification/blob/main/specification/sigma-rules-specification.md#condition
 *
 * @param place where a character of the text stands in the file
 * @throws Refusal
 */
export function parseCondition(
  text: string,
  searches: ReadonlyMap<string, Expression>,
  place: (at: number) => Position
): Expression {
  if (text.length > defaults.longest) {
    refuse(place(0), `condition of ${text.length} characters; expected at most ${defaults.longest}`);
  }
  refuseAggregation(text, place);
  const tokens: Token[] = [...text.matchAll(/[()]|[^\s()]+/g)].map(found => ({
    text: found[0],
    at: found.index
  }));
  let next = 0;
  let depth = 0;

  const word = (): string => tokens[next]?.text.toLowerCase() ?? "";
  const here = (): Position => place(tokens[next]?.at ?? text.trimEnd().length);
  const unexpected = (expected: string): never => {
    const token = tokens[next];
    return refuse(
      here(),
      `${token ? `unexpected ${quote(token.text)}` : "the condition ends early"}; expected ${expected}`
    );
  };

  function chain(kind: "and" | "or", operand: () => Expression): Expression {
    const of = [operand()];
    while (word() === kind) {
      next++;
      of.push(operand());
    }
    return join(kind, of);
  }

  const disjunction = (): Expression => chain("or", conjunction);
  const conjunction = (): Expression => chain("and", negation);

  function negation(): Expression {
    if (word() !== "not") return primary();
    return nested(() => ({kind: "not", of: negation()}));
  }

  function nested(read: () => Expression): Expression {
    if (++depth > defaults.deepest)
      refuse(here(), `nested too deeply; expected at most ${defaults.deepest} levels`);
    next++;
    const expression = read();
    depth--;
    return expression;
  }

  function primary(): Expression {
    if (word() === "(") {
      return nested(() => {
        const expression = disjunction();
        if (word() !== ")") unexpected("and, or, or a closing bracket");
        next++;
        return expression;
      });
    }
    if (tokens[next + 1]?.text.toLowerCase() === "of") return quantified();
    const token = tokens[next];
    if (!token || ["and", "or", ")"].includes(word()))
      return unexpected("the name of a search, not, or a bracket");
    const search = searches.get(token.text);
    if (!search) refuse(here(), `unknown search: ${quote(token.text)}; expected ${meant(token.text)}`);
    next++;
    return search;
  }

  function quantified(): Expression {
    const quantifier = word();
    if (!["1", "any", "all"].includes(quantifier)) unexpected("1 of, any of or all of");
    next += 2;
    const token = tokens[next];
    if (!token || ["(", ")"].includes(token.text))
      return unexpected("them or the name of a search, * in it standing for anything");
    const found = [...searches].filter(([name]) => selects(token.text, name)).map(([, search]) => search);
    if (found.length === 0) refuse(here(), `no search is named ${quote(token.text)}; expected ${known()}`);
    next++;
    return join(quantifier === "all" ? "and" : "or", found);
  }

  function meant(name: string): string {
    const nearest = nearestName(name, searches.keys());
    return nearest === null ? known() : quote(nearest);
  }

  function known(): string {
    const names = [...searches.keys()];
    return listWords(names.length > 20 ? [...names.slice(0, 20), `${names.length - 20} others`] : names);
  }

  const expression = disjunction();
  if (next < tokens.length) unexpected("and, or, or the end");
  return expression;
}

/** Several of one kind in one; a single one as it is. */
export function join(kind: "and" | "or", of: readonly Expression[]): Expression {
  const [only] = of;
  return of.length === 1 && only ? only : {kind, of};
}

/** Searches that begin with an underscore are only meant by patterns that do too. */
function selects(pattern: string, name: string): boolean {
  if (name.startsWith("_") && !pattern.startsWith("_")) return false;
  if (pattern.toLowerCase() === "them") return true;
  return matchesGlob(pattern.split("*"), name);
}

/** Whether the pieces stand in the text in order, the first at its beginning and the last at its end. */
function matchesGlob(pieces: readonly string[], text: string): boolean {
  const first = pieces[0] ?? "";
  const last = pieces.at(-1) ?? "";
  if (pieces.length === 1) return text === first;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
    return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}

/** What took the place of the aggregations that conditions had before correlation rules. */
const successors: Readonly<Record<string, string>> = {
  count: "event_count (count() by) or value_count (count(field) by)",
  sum: "value_sum",
  avg: "value_avg",
  near: "temporal"
};

function refuseAggregation(text: string, place: (at: number) => Position): void {
  const bar = text.indexOf("|");
  if (bar < 0) return;
  const name = /^\|\s*(\w+)/.exec(text.slice(bar, bar + 100))?.[1]?.toLowerCase() ?? "";
  const successor = Object.hasOwn(successors, name) ? successors[name] : undefined;
  const expected = successor ? `a correlation rule of type ${successor}` : "a correlation rule";
  refuseUnsupported(place(bar), `deprecated aggregation: ${quote(name || "|")}; expected ${expected}`);
}
