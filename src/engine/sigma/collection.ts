import type {ReadDocument} from "./read-documents.js";
import {Refusal} from "./refusal.js";
import {describe, entryOf, mergeMaps, textOf, type YamlMap} from "./yaml-node.js";

/** A document that stands for a rule, or was meant to. */
export interface RuleDocument {
  /** Null where it could not be read. */
  readonly map: YamlMap | null;
  readonly refusal: Refusal | null;
}

/** The rules of a file and how many of its documents are none. */
export interface Collection {
  readonly documents: readonly RuleDocument[];
  readonly unrelated: number;
}

/**
 * Puts the documents of a file together as Sigma did before version 2: `action: global` is part of every rule that
 * follows, `action: reset` ends that, and `action: repeat` is the rule before with some of it replaced.
 */
export function collect(documents: readonly ReadDocument[]): Collection {
  const rules: RuleDocument[] = [];
  let unrelated = 0;
  let shared: YamlMap | null = null;
  let last: YamlMap | null = null;
  for (const {node, refusal, text} of documents) {
    if (refusal) {
      if (looksLikeRule(text)) rules.push({map: null, refusal});
      else unrelated++;
      continue;
    }
    if (node?.kind !== "map") {
      if (node && !(node.kind === "scalar" && node.value === null)) unrelated++;
      continue;
    }
    const action = entryOf(node, "action");
    const said = action && textOf(action.value);
    const own: YamlMap = action ? {...node, entries: node.entries.filter(entry => entry !== action)} : node;
    if (said === "global") shared = shared ? mergeMaps(shared, own) : own;
    else if (said === "reset") shared = null;
    else {
      const base: YamlMap | null = said === "repeat" ? last : shared;
      const merged: YamlMap = base ? mergeMaps(base, own) : own;
      if (!isRule(merged)) unrelated++;
      else if (action && said !== "repeat") {
        const problem = `invalid action: ${describe(action.value)}; expected global, reset or repeat`;
        rules.push({map: merged, refusal: new Refusal(action.position, problem)});
      } else {
        rules.push({map: merged, refusal: null});
        last = merged;
      }
    }
  }
  return {documents: rules, unrelated};
}

/** Whether a document is, or was meant to be, about Sigma: it says what to find, where to look, or how grave it is. */
function isRule(map: YamlMap): boolean {
  const has = (key: string) => entryOf(map, key) !== undefined;
  if (has("detection") || has("correlation") || has("logsource") || isFilter(map)) return true;
  return has("title") && ["id", "status", "level", "tags", "falsepositives"].some(has);
}

/** https://github.com/SigmaHQ/sigma-specification/blob/main/specification/sigma-filters-specification.md */
export function isFilter(map: YamlMap): boolean {
  const filter = entryOf(map, "filter")?.value;
  return filter?.kind === "map" && entryOf(filter, "condition") !== undefined && !entryOf(map, "detection");
}

/** The same of a document that is no YAML. */
function looksLikeRule(text: string): boolean {
  return /^["']?(?:detection|correlation|logsource)["']?[ \t]*:/m.test(text);
}
