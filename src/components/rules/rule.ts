import {type Level, levels} from "../../engine/sigma/rule.js";
import type {Query} from "../../engine/sql.js";
import type {Workbench} from "../workbench/workbench.js";

/** A row of the table `rules`, as `engine/tables.ts` documents it, with its lists read and what it cost. */
export interface Rule {
  /** What it is called in addresses: its id, or its place where it has none. */
  readonly key: string;
  /** As in `rule_hits`; null where it could not be read. */
  readonly id: string | null;
  readonly file: string;
  readonly line: number;
  readonly title: string | null;
  readonly description: string | null;
  readonly kind: "event" | "correlation" | null;
  /** Null where it could not be read. */
  readonly level: Level | null;
  readonly status: string | null;
  readonly techniques: readonly string[];
  readonly logSource: string | null;
  readonly falsePositives: readonly string[];
  readonly references: readonly string[];
  readonly state: "compiled" | "not_applicable" | "invalid";
  readonly message: string | null;
  /** Whether its hits are findings; otherwise it only serves correlations. */
  readonly standsAlone: boolean;
  /** Null where it did not run. */
  readonly hits: number | null;
  readonly attackers: number | null;
  readonly alerts: number | null;
  /** Null without ground truth. */
  readonly attackHits: number | null;
  readonly normalHits: number | null;
  /** Share of all normal events that it hits; null without ground truth. */
  readonly falsePositiveRate: number | null;
  /** Of its hits, the share that are attacks; null without ground truth, and without hits. */
  readonly precision: number | null;
  /** The file that it stands in, as written. */
  readonly source: string | null;
  readonly sql: string | null;
  /** Milliseconds that its query took when the data were made; null where it did not run. */
  readonly cost: number | null;
}

/** What each rule took when the data were made: published as rule-costs.json. */
export interface RuleCosts {
  /** By `<file>:<line>`. */
  readonly milliseconds: Readonly<Record<string, number>>;
}

/** Every rule; rows for `readRule`. */
const rulesQuery: Query = {
  sql: `
SELECT rule_id, file, line, title, description, kind, level, status, techniques, log_source, false_positives,
  "references", state, message, stands_alone, hits, attackers, alerts, attack_hits, normal_hits,
  false_positive_rate, source, sql
FROM rules
ORDER BY file, line`
};

/** Every rule, and the query that they come from. */
export function askRules(
  workbench: Pick<Workbench, "ask">,
  costs: RuleCosts
): {readonly query: Query; readonly rows: Promise<readonly Rule[]>} {
  const {query, rows} = workbench.ask(rulesQuery);
  return {query, rows: Promise.resolve(rows).then(all => all.map(row => readRule(row, costs)))};
}

export function readRule(row: Readonly<Record<string, unknown>>, costs: RuleCosts): Rule {
  const text = (name: string) => (typeof row[name] === "string" ? row[name] : null);
  const count = (name: string) => (typeof row[name] === "number" ? row[name] : null);
  const file = text("file") ?? "";
  const line = count("line") ?? 1;
  const id = text("rule_id");
  const [attackHits, normalHits] = [count("attack_hits"), count("normal_hits")];
  const judged = (attackHits ?? 0) + (normalHits ?? 0);
  const place = `${file}:${line}`;
  const state = text("state");
  const kind = text("kind");
  return {
    key: id ?? place,
    id,
    file,
    line,
    title: text("title"),
    description: text("description"),
    kind: kind === "event" || kind === "correlation" ? kind : null,
    level: levels.find(level => level === row.level) ?? null,
    status: text("status"),
    techniques: readList(text("techniques")),
    logSource: text("log_source"),
    falsePositives: readList(text("false_positives")),
    references: readList(text("references")),
    state: state === "compiled" || state === "not_applicable" ? state : "invalid",
    message: text("message"),
    standsAlone: row.stands_alone === true,
    hits: count("hits"),
    attackers: count("attackers"),
    alerts: count("alerts"),
    attackHits,
    normalHits,
    falsePositiveRate: count("false_positive_rate"),
    precision: attackHits === null || judged === 0 ? null : attackHits / judged,
    source: text("source"),
    sql: text("sql"),
    cost: Object.hasOwn(costs.milliseconds, place) ? (costs.milliseconds[place] ?? null) : null
  };
}

/** A JSON array of texts; none where there is none. */
function readList(json: string | null): readonly string[] {
  if (json === null) return [];
  const list: unknown = JSON.parse(json);
  return Array.isArray(list) ? list.filter(item => typeof item === "string") : [];
}

/** The address of a rule, relative to any page of the site. */
export const ruleAddress = (key: string) => `./rules.html?rule=${encodeURIComponent(key)}`;
