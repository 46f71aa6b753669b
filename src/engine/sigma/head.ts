import {listWords, quote, refuse} from "./refusal.js";
import {type EventRule, type Level, type LogSource, levels, type Position} from "./rule.js";
import {describe, entryOf, requireMap, textOf, textsOf, type YamlMap} from "./yaml-node.js";

const statuses = ["stable", "test", "experimental", "deprecated", "unsupported"];

export type Head = Omit<EventRule, "kind" | "logSource" | "condition">;

/** What every rule says of itself. @throws Refusal without a title, and for a level or status that is none */
export function readHead(rule: YamlMap, file: string, position: Position): Head {
  const textAt = (key: string) => textOf(entryOf(rule, key)?.value);
  const textsAt = (key: string) => textsOf(entryOf(rule, key)?.value);
  const title = textAt("title")?.trim();
  if (!title) refuse(entryOf(rule, "title")?.position ?? position, "missing title; expected text");
  return {
    file,
    position,
    title,
    id: textAt("id"),
    name: textAt("name"),
    status: readWord(rule, "status", statuses),
    description: textAt("description"),
    references: textsAt("references"),
    author: textsAt("author").join(", ") || null,
    tags: textsAt("tags").map(tag => tag.toLowerCase()),
    level: (readWord(rule, "level", levels) as Level | null) ?? "medium",
    falsePositives: textsAt("falsepositives")
  };
}

function readWord(rule: YamlMap, key: string, allowed: readonly string[]): string | null {
  const node = entryOf(rule, key)?.value;
  if (node === undefined || (node.kind === "scalar" && node.value === null)) return null;
  const word = textOf(node)?.trim().toLowerCase();
  if (word !== undefined && allowed.includes(word)) return word;
  return refuse(node.position, `invalid ${key}: ${describe(node)}; expected ${listWords(allowed)}`);
}

/** @throws Refusal when a rule does not say which logs it is about */
export function readLogSource(rule: YamlMap): LogSource {
  const map = requireMap(rule, "logsource");
  const said = (key: string): string | null => {
    const node = entryOf(map, key)?.value;
    if (node && node.kind !== "scalar")
      refuse(node.position, `invalid ${key}: ${describe(node)}; expected text`);
    return textOf(node)?.trim().toLowerCase() || null;
  };
  const [category, product, service] = [said("category"), said("product"), said("service")];
  if (!category && !product && !service) {
    const keys = map.entries.map(entry => quote(entry.key)).join(", ");
    refuse(map.position, `invalid logsource with ${keys}; expected category, product or service`);
  }
  return {category, product, service, position: map.position};
}
