import type {LabelledRows} from "./labelled-rows.js";
import {type Measure, measureNames, measures} from "./measures.js";
import {prevalence} from "./precision-recall.js";
import {type Ranking, tally} from "./ranking.js";

/** Parts of the judged rows that have figures of their own. */
export type SliceKind = "all" | "application" | "attack_type" | "dataset" | "dataset_application" | "day";

export interface Slice {
  readonly kind: SliceKind;
  /** "all", or the name of the application, type, data set or day; "iscx HTTP" of both. */
  readonly name: string;
  /** By row: 1 where it belongs to the slice, else 0. */
  readonly weights: Uint8Array;
  readonly rows: number;
  readonly attacks: number;
}

/**
 * All slices of the rows that `judged` marks, those without rows left out, in order of kind and name. An attack type is judged against
 * all normal rows; the other kinds are what they hold. Applications within data sets are left out where there is one data set.
 */
export function sliceRows(data: LabelledRows, judged: Uint8Array): readonly Slice[] {
  const {attack, attackType, application, dataset, day} = data;
  const slices = [make("all", "all", judged.slice(), attack)];
  const add = (kind: SliceKind, name: string, belongs: (row: number) => boolean) => {
    const weights = judged.map((mark, row) => (mark === 1 && belongs(row) ? 1 : 0));
    const slice = make(kind, name, weights, attack);
    if (slice.rows > 0) slices.push(slice);
  };
  application?.names.forEach((name, code) => {
    add("application", name, row => application.codes[row] === code);
  });
  attackType.names.forEach((name, code) => {
    const present = attackType.codes.some(
      (own, row) => own === code && judged[row] === 1 && attack[row] === 1
    );
    if (present) add("attack_type", name, row => attack[row] === 0 || attackType.codes[row] === code);
  });
  dataset?.names.forEach((name, code) => {
    add("dataset", name, row => dataset.codes[row] === code);
  });
  const several = new Set(dataset?.codes.filter((_, row) => judged[row] === 1)).size > 1;
  dataset?.names.forEach((name, code) => {
    if (!several) return;
    application?.names.forEach((reached, group) => {
      add(
        "dataset_application",
        `${name} ${reached}`,
        row => dataset.codes[row] === code && application.codes[row] === group
      );
    });
  });
  for (const one of day === null ? [] : [...new Set(day)].sort((a, b) => a - b)) {
    add("day", isoDay(one), row => day?.[row] === one);
  }
  return slices;
}

/** "2026-03-02" of days since 1970-01-01. */
export function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

export type SliceMeasures = Readonly<Record<Measure | "prevalence", number>>;

/**
 * The measures of a slice by a ranking of the whole table, which is sorted once for all slices. Null where a class is missing: then
 * nothing can be told apart, and a figure would be made up.
 */
export function measureSlice(ranking: Ranking, slice: Slice): SliceMeasures | null {
  if (slice.attacks === 0 || slice.attacks === slice.rows) return null;
  const counts = tally(ranking, slice.weights);
  const values: Record<string, number> = {prevalence: prevalence(counts)};
  for (const measure of measureNames) values[measure] = measures[measure](counts);
  return values as SliceMeasures;
}

function make(kind: SliceKind, name: string, weights: Uint8Array, attack: Uint8Array): Slice {
  let rows = 0;
  let attacks = 0;
  weights.forEach((weight, row) => {
    rows += weight;
    attacks += weight * (attack[row] as number);
  });
  return {kind, name, weights, rows, attacks};
}
