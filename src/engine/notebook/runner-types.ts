import type {ChartPlan, ResultColumn} from "./chart.js";
import type {Cell} from "./document.js";
import type {Position} from "./duck-error.js";
import type {NotebookPlan} from "./graph.js";
import type {Input, InputValue} from "./input.js";
import type {Result} from "./result.js";

/** As much of a database as a notebook needs. */
export interface NotebookDatabase {
  /** One statement; rejects with DuckDB's message. */
  query(sql: string, params: readonly InputValue[]): Promise<Record<string, unknown>[]>;
  /** Fetches a published table before it is asked for. */
  load(name: string): Promise<void>;
  /** Ends it, whatever it is at. */
  close(): void;
}

/** What a chart draws. */
export interface ChartData {
  readonly plan: ChartPlan;
  /** The result's name. */
  readonly data: string;
  readonly rows: readonly Record<string, unknown>[];
  /** Rows of the result. */
  readonly total: number;
  /** Whether the result has more rows than are drawn. */
  readonly isCut: boolean;
}

export type CellState =
  | {readonly status: "idle" | "waiting" | "stopped"}
  | {readonly status: "running"; readonly text: string}
  | {
      readonly status: "ready";
      /** Of a query. */
      readonly result?: Result;
      /** Of an input, with its options where they come from a result. */
      readonly input?: Input;
      readonly chart?: ChartData;
    }
  | {
      readonly status: "error";
      /** A sentence. */
      readonly message: string;
      /** Where in the cell's source, where that is known. */
      readonly position: Position | null;
    };

export interface RunnerOptions {
  /** Opens a database; called when something is to be run, and again after a stop. */
  readonly open: () => NotebookDatabase;
  /** Names of all tables that the database knows by itself, in lower case. */
  readonly published: ReadonlySet<string>;
  /** What a range of days without ends stands for: milliseconds, the end excluded. */
  readonly bounds: {readonly from: number; readonly to: number};
  /** Called whenever a cell's state changes. */
  readonly changed: (id: string, state: CellState) => void;
}

export interface Runner {
  /** Tells the cells as they are now; runs nothing. */
  setCells(cells: readonly Cell[]): void;
  /** Runs cells, what they need and what depends on them; resolves when nothing is left to run. */
  run(ids: Iterable<string>): Promise<void>;
  runAll(): Promise<void>;
  /** Ends what is running and forgets what waits. */
  stop(): void;
  readonly isRunning: boolean;
  stateOf(id: string): CellState;
  /** Whether a cell was changed since it ran. */
  isEdited(id: string): boolean;
  readonly plan: NotebookPlan;
  /** An input's value, or a value of a result's first row; null where there is none yet. Its text is null for NULL. */
  valueOf(
    name: string,
    column: string | null
  ): {readonly text: string | null; readonly column: ResultColumn | null} | null;
  /** Runs a query that is in no cell. */
  ask(source: string): Promise<Result>;
  close(): void;
}
