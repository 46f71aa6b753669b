import {createLogsOfPublished} from "../../engine/build/logs.js";
import type {Query} from "../../engine/sql.js";
import type {Database} from "../workbench/database.js";
import type {Workbench} from "../workbench/workbench.js";
import {hitMinutes} from "./HitChart.js";
import {type Hit, type HitStep, liveCountQuery, liveHitsQuery, liveStepsQuery, runStatement} from "./hits.js";
import {findSilence, type Silence} from "./silence.js";
import type {SilencePlan} from "./silence-plan.js";

/** What a rule hit when it was run here. */
export interface RuleRun {
  readonly hits: number;
  /** Null where the log names no address. */
  readonly attackers: number | null;
  readonly accounts: number;
  readonly steps: readonly HitStep[];
  /** Minutes of a step. */
  readonly minutes: number;
  readonly first: readonly Hit[];
  /** Of the rule's own query. */
  readonly milliseconds: number;
}

export interface RuleRunner {
  /** Fetches all events, unless they are there; rejects with the signal's reason when stopped. */
  prepare(signal: AbortSignal): Promise<void>;
  /**
   * Runs a compiled rule over all published events. One at a time, since all leave their hits in the same table.
   * Rejects with the signal's reason when stopped, with DuckDB's message when the query fails.
   */
  run(sql: string, signal: AbortSignal): Promise<RuleRun>;
  /** Finds out why a rule hits nothing; rejects as `run` does. */
  explain(plan: SilencePlan, signal: AbortSignal): Promise<Silence>;
}

/**
 * Runs rules in a database of their own, because a correlation can take minutes, and DuckDB in the browser answers nothing
 * else meanwhile, not even that it shall stop: then the database is closed, and the next rule gets another.
 */
export function ruleRunner({site, overview, openTables}: Workbench): RuleRunner {
  let opened: Promise<Database> | undefined;
  let closeDatabase: (() => void) | undefined;

  function open(): Promise<Database> {
    if (opened === undefined) {
      const database = openTables(["events", "details", "sources"]);
      const {time_zone: timeZone, business_hours: businessHours, country} = site;
      const view = createLogsOfPublished({timeZone, businessHours, country, ...overview.data});
      closeDatabase = () => database.close();
      opened = database.query(view).then(() => database);
      // What could not be fetched may be there the next time.
      opened.catch(close);
    }
    return opened;
  }

  function close(): void {
    closeDatabase?.();
    opened = undefined;
  }

  /** The answer, unless the signal comes first. */
  async function unlessStopped<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
    let stop: (() => void) | undefined;
    const stopped = new Promise<never>((_, reject) => {
      stop = () => {
        close();
        reject(signal.reason);
      };
      signal.addEventListener("abort", stop);
    });
    try {
      signal.throwIfAborted();
      return await Promise.race([answer, stopped]);
    } finally {
      if (stop) signal.removeEventListener("abort", stop);
    }
  }

  async function runIn(database: Database, sql: string): Promise<RuleRun> {
    const ask = <R>({sql, params}: Query) =>
      database.query(sql, params) as Promise<unknown> as Promise<readonly R[]>;
    const begun = performance.now();
    await database.query(runStatement(sql));
    const milliseconds = performance.now() - begun;
    const minutes = hitMinutes(overview.data);
    const [counted] = await ask<Pick<RuleRun, "hits" | "attackers" | "accounts">>(liveCountQuery);
    if (counted === undefined) throw new Error("the hits came back uncounted");
    const steps = await ask<HitStep>(liveStepsQuery(minutes));
    const first = await ask<Hit>(liveHitsQuery);
    return {...counted, steps, minutes, first, milliseconds};
  }

  return {
    prepare: async signal => {
      await unlessStopped(open(), signal);
    },
    run: (sql, signal) =>
      unlessStopped(
        open().then(database => runIn(database, sql)),
        signal
      ),
    explain: (plan, signal) =>
      unlessStopped(
        open().then(database => findSilence(plan, ({sql, params}) => database.query(sql, params))),
        signal
      )
  };
}
