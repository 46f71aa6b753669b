import type {ParameterValue} from "./bind.js";
import {planChart} from "./chart.js";
import {readChartSpec} from "./chart-spec.js";
import type {Cell} from "./document.js";
import {dependents, type NotebookPlan, planNotebook} from "./graph.js";
import {type Input, type InputValue, readInput} from "./input.js";
import {privatePrefix} from "./names.js";
import {chartColumns, chartSql, optionsSql, quoteName, type Result, resultLimits} from "./result.js";
import {PlacedError, runQuery, Stopped} from "./run-query.js";
import type {CellState, NotebookDatabase, Runner, RunnerOptions} from "./runner-types.js";
import {readStatement} from "./statement.js";

export type {CellState, ChartData, NotebookDatabase, Runner, RunnerOptions} from "./runner-types.js";

/** What a cell was run as; null where its result is of no use any more. */
interface Ran {
  readonly key: string;
  /** Which database holds the result. */
  readonly generation: number;
}

/**
 * Runs a notebook's cells over a database, one after the other: what is asked for, what that needs and is not there yet, and
 * what depends on it. A cell that fails holds up only those that need it.
 */
export function createRunner({open, published, bounds, changed}: RunnerOptions): Runner {
  let cells: readonly Cell[] = [];
  let plan: NotebookPlan = planNotebook([], published);
  const states = new Map<string, CellState>();
  const ran = new Map<string, Ran>();
  /** Tables that hold results, by the cell that made each. */
  const kept = new Map<string, string>();
  const queue = new Set<string>();
  let database: NotebookDatabase | null = null;
  let generation = 0;
  let asked = 0;
  let working: Promise<void> | null = null;
  let stop: (reason: Error) => void = () => {};
  let stopped: Promise<never> = new Promise(() => {});

  const cellOf = (id: string) => cells.find(cell => cell.id === id);
  const keyOf = (cell: Cell) => JSON.stringify([cell.kind, cell.name, cell.source]);

  function set(id: string, state: CellState): void {
    states.set(id, state);
    changed(id, state);
  }

  /** Asks the database; rejects when it is stopped meanwhile. */
  async function ask(sql: string, params: readonly InputValue[] = []): Promise<Record<string, unknown>[]> {
    if (database === null) {
      database = open();
      stopped = new Promise((_, reject) => {
        stop = reject;
      });
      stopped.catch(() => {});
    }
    return Promise.race([database.query(sql, params), stopped]);
  }

  function setCells(next: readonly Cell[]): void {
    cells = next;
    plan = planNotebook(cells, published);
    const ids = new Set(cells.map(({id}) => id));
    for (const id of [...states.keys()].filter(id => !ids.has(id))) {
      states.delete(id);
      ran.delete(id);
      queue.delete(id);
    }
  }

  function isFresh(id: string): boolean {
    const cell = cellOf(id);
    const last = ran.get(id);
    return (
      cell !== undefined &&
      last?.key === keyOf(cell) &&
      states.get(id)?.status === "ready" &&
      (cell.kind !== "sql" || last.generation === generation)
    );
  }

  function run(ids: Iterable<string>): Promise<void> {
    const wanted = dependents(plan, ids);
    for (const id of wanted) queue.add(id);
    // What these need is run first where it has not been, or where its result is gone.
    for (const id of [...plan.order].reverse()) {
      if (!queue.has(id)) continue;
      for (const need of plan.cells.get(id)?.needs ?? []) if (!isFresh(need)) queue.add(need);
    }
    for (const id of queue) if (states.get(id)?.status !== "running") set(id, {status: "waiting"});
    working ??= work().finally(() => {
      working = null;
    });
    return working;
  }

  async function work(): Promise<void> {
    // Lets what is called together be planned together.
    await Promise.resolve();
    for (;;) {
      const id = plan.order.find(id => queue.has(id));
      if (id === undefined) break;
      queue.delete(id);
      const cell = cellOf(id);
      if (cell !== undefined) await runCell(cell);
    }
    queue.clear();
  }

  async function runCell(cell: Cell): Promise<void> {
    const {id} = cell;
    const {problem, needs} = plan.cells.get(id) ?? {problem: null, needs: []};
    ran.delete(id);
    const failed = needs.find(need => states.get(need)?.status !== "ready");
    try {
      await dropOld();
      if (problem !== null) return set(id, {status: "error", message: problem, position: null});
      if (failed !== undefined)
        return set(id, {
          status: "error",
          message: `waits for ${nameOf(failed)}, which has no result`,
          position: null
        });
      const cut = needs.find(need => {
        const state = states.get(need);
        return state?.status === "ready" && state.result?.isCut;
      });
      if (cut !== undefined)
        return set(id, {
          status: "error",
          message: `${nameOf(cut)} has more than ${resultLimits.kept.toLocaleString("en-US")} rows, of which the rest is not kept; narrow it down, or count in the same query`,
          position: null
        });
      const state = await answer(cell);
      // Edited meanwhile, it is in the queue again, or marked as edited.
      ran.set(id, {key: keyOf(cell), generation});
      if (cellOf(id) !== undefined) set(id, state);
    } catch (error) {
      if (error instanceof Stopped) set(id, {status: "stopped"});
      else fail(cell, error);
    }
  }

  function nameOf(id: string): string {
    const name = cellOf(id)?.name;
    return name == null ? "another cell" : `“${name}”`;
  }

  function fail({id}: Cell, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const isDead = isDeadly(message);
    if (isDead) end();
    const own = isDead ? `the database could not go on and was started again (${message})` : message;
    const position = error instanceof PlacedError ? error.position : null;
    set(id, {status: "error", message: own, position});
  }

  function answer(cell: Cell): Promise<CellState> {
    switch (cell.kind) {
      case "sql":
        return answerSql(cell);
      case "input":
        return answerInput(cell);
      case "chart":
        return answerChart(cell);
      default:
        return Promise.resolve({status: "ready"});
    }
  }

  async function answerSql(cell: Cell): Promise<CellState> {
    const table = cell.name ?? `${privatePrefix}${cell.id}`;
    const result = await query(cell.source, table, text => set(cell.id, {status: "running", text}));
    if (cell.name !== null) kept.set(cell.id, table);
    else await ask(`DROP TABLE IF EXISTS ${quoteName(table)}`);
    return {status: "ready", result};
  }

  /** Runs a statement and keeps its rows as a table. */
  async function query(source: string, table: string, tell: (text: string) => void): Promise<Result> {
    const statement = readStatement(source);
    const named = statement.tables.filter(name => published.has(name));
    tell(named.length > 0 ? `Fetching ${named.join(", ")} …` : "Running …");
    await ask("SELECT 1");
    await Promise.race([Promise.all(named.map(name => database?.load(name))), stopped]);
    tell("Running …");
    const known = [...published, ...plan.results.keys()];
    return runQuery(source, table, {ask, parameterOf, known});
  }

  async function answerInput(cell: Cell): Promise<CellState> {
    const {input, problem} = readInput(cell.source, cell.name ?? "");
    if (input === null) throw new Error(problem ?? "this is no input");
    if (input.type !== "select" || !("from" in input.options)) return {status: "ready", input};
    const {from, column} = input.options;
    const source = resultOf(from);
    if (!source?.columns.some(({name}) => name.toLowerCase() === column.toLowerCase()))
      throw new Error(`“${from}” has no column “${column}”`);
    const rows = await ask(optionsSql(from, column));
    const options = rows.map(({value}) => String(value));
    return {status: "ready", input: {...input, options}};
  }

  async function answerChart(cell: Cell): Promise<CellState> {
    const {spec} = readChartSpec(cell.source);
    const source = spec === null ? null : resultOf(spec.data);
    if (spec === null || source === null) throw new Error("this chart has no data");
    const {chart, problems} = planChart(spec, source.columns);
    if (chart === null) throw new Error(problems.join("; "));
    const sql = chartSql(spec.data, chartColumns(chart), source.columns);
    const rows = await ask(sql);
    const isCut = rows.length > resultLimits.marks;
    return {
      status: "ready",
      chart: {
        plan: chart,
        data: spec.data,
        rows: rows.slice(0, resultLimits.marks),
        total: source.total,
        isCut
      }
    };
  }

  function resultOf(name: string): Result | null {
    const state = states.get(plan.results.get(name.toLowerCase()) ?? "");
    return state?.status === "ready" ? (state.result ?? null) : null;
  }

  function inputOf(name: string): {readonly cell: Cell; readonly input: Input} | null {
    const cell = cellOf(plan.parameters.get(name.toLowerCase()) ?? "");
    const state = cell === undefined ? undefined : states.get(cell.id);
    return cell !== undefined && state?.status === "ready" && state.input !== undefined
      ? {cell, input: state.input}
      : null;
  }

  function parameterOf(name: string): ParameterValue | undefined {
    const found = inputOf(name);
    if (found === null) return undefined;
    const {input, cell} = found;
    if (input.type === "dates") {
      const end = name.toLowerCase() === `${cell.name?.toLowerCase()}_to` ? "to" : "from";
      return {value: input.value[end] ?? timeText(bounds[end]), isTime: true};
    }
    return {value: plainValue(input), isTime: false};
  }

  /** Of tables whose cell is gone or is called something else nobody may select any more. */
  async function dropOld(): Promise<void> {
    for (const [id, table] of kept) {
      if (cellOf(id)?.name === table) continue;
      kept.delete(id);
      if (plan.results.get(table.toLowerCase()) === undefined || !isMade(table))
        await ask(`DROP TABLE IF EXISTS ${quoteName(table)}`);
    }
  }

  const isMade = (table: string) =>
    [...kept.values()].some(name => name.toLowerCase() === table.toLowerCase());

  /** Ends the database and everything that is in it; the next question opens another. */
  function end(): void {
    stop(new Stopped("stopped"));
    database?.close();
    database = null;
    generation++;
    kept.clear();
  }

  return {
    setCells,
    run,
    runAll: () => run(cells.map(({id}) => id)),
    stop() {
      const waiting = [...queue];
      queue.clear();
      end();
      for (const id of waiting) set(id, {status: "stopped"});
    },
    get isRunning() {
      return working !== null;
    },
    stateOf: id => states.get(id) ?? {status: "idle"},
    isEdited: id => {
      const cell = cellOf(id);
      const last = ran.get(id);
      return cell !== undefined && last !== undefined && last.key !== keyOf(cell);
    },
    get plan() {
      return plan;
    },
    valueOf(name, column) {
      const found = inputOf(name);
      if (found !== null) {
        const {input} = found;
        if (input.type !== "dates")
          return {text: plainValue(input) === null ? null : String(plainValue(input)), column: null};
        return {
          text: `${input.value.from ?? timeText(bounds.from).slice(0, 10)} to ${input.value.to ?? timeText(bounds.to).slice(0, 10)}`,
          column: null
        };
      }
      const result = resultOf(name);
      if (result === null) return null;
      const index =
        column === null ? 0 : result.columns.findIndex(c => c.name.toLowerCase() === column.toLowerCase());
      const known = result.columns[index];
      return known === undefined ? null : {text: result.rows[0]?.[index] ?? null, column: known};
    },
    async ask(source) {
      await working;
      const table = `${privatePrefix}asked_${asked++}`;
      const result = await query(source, table, () => {});
      await ask(`DROP TABLE IF EXISTS ${quoteName(table)}`);
      return result;
    },
    close: end
  };
}

/** Whether the database is of no use after an error: what DuckDB calls so, and what is no message of DuckDB's but of WebAssembly. */
function isDeadly(message: string): boolean {
  if (/^[A-Z][A-Za-z ]* Error:/.test(message)) return /^(FATAL|INTERNAL) Error:/.test(message);
  return /memory access|out of bounds|unreachable|aborted|RuntimeError/i.test(message);
}

/** Milliseconds as DuckDB reads a time in UTC. */
function timeText(ms: number): string {
  return new Date(ms).toISOString().replace("T", " ").replace("Z", "");
}

function plainValue(input: Exclude<Input, {type: "dates"}>): InputValue {
  if (input.type !== "select") return input.value;
  const options = "from" in input.options ? [] : input.options;
  const chosen = input.value !== null && options.some(option => option === input.value);
  return chosen ? input.value : (options[0] ?? null);
}
