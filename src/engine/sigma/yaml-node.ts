import {quote, refuse} from "./refusal.js";
import type {Position} from "./rule.js";

/** YAML as a rule needs it: keys are text, aliases are resolved, and everything knows where it stands. */
export type YamlNode = YamlScalar | YamlList | YamlMap;

export interface YamlScalar {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  /** As written, for what a number loses: leading zeros, digits beyond 2^53. Of text, the text. */
  readonly source: string;
  readonly position: Position;
  /** Where the first character of the value stands if the rest follows as is; null when it is folded or escaped. */
  readonly start: Position | null;
}

export interface YamlList {
  readonly kind: "list";
  readonly items: readonly YamlNode[];
  readonly position: Position;
}

export interface YamlMap {
  readonly kind: "map";
  /** In the order written; no key twice. */
  readonly entries: readonly YamlEntry[];
  readonly position: Position;
}

export interface YamlEntry {
  readonly key: string;
  readonly position: Position;
  readonly value: YamlNode;
}

export function entryOf(map: YamlMap, key: string): YamlEntry | undefined {
  return map.entries.find(entry => entry.key === key);
}

/** The text of a scalar: of a number as written; null for null and for what is no scalar. */
export function textOf(node: YamlNode | undefined): string | null {
  return node?.kind === "scalar" && node.value !== null ? node.source : null;
}

/** The texts of a list, or the one text where a list is meant; what is neither is left out. */
export function textsOf(node: YamlNode | undefined): string[] {
  const nodes = node?.kind === "list" ? node.items : node === undefined ? [] : [node];
  return nodes.map(textOf).filter(text => text !== null);
}

/** @throws Refusal unless the key is there and holds a map with something in it */
export function requireMap(map: YamlMap, key: string): YamlMap {
  const entry = entryOf(map, key);
  if (!entry) refuse(map.position, `missing ${key}; expected a map`);
  if (entry.value.kind !== "map") {
    refuse(entry.value.position, `invalid ${key}: ${describe(entry.value)}; expected a map`);
  }
  if (entry.value.entries.length === 0)
    refuse(entry.value.position, `empty ${key}; expected a map with keys`);
  return entry.value;
}

/** A node in a few words, for messages. */
export function describe(node: YamlNode): string {
  if (node.kind !== "scalar") return `a ${node.kind}`;
  return node.value === null ? "nothing" : quote(node.source);
}

/** `over` laid upon `base`: maps key by key and all the way down, anything else replaced. */
export function mergeMaps(base: YamlMap, over: YamlMap): YamlMap {
  const entries = new Map(base.entries.map(entry => [entry.key, entry]));
  for (const entry of over.entries) {
    const below = entries.get(entry.key)?.value;
    const value =
      below?.kind === "map" && entry.value.kind === "map" ? mergeMaps(below, entry.value) : entry.value;
    entries.set(entry.key, {...entry, value});
  }
  return {kind: "map", entries: [...entries.values()], position: over.position};
}
