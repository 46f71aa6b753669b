import {type CompiledRule, compileRules} from "../../sigma/compile/compile-rules.js";
import {planParts} from "../../sigma/compile/plan-parts.js";
import type {SigmaRule} from "../../sigma/rule.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";

/** What came of running one rule. */
export interface RuleRun {
  readonly rule: SigmaRule;
  /** Events that it hit. */
  readonly hits: number;
  /** What it cost, without its share of setting apart the events of its log source. */
  readonly milliseconds: number;
  /** Why the database refused it; null when all is well. */
  readonly error: string | null;
}

/**
 * Runs compiled rules over `logs`, one after the other, each on all threads. Creates `rule_matches` (seq INTEGER, rule INTEGER,
 * value DOUBLE), where `rule` is the rule's place in `compiled`. A rule that the database refuses costs its hits, not those
 * of the others.
 *
 * @returns one for each rule that is compiled, in order
 */
export async function runRules(
  database: Database,
  compiled: readonly CompiledRule[],
  progress?: Pick<Progress, "update">
): Promise<readonly RuleRun[]> {
  await database.run("CREATE TABLE rule_matches (seq INTEGER, rule INTEGER, value DOUBLE)");
  const parts = planParts(compiled);
  for (const part of parts) await database.run(part.create);
  const queries = compileRules(
    compiled.map(one => one.rule),
    {parts: new Map(parts.map(({where, name}) => [where, name]))}
  );
  const runs: RuleRun[] = [];
  for (const [number, one] of compiled.entries()) {
    if (one.state !== "compiled") continue;
    const begun = performance.now();
    const query = queries[number];
    const {hits, error} = await run(database, number, query?.state === "compiled" ? query.sql : one.sql);
    runs.push({rule: one.rule, hits, milliseconds: performance.now() - begun, error});
    progress?.update(`${runs.length} rules, ${error ?? one.rule.title}`);
  }
  for (const {name} of parts) await database.run(`DROP TABLE ${name}`);
  return runs;
}

async function run(
  database: Database,
  number: number,
  sql: string
): Promise<{readonly hits: number; readonly error: string | null}> {
  try {
    const [row] = await database.rows(`INSERT INTO rule_matches SELECT seq, ${number}, value FROM (${sql})`);
    return {hits: Number(row?.["Count"] ?? 0), error: null};
  } catch (refused) {
    return {hits: 0, error: messageOf(refused)};
  }
}

/** DuckDB's message without the lines that point into the query. */
function messageOf(refused: unknown): string {
  return (refused instanceof Error ? refused.message : String(refused)).split("\n")[0] ?? "unknown error";
}
