import {formatTimestamp, type Selection, whereClause} from "../../engine/selection.js";
import type {Query} from "../../engine/sql.js";
import {formatCount, formatPlural} from "../format.js";

/** As much of a row of the table `sequences` as is shown, as `engine/tables/sequences.ts` documents it. */
export interface Sequence {
  readonly kind: string;
  readonly dataset: string;
  readonly who: string;
  readonly source_ip: string | null;
  readonly first_time: Date;
  readonly last_time: Date;
  readonly length: number;
  readonly basis: string;
  readonly score: number | null;
  readonly worst_bits: number | null;
  readonly mean_bits: number | null;
  readonly usual_bits: number | null;
  readonly new_steps: number | null;
  /** Divided by " › ". */
  readonly steps: string;
  readonly first_step: number;
  /** Places in the sequence, with commas. */
  readonly surprising: string | null;
  readonly level: number;
  /** Sequences of this kind in which the same step surprises most, this one included. */
  readonly alike: number;
  /** Sequences in the selection, and those of them that raised an alert. */
  readonly all_sequences: number;
  readonly alerting: number;
  /** The same of its kind. */
  readonly kind_sequences: number;
  readonly kind_alerting: number;
}

/** Sequences listed of each kind. */
const listed = 4;

/** The most surprising step as the model knows it, without names and numbers; `surprising` has its place first. */
const surprise = `string_split(steps, ' › ')[TRY_CAST(string_split(surprising, ',')[1] AS INTEGER) - first_step + 1]`;
const mostUnusual = `level DESC, score DESC NULLS LAST, worst_bits DESC NULLS LAST, first_time, who, session, dataset`;

/**
 * The most unusual sequences of each kind that raised an alert, by level, score and surprise; of those in which the same
 * step surprises most, one. A kind of which none did has one row, of its most unusual, that its counts are told by. A
 * severity selects nothing here.
 */
export function sequencesQuery(selection: Selection): Query {
  const where = whereClause(selection, {time: null, severity: null, filters: ["source", "country"]});
  return {
    sql: `
WITH alike AS (
  SELECT *, count(*) OVER () AS all_sequences, count(*) FILTER (level > 0) OVER () AS alerting,
    count(*) OVER (PARTITION BY kind) AS kind_sequences,
    count(*) FILTER (level > 0) OVER (PARTITION BY kind) AS kind_alerting,
    count(*) OVER (PARTITION BY kind, ${surprise}) AS alike,
    row_number() OVER (PARTITION BY kind, ${surprise} ORDER BY ${mostUnusual}) AS copy
  FROM sequences
  WHERE first_time < ?::TIMESTAMP AND last_time >= ?::TIMESTAMP AND ${where.sql}
), ranked AS (
  SELECT *, row_number() OVER (PARTITION BY kind ORDER BY ${mostUnusual}) AS place FROM alike WHERE copy = 1
)
SELECT kind, dataset, who, source_ip, first_time, last_time, length, basis, score, worst_bits, mean_bits, usual_bits,
  new_steps, steps, first_step, surprising, level, alike, all_sequences, alerting, kind_sequences,
  kind_alerting
FROM ranked
WHERE place <= ${listed} AND (level > 0 OR place = 1)
ORDER BY array_position(['commands', 'events', 'ports'], kind), place`,
    params: [formatTimestamp(selection.to), formatTimestamp(selection.from), ...where.params]
  };
}

/** Those that raised an alert. */
export function alertingOf<S extends Pick<Sequence, "level">>(sequences: readonly S[]): readonly S[] {
  return sequences.filter(({level}) => level > 0);
}

export interface Step {
  readonly text: string;
  readonly isSurprising: boolean;
}

/** The shown steps of a sequence, the surprising ones told from the others. */
export function stepsOf({
  steps,
  first_step,
  surprising
}: Pick<Sequence, "steps" | "first_step" | "surprising">): Step[] {
  const places = new Set((surprising ?? "").split(",").filter(Boolean).map(Number));
  return steps.split(" › ").map((text, i) => ({text, isSurprising: places.has(first_step + i)}));
}

/** How many sequences are unusual enough to raise an alert, in a sentence. */
export function sequencesFinding([first]: readonly Sequence[]): string {
  if (first === undefined) return "Sequences: none recorded";
  const {all_sequences, alerting} = first;
  return `Sequences: ${alerting === 0 ? "none" : formatCount(alerting)} of ${formatPlural(all_sequences, "recorded sequence")} of commands, events or ports ${alerting === 1 ? "is" : "are"} unusual enough for an alert`;
}
