import {collect, isFilter} from "./collection.js";
import {readCorrelationRule} from "./correlation-rule.js";
import {readDetection} from "./detection.js";
import {readHead, readLogSource} from "./head.js";
import type {Placeholders} from "./placeholders.js";
import {readDocuments} from "./read-documents.js";
import {Refusal, refuse} from "./refusal.js";
import type {LogSource, Position, SigmaRule} from "./rule.js";
import {SigmaError} from "./sigma-error.js";
import {entryOf, requireMap, textOf, type YamlMap} from "./yaml-node.js";

export interface ReadOptions {
  /** What `%name%` stands for under the modifier `expand`. */
  readonly placeholders?: Placeholders;
}

export interface ReadRules {
  /** In the order written. */
  readonly rules: readonly SigmaRule[];
  /** One for each rule that is refused. */
  readonly errors: readonly SigmaError[];
  /** Documents that are no Sigma at all, such as other tools' settings. */
  readonly unrelated: number;
}

/**
 * Reads the Sigma rules of a file: https://github.com/SigmaHQ/sigma-specification, version 2, and collections of version 1.
 * A rule that is refused leaves the others as they are. Never throws, whatever the text.
 *
 * @param file path as it shall stand in rules and errors
 */
export function readRules(text: string, file: string, {placeholders = {}}: ReadOptions = {}): ReadRules {
  const rules: SigmaRule[] = [];
  const errors: SigmaError[] = [];
  const {documents, unrelated} = collect(readDocuments(text));
  for (const {map, refusal} of documents) {
    try {
      if (refusal) throw refusal;
      if (map) rules.push(readRule(map, file, placeholders));
    } catch (error) {
      errors.push(toSigmaError(error, map, file));
    }
  }
  return {rules, errors, unrelated};
}

function readRule(map: YamlMap, file: string, placeholders: Placeholders): SigmaRule {
  if (entryOf(map, "correlation")) return readCorrelationRule(map, file, map.position);
  if (isFilter(map)) {
    refuse(
      entryOf(map, "filter")?.position ?? map.position,
      "filters are not supported, since the specification and its tools disagree whether one names what to keep or what to drop; expected the exclusion in the rules themselves"
    );
  }
  return {
    ...readHead(map, file, map.position),
    kind: "event",
    logSource: readLogSource(map),
    condition: readDetection(requireMap(map, "detection"), placeholders)
  };
}

function toSigmaError(error: unknown, map: YamlMap | null, file: string): SigmaError {
  const start: Position = map?.position ?? {line: 1, column: 1};
  const {position, message, unsupported} =
    error instanceof Refusal
      ? error
      : {
          position: start,
          message: `cannot be read: ${error instanceof Error ? error.message : ""}`,
          unsupported: false
        };
  const title = map && textOf(entryOf(map, "title")?.value);
  return new SigmaError(file, position, message, {title, logSource: map && tryLogSource(map), unsupported});
}

function tryLogSource(map: YamlMap): LogSource | null {
  try {
    return readLogSource(map);
  } catch {
    return null;
  }
}
