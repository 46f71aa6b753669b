import type {Decision} from "./decision.js";
import {mergeDecisions} from "./order-decisions.js";
import {formatName, formatVersion} from "./parse-decisions.js";

/** The file that `parseDecisions` reads: in order of time, one decision a line, so that versions of it can be compared line by line. */
export function formatDecisions(decisions: readonly Decision[]): string {
  const lines = mergeDecisions(decisions).map(
    ({id, at, by, act}) => `    ${JSON.stringify({id, at, by, act})}`
  );
  const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  return `{\n  "format": ${JSON.stringify(formatName)},\n  "version": ${formatVersion},\n  "decisions": ${list}\n}\n`;
}
