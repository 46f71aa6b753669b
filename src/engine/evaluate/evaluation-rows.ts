import type {Interval} from "./bootstrap.js";
import type {ProtocolName} from "./protocols.js";

/** A row of the `evaluation` table. */
export interface EvaluationRow {
  readonly family: string;
  /** as_built: what a build says of the logs, which teaches rules nothing, so that nothing is held out. */
  readonly protocol: ProtocolName | "as_built";
  readonly detector: string;
  readonly slice_kind: string;
  readonly slice: string;
  readonly measure: string;
  /** Null where it cannot be told: no attack, no alert, one class only. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly rows: number;
  readonly attacks: number;
}

export type RowContext = Pick<
  EvaluationRow,
  "family" | "protocol" | "detector" | "slice_kind" | "slice" | "rows" | "attacks"
>;

/** A row of one measure. */
export function evaluationRow(
  context: RowContext,
  measure: string,
  value: number | null,
  interval: Pick<Interval, "low" | "high"> | null = null
): EvaluationRow {
  return {...context, measure, value, low: interval?.low ?? null, high: interval?.high ?? null};
}

/** The mean of figures that may be missing; null when one is. */
export function meanOf(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return values.length === 0 ? null : sum / values.length;
}
