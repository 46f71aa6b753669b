import {readHead} from "./head.js";
import {listWords, quote, refuse, refuseUnsupported} from "./refusal.js";
import {type CorrelationRule, type CorrelationType, correlationTypes, type Position} from "./rule.js";
import {
  describe,
  entryOf,
  requireMap,
  textOf,
  textsOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode
} from "./yaml-node.js";

type Condition = CorrelationRule["condition"];
type Reference = CorrelationRule["rules"][number];

const operators = new Map<string, Condition[number]["operator"]>([
  ["lt", "<"],
  ["lte", "<="],
  ["gt", ">"],
  ["gte", ">="],
  ["eq", "="],
  ["neq", "!="]
]);

/** Milliseconds of a unit; a month has 30 days. */
const units: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  M: 30 * 86_400_000
};

/**
 * A rule about how events of other rules come together.
 * https://github.com/SigmaHQ/sigma-specification/blob/main/specification/sigma-correlation-rules-specification.md
 *
 * @throws Refusal
 */
export function readCorrelationRule(rule: YamlMap, file: string, position: Position): CorrelationRule {
  const head = readHead(rule, file, position);
  const map = requireMap(rule, "correlation");
  const type = readType(map);
  const rules = readReferences(map);
  const counted = readCondition(map, type, rules);
  return {
    ...head,
    kind: "correlation",
    type,
    rules,
    groupBy: readGroupBy(map),
    timespan: readTimespan(map),
    ...counted,
    aliases: readAliases(map),
    generate: readGenerate(rule, map)
  };
}

function readType(map: YamlMap): CorrelationType {
  const node = entryOf(map, "type")?.value;
  if (!node) refuse(map.position, `missing correlation type; expected ${listWords(correlationTypes)}`);
  const type = correlationTypes.find(one => one === textOf(node));
  return (
    type ??
    refuse(
      node.position,
      `invalid correlation type: ${describe(node)}; expected ${listWords(correlationTypes)}`
    )
  );
}

function readReferences(map: YamlMap): readonly Reference[] {
  const node = entryOf(map, "rules")?.value;
  if (!node) refuse(map.position, "missing rules; expected ids or names of rules");
  const rules = (node.kind === "list" ? node.items : [node]).map(item => {
    const reference = textOf(item);
    if (!reference)
      refuse(item.position, `invalid rule reference: ${describe(item)}; expected an id or a name`);
    return {reference, position: item.position};
  });
  if (rules.length === 0) refuse(node.position, "empty rules; expected ids or names of rules");
  return rules;
}

function readGroupBy(map: YamlMap): readonly string[] {
  const node = entryOf(map, "group-by")?.value;
  const wrong = (node?.kind === "list" ? node.items : []).find(item => !textOf(item));
  if (wrong || node?.kind === "map") {
    const at = wrong ?? node;
    refuse(
      at?.position ?? map.position,
      `invalid group-by: ${at ? describe(at) : ""}; expected fields or aliases`
    );
  }
  return textsOf(node);
}

function readTimespan(map: YamlMap): number {
  const node = entryOf(map, "timespan")?.value;
  if (!node) refuse(map.position, "missing timespan; expected one like 10m");
  const [, count = "", unit = ""] = /^(\d+)\s*([smhdwM])$/.exec(textOf(node)?.trim() ?? "") ?? [];
  const timespan = Number(count) * (units[unit] ?? 0);
  if (timespan > 0 && Number.isSafeInteger(timespan)) return timespan;
  return refuse(
    node.position,
    `invalid timespan: ${describe(node)}; expected a number from 1 and s, m, h, d, w or M (month), like 10m`
  );
}

/** What is compared, and with what. */
function readCondition(
  map: YamlMap,
  type: CorrelationType,
  rules: readonly Reference[]
): Pick<CorrelationRule, "condition" | "field" | "percentile"> {
  const entry = entryOf(map, "condition");
  const temporal = type === "temporal" || type === "temporal_ordered";
  if (!entry) {
    if (temporal) return {condition: [], field: null, percentile: null};
    return refuse(map.position, `missing condition; expected one of ${listWords([...operators.keys()])}`);
  }
  const node = entry.value;
  if (node.kind === "scalar" && temporal) return readNamedCondition(node, rules);
  if (node.kind !== "map")
    refuse(node.position, `invalid condition: ${describe(node)}; expected a map like {gte: 10}`);
  const condition = node.entries.flatMap(part => readComparison(part));
  const field = readCountedField(node, type);
  const percentile = readPercentile(node, type);
  if (condition.length === 0) {
    refuse(
      node.position,
      `condition without comparison; expected one of ${listWords([...operators.keys()])}`
    );
  }
  return {condition, field, percentile};
}

function readComparison({key, position, value}: YamlEntry): Condition {
  if (key === "field" || key === "percentile") return [];
  const operator = operators.get(key);
  if (!operator) {
    refuse(
      position,
      `unknown key: ${quote(key)}; expected ${listWords([...operators.keys(), "field", "percentile"])}`
    );
  }
  return [{operator, value: readNumber(key, value)}];
}

function readNumber(key: string, node: YamlNode): number {
  const text = textOf(node)?.trim();
  const number = text ? Number(text) : Number.NaN;
  return Number.isFinite(number)
    ? number
    : refuse(node.position, `invalid ${key}: ${describe(node)}; expected a number`);
}

function readCountedField(condition: YamlMap, type: CorrelationType): string | null {
  const node = entryOf(condition, "field")?.value;
  const counts = type.startsWith("value_");
  if (!node)
    return counts
      ? refuse(condition.position, `missing field; expected the field that ${type} looks at`)
      : null;
  if (!counts) refuse(node.position, `${type} looks at no field; expected a type that begins with value_`);
  const fields = textsOf(node).filter(field => field !== "");
  const [field] = fields;
  if (field === undefined)
    refuse(node.position, `invalid field: ${describe(node)}; expected the name of a field`);
  if (fields.length > 1) {
    refuseUnsupported(
      node.position,
      `${type} over ${fields.length} fields is not supported; expected one field`
    );
  }
  return field;
}

function readPercentile(condition: YamlMap, type: CorrelationType): number | null {
  const node = entryOf(condition, "percentile")?.value;
  if (type !== "value_percentile") {
    return node
      ? refuse(node.position, `${type} has no percentile; expected it with value_percentile only`)
      : null;
  }
  if (!node) refuse(condition.position, "missing percentile; expected a number from 0 to 100");
  const percentile = readNumber("percentile", node);
  if (percentile >= 0 && percentile <= 100) return percentile;
  return refuse(node.position, `invalid percentile: ${describe(node)}; expected a number from 0 to 100`);
}

/** A condition over names of rules that asks for all of them says what holds anyway; others cannot be said by a number. */
function readNamedCondition(
  node: YamlNode,
  rules: readonly Reference[]
): Pick<CorrelationRule, "condition" | "field" | "percentile"> {
  const text = textOf(node) ?? "";
  const names = text.trim().split(/\s+and\s+/i);
  const all = new Set(rules.map(rule => rule.reference));
  if (names.length === all.size && new Set(names).size === all.size && names.every(name => all.has(name))) {
    return {condition: [], field: null, percentile: null};
  }
  return refuseUnsupported(
    node.position,
    `condition ${describe(node)} over names of rules is not supported; expected all of them joined by and, or a map like {gte: 2}`
  );
}

/** An alias may name a rule by its id where the correlation has its name, so that only the compiler can tell strangers. */
function readAliases(map: YamlMap): CorrelationRule["aliases"] {
  const node = entryOf(map, "aliases")?.value;
  if (!node) return {};
  if (node.kind !== "map") refuse(node.position, `invalid aliases: ${describe(node)}; expected a map`);
  return Object.fromEntries(
    node.entries.map(alias => {
      if (alias.value.kind !== "map") {
        refuse(
          alias.value.position,
          `invalid alias: ${describe(alias.value)}; expected a map of rules to fields`
        );
      }
      const fields = alias.value.entries.map(readAliasedField);
      return [alias.key, Object.fromEntries(fields)];
    })
  );
}

function readAliasedField(entry: YamlEntry): readonly [string, string] {
  const field = textOf(entry.value);
  return [
    entry.key,
    field || refuse(entry.value.position, `invalid field: ${describe(entry.value)}; expected a name`)
  ];
}

/** The specification puts it beside `correlation`, its own examples and tools into it. */
function readGenerate(rule: YamlMap, map: YamlMap): boolean {
  const node = entryOf(map, "generate")?.value ?? entryOf(rule, "generate")?.value;
  if (!node || (node.kind === "scalar" && node.value === null)) return false;
  if (node.kind === "scalar" && typeof node.value === "boolean") return node.value;
  return refuse(node.position, `invalid generate: ${describe(node)}; expected true or false`);
}
