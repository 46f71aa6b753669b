import {nearestName} from "../../sigma/nearest-name.js";
import {listWords, quote} from "../../sigma/refusal.js";
import {describe, entryOf, type YamlMap, type YamlNode} from "../../sigma/yaml-node.js";
import {cutText} from "./story-limits.js";

/** Takes what is wrong at a place of the file: lower case, without a full stop. */
export type Report = (at: Pick<YamlNode, "position">, problem: string) => void;

/** Values of a map by key. What is missing or null is null; what is wrong is reported and null. */
export interface Entries {
  /** Without the space around it; null where nothing is left. Longer ones are cut. */
  text(key: string, longest: number): string | null;
  number(key: string, least: number, most: number): number | null;
  flag(key: string): boolean | null;
  choice<T extends string>(key: string, choices: readonly T[]): T | null;
  /** The texts of a list, or one text by itself. */
  texts(key: string, limit: {readonly most: number; readonly longest: number}): readonly string[] | null;
  map(key: string, keys: readonly string[]): Entries | null;
  /** A value as written; for what is read otherwise. */
  node(key: string): YamlNode | null;
}

/** @param keys all that may stand in the map; others are reported and passed over */
export function readEntries(map: YamlMap, keys: readonly string[], report: Report): Entries {
  for (const {key, position} of map.entries) {
    if (keys.includes(key)) continue;
    const nearest = nearestName(key, keys);
    const hint = nearest === null ? `expected ${listWords(keys)}` : `did you mean "${nearest}"`;
    report({position}, `unknown key: ${quote(key)}; ${hint}`);
  }

  const node = (key: string): YamlNode | null => {
    const value = entryOf(map, key)?.value;
    return value === undefined || (value.kind === "scalar" && value.value === null) ? null : value;
  };

  function refuse(key: string, value: YamlNode, expected: string): null {
    report(value, `invalid ${key}: ${describe(value)}; expected ${expected}`);
    return null;
  }

  function textOf(key: string, value: YamlNode, longest: number): string | null {
    if (value.kind !== "scalar") return refuse(key, value, "text");
    const text = value.source.trim();
    if (text.length > longest)
      report(value, `${key} of ${text.length} characters is cut; expected at most ${longest}`);
    return text === "" ? null : cutText(text, longest);
  }

  return {
    node,
    text(key, longest) {
      const value = node(key);
      return value === null ? null : textOf(key, value, longest);
    },
    number(key, least, most) {
      const value = node(key);
      if (value === null) return null;
      const number = value.kind === "scalar" ? value.value : null;
      if (typeof number === "number" && number >= least && number <= most) return number;
      return refuse(key, value, `a number from ${least} to ${most}`);
    },
    flag(key) {
      const value = node(key);
      if (value === null) return null;
      if (value.kind === "scalar" && typeof value.value === "boolean") return value.value;
      return refuse(key, value, "true or false");
    },
    choice(key, choices) {
      const value = node(key);
      if (value === null) return null;
      const found = choices.find(choice => value.kind === "scalar" && value.source === choice);
      return found ?? refuse(key, value, listWords(choices));
    },
    texts(key, {most, longest}) {
      const value = node(key);
      if (value === null) return null;
      const items = value.kind === "list" ? value.items : [value];
      if (items.length > most) report(value, `${items.length} lines of ${key}; the first ${most} are kept`);
      return items
        .slice(0, most)
        .map(item => textOf(key, item, longest))
        .filter(text => text !== null);
    },
    map(key, keys) {
      const value = node(key);
      if (value === null) return null;
      return value.kind === "map" ? readEntries(value, keys, report) : refuse(key, value, listWords(keys));
    }
  };
}
