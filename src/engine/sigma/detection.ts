import {join, parseCondition} from "./condition.js";
import {applyModifiers, type Modifiers, readModifiers} from "./modifiers.js";
import {expandPlaceholders, type Placeholders} from "./placeholders.js";
import {refuse} from "./refusal.js";
import type {Expression, Match, Position} from "./rule.js";
import {plainPattern} from "./value.js";
import {
  describe,
  entryOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar
} from "./yaml-node.js";

export const defaults = {
  /** Tests of one rule, a search counted as often as its condition names it. */
  mostTests: 50_000,
  /** Combinations of placeholders' values in one value. */
  mostCombinations: 10_000
} as const;

/**
 * The searches of a detection, put together by its condition; several conditions are alternatives.
 * https://github.com/SigmaHQ/sigma-specification/blob/main/specification/sigma-rules-specification.md#detection
 *
 * @throws Refusal
 */
export function readDetection(detection: YamlMap, placeholders: Placeholders): Expression {
  const condition = entryOf(detection, "condition");
  if (!condition)
    refuse(detection.position, "missing condition; expected one over the searches of the detection");
  const searches = new Map<string, Expression>();
  for (const {key, value} of detection.entries) {
    // A time frame belonged to the aggregations that correlation rules have replaced, and says nothing without.
    if (key !== "condition" && key !== "timeframe") searches.set(key, readSearch(value, placeholders));
  }
  if (searches.size === 0)
    refuse(detection.position, "detection without a search; expected one beside the condition");
  const texts = condition.value.kind === "list" ? condition.value.items : [condition.value];
  if (texts.length === 0) refuse(condition.value.position, "empty condition; expected at least one");
  const expression = join(
    "or",
    texts.map(text => readCondition(text, searches))
  );
  const tests = countTests(expression, new Map());
  if (tests > defaults.mostTests) {
    refuse(condition.position, `condition of ${tests} tests; expected at most ${defaults.mostTests}`);
  }
  return expression;
}

function readCondition(node: YamlNode, searches: ReadonlyMap<string, Expression>): Expression {
  if (node.kind !== "scalar" || node.source.trim() === "") {
    return refuse(node.position, `invalid condition: ${describe(node)}; expected text`);
  }
  const {start} = node;
  const place = (at: number): Position =>
    start ? {line: start.line, column: start.column + at} : node.position;
  return parseCondition(node.source, searches, place);
}

/** A map's fields must all match, of a list one item: a map, or a keyword that stands anywhere in the event. */
function readSearch(node: YamlNode, placeholders: Placeholders): Expression {
  if (node.kind === "map") {
    if (node.entries.length === 0) refuse(node.position, "empty search; expected fields or keywords");
    return join(
      "and",
      node.entries.map(entry => readField(entry, placeholders))
    );
  }
  if (node.kind === "list") {
    if (node.items.length === 0) refuse(node.position, "empty search; expected fields or keywords");
    return join(
      "or",
      node.items.map(item => readSearch(item, placeholders))
    );
  }
  return readValue(node, "", readModifiers([], node.position), node.position, placeholders);
}

/** `field|modifier|...: value` or values; without a field they are keywords. */
function readField({key, position, value}: YamlEntry, placeholders: Placeholders): Expression {
  const [field = "", ...names] = key.split("|");
  const modifiers = readModifiers(names, position);
  const nodes = value.kind === "list" ? value.items : [value];
  if (nodes.length === 0) refuse(value.position, "empty list; expected at least one value");
  const values = nodes.map(node =>
    node.kind === "scalar"
      ? readValue(node, field.trim(), modifiers, position, placeholders)
      : refuse(
          node.position,
          `invalid value: ${describe(node)}; expected text, a number, true, false, null or a list of them`
        )
  );
  const joined = join(modifiers.all ? "and" : "or", values);
  return modifiers.neq ? {kind: "not", of: joined} : joined;
}

function readValue(
  scalar: YamlScalar,
  field: string,
  modifiers: Modifiers,
  position: Position,
  placeholders: Placeholders
): Expression {
  const raws =
    modifiers.expand && typeof scalar.value === "string"
      ? expandPlaceholders(scalar.source, placeholders, scalar.position, defaults.mostCombinations)
      : [scalar.source];
  const matches = raws.flatMap(raw => applyModifiers(scalar, raw, modifiers.transforms));
  return join(
    "or",
    matches.map(match =>
      field === ""
        ? {kind: "keyword", match: asKeyword(match, scalar), position: scalar.position}
        : {kind: "field", field, match, position}
    )
  );
}

/** What can stand anywhere in an event is text; numbers are looked for as they are written. */
function asKeyword(match: Match, scalar: YamlScalar): Match {
  if (match.kind === "number" || match.kind === "boolean") {
    return {kind: "text", pattern: plainPattern(scalar.source), cased: false};
  }
  if ((match.kind === "text" && match.pattern.length > 0) || match.kind === "regex") return match;
  return refuse(scalar.position, `invalid keyword: ${describe(scalar)}; expected text, or a field before it`);
}

function countTests(expression: Expression, counted: Map<Expression, number>): number {
  if (expression.kind === "field" || expression.kind === "keyword") return 1;
  const before = counted.get(expression);
  if (before !== undefined) return before;
  const tests =
    expression.kind === "not"
      ? countTests(expression.of, counted)
      : expression.of.reduce((sum, part) => sum + countTests(part, counted), 0);
  counted.set(expression, tests);
  return tests;
}
