import type {AttackFigures} from "../../engine/evaluate/pattern-evaluation.js";
import {formatPlural} from "../format.js";
import {visibleText} from "../log-text.js";

/** Types named in the title; the others are counted. */
const named = 3;

export interface CoverageRow extends AttackFigures {
  /** blind: no evidence about any attacker; quiet: some, but none at high; seen: some at high. */
  readonly state: "blind" | "quiet" | "seen" | "nobody";
}

/** What is worst covered first. An attack that the logs lay at nobody's door has nobody to find, and comes last. */
export function coverageRows(attacks: readonly AttackFigures[]): CoverageRow[] {
  const rank = {blind: 0, quiet: 1, seen: 1, nobody: 2} as const;
  return attacks
    .map(line => ({...line, state: stateOf(line)}))
    .sort(
      (a, b) =>
        rank[a.state] - rank[b.state] ||
        a.foundHigh / a.attackers - b.foundHigh / b.attackers ||
        a.found / a.attackers - b.found / b.attackers ||
        a.type.localeCompare(b.type, "en")
    );
}

function stateOf({attackers, found, foundHigh}: AttackFigures): CoverageRow["state"] {
  if (attackers === 0) return "nobody";
  if (found === 0) return "blind";
  return foundHigh === 0 ? "quiet" : "seen";
}

/** "2 of 17 types of attack leave no evidence: Spam, Worm; 3 more never reach high: …". */
export function coverageFinding(attacks: readonly AttackFigures[]): string {
  const rows = coverageRows(attacks).filter(({state}) => state !== "nobody");
  if (rows.length === 0) return "Types of attack, and what is found of them";
  const blind = rows.filter(({state}) => state === "blind");
  const quiet = rows.filter(({state}) => state === "quiet");
  const types = formatPlural(rows.length, "type");
  const first =
    blind.length === 0
      ? `Each of ${types} of attack leaves some evidence`
      : `${blind.length} of ${types} of attack ${blind.length === 1 ? "leaves" : "leave"} no evidence at all: ${list(blind)}`;
  if (quiet.length === 0) return first;
  return `${first}; ${quiet.length}${blind.length === 0 ? "" : " more"} never ${quiet.length === 1 ? "reaches" : "reach"} high: ${list(quiet)}`;
}

function list(rows: readonly CoverageRow[]): string {
  const names = rows.slice(0, named).map(({type}) => visibleText(type));
  const rest = rows.length - names.length;
  return rest === 0 ? names.join(", ") : `${names.join(", ")} and ${rest} more`;
}
