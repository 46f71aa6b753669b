import {tactics} from "../../engine/attack/tactics.js";
import {
  attackVersion,
  currentId,
  parentOf,
  type Technique,
  tacticsOf,
  techniques
} from "../../engine/attack/techniques.js";
import type {Query} from "../../engine/sql.js";
import {formatCount, formatShare} from "../format.js";
import type {Rule} from "./rule.js";

/** What looks for techniques besides rules: rows of `otherCoverQuery`. */
export interface OtherCover {
  readonly detector: string;
  readonly technique: string;
  /** Signatures of that technique; null of detectors that have no list of what they look for. */
  readonly patterns: number | null;
  readonly alerts: number;
}

/** Payload signatures with what they found, and what other detectors raised alerts about. */
export const otherCoverQuery: Query = {
  sql: `
SELECT 'payload' AS detector, technique, count(*) AS patterns, sum(hits) AS alerts
FROM signatures
WHERE technique IS NOT NULL
GROUP BY technique
UNION ALL
SELECT detector, technique, NULL AS patterns, count(*) AS alerts
FROM alerts
WHERE technique IS NOT NULL AND detector NOT IN ('sigma', 'payload')
GROUP BY detector, technique
ORDER BY detector, technique`
};

/** What the matrix rests on. */
export const attackNote = `Techniques of ATT&CK for Enterprise ${attackVersion}. What rules look for and hit stands in the table rules; the query below asks for the rest. Which techniques such data can show is listed in src/engine/attack/technique-list.ts.`;

/** seen: something found it; silent: looked for, not found; blind: such data could show it, nothing looks; hidden: it cannot. */
export type Cover = "seen" | "silent" | "blind" | "hidden";

/** A technique with its sub-techniques, and who looks for it. */
export interface CoveredTechnique {
  readonly id: string;
  readonly name: string;
  readonly cover: Cover;
  /** Rules that look for it. */
  readonly rules: number;
  /** Of these, those that hit something. */
  readonly seeing: number;
  /** Names of other detectors. */
  readonly others: readonly string[];
  /** Of the sub-techniques that are looked for, what follows the point. */
  readonly parts: readonly string[];
}

export interface CoveredTactic {
  readonly key: string;
  readonly name: string;
  readonly techniques: readonly CoveredTechnique[];
}

const order: readonly Cover[] = ["seen", "silent", "blind", "hidden"];

/** Rules that run and whose hits are findings. */
const looking = (rules: readonly Rule[]) =>
  rules.filter(({state, standsAlone}) => state === "compiled" && standsAlone);

/**
 * Every technique of ATT&CK with who looks for it, a sub-technique as part of its own: first what is seen, then what is silent,
 * blind and hidden; by id within.
 */
export function findCoverage(rules: readonly Rule[], others: readonly OtherCover[]): CoveredTechnique[] {
  const counting = looking(rules);
  return [...techniques.values()]
    .filter(({parent}) => parent === null)
    .map(technique => coverOf(technique, counting, others))
    .sort((a, b) => order.indexOf(a.cover) - order.indexOf(b.cover) || (a.id < b.id ? -1 : 1));
}

/** The same by tactic, in the order of the matrix. A technique of several tactics stands in each. */
export const groupByTactic = (found: readonly CoveredTechnique[]): CoveredTactic[] =>
  tactics.map(({key, name}) => ({
    key,
    name,
    techniques: found.filter(({id}) => tacticsOf(id).includes(key))
  }));

/** Techniques that rules or others name and that are not in this version of ATT&CK. */
export function unknownTechniques(rules: readonly Rule[], others: readonly OtherCover[]): string[] {
  const named = [...looking(rules).flatMap(rule => rule.techniques), ...others.map(other => other.technique)];
  return [...new Set(named)].filter(id => !techniques.has(parentOf(id))).sort();
}

function coverOf(
  {id, name}: Technique,
  counting: readonly Rule[],
  all: readonly OtherCover[]
): CoveredTechnique {
  const rules = counting.filter(rule => rule.techniques.some(technique => parentOf(technique) === id));
  const others = all.filter(({technique}) => parentOf(technique) === id);
  const seeing = rules.filter(({hits}) => (hits ?? 0) > 0).length;
  const sees = seeing > 0 || others.some(({alerts}) => alerts > 0);
  const named = [...rules.flatMap(rule => rule.techniques), ...others.map(other => other.technique)];
  const parts = named.map(currentId).filter(part => part.startsWith(`${id}.`));
  const isCovered = rules.length + others.length > 0;
  return {
    id,
    name,
    cover: isCovered ? (sees ? "seen" : "silent") : canBeSeen(id) ? "blind" : "hidden",
    rules: rules.length,
    seeing,
    others: [...new Set(others.map(({detector}) => detector))],
    parts: [...new Set(parts)].sort().map(part => part.slice(id.length + 1))
  };
}

/** Whether data such as these can show a technique, or a part of it. */
const canBeSeen = (id: string) =>
  [...techniques.values()].some(one => (one.id === id || one.parent === id) && one.seenIn === "network");

/** How much is covered, and what is blind, in a sentence. */
export function coverageFinding(found: readonly CoveredTechnique[]): string {
  const count = (cover: Cover) => found.filter(technique => technique.cover === cover).length;
  const covered = count("seen") + count("silent");
  const possible = covered + count("blind");
  if (possible === 0) return "Nothing is looked for";
  return `${formatCount(covered)} of ${formatCount(possible)} techniques that such data can show are looked for (${formatShare(covered / possible)}), ${formatCount(count("seen"))} were seen; for ${formatCount(count("blind"))} the site is blind`;
}

const countedOnce =
  "A technique of several tactics stands under each of them; the numbers above count it once.";

/** The tactics in which most is blind, and how that is counted, in sentences. */
export function blindestTactics(found: readonly CoveredTechnique[]): string {
  const blind = groupByTactic(found)
    .map(({name, techniques}) => ({
      name,
      blind: techniques.filter(({cover}) => cover === "blind").length,
      possible: techniques.filter(({cover}) => cover !== "hidden").length
    }))
    .filter(tactic => tactic.blind > 0)
    .sort((a, b) => b.blind - a.blind)
    .slice(0, 3);
  if (blind.length === 0) return countedOnce;
  const words = blind.map(({name, blind, possible}) => `${name} (${blind} of ${possible})`);
  return `Most is blind in ${words.slice(0, -1).join(", ")}${words.length > 1 ? " and " : ""}${words.at(-1)}. ${countedOnce}`;
}
