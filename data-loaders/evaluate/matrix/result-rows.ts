import type {Interval} from "../../../src/engine/evaluate/bootstrap.js";
import {measureLabels, measureNames} from "../../../src/engine/evaluate/measures.js";
import type {MatrixResult} from "./evaluate-matrix.js";
import {printable} from "./find-column.js";

/** One figure of a result, as exported. */
export interface ResultRow extends Interval {
  /** "detector", "difference" (to the reference) or "control". */
  readonly section: string;
  readonly name: string;
  readonly measure: string;
  /** A control's verdict; what a difference is to. */
  readonly note: string;
}

/** A result as a flat list of figures. */
export function resultRows({detectors, controls, reference}: MatrixResult): readonly ResultRow[] {
  const rows: ResultRow[] = [];
  for (const [name, {measures}] of Object.entries(detectors)) {
    for (const measure of measureNames)
      rows.push({section: "detector", name, measure, note: "", ...measures[measure]});
  }
  for (const [name, {difference}] of Object.entries(detectors)) {
    if (difference === null) continue;
    for (const measure of measureNames) {
      rows.push({section: "difference", name, measure, note: `less ${reference}`, ...difference[measure]});
    }
  }
  for (const {name, measure, verdict, value, low, high} of controls) {
    rows.push({section: "control", name, measure, note: verdict, value, low, high});
  }
  return rows;
}

/** A table of the result for a terminal. */
export function resultTable(result: MatrixResult): string {
  const cell = ({value, low, high}: Interval) =>
    `${value.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`;
  const lines = [["95% intervals", ...measureNames.map(measure => measureLabels[measure])]];
  for (const [name, {measures}] of Object.entries(result.detectors)) {
    lines.push([printable(name), ...measureNames.map(measure => cell(measures[measure]))]);
  }
  for (const [name, {difference}] of Object.entries(result.detectors)) {
    if (difference)
      lines.push([
        `${printable(name)} - ${result.reference}`,
        ...measureNames.map(measure => cell(difference[measure]))
      ]);
  }
  for (const control of result.controls) lines.push([`control: ${control.name}`, cell(control)]);
  const widths = lines[0]?.map((_, k) => Math.max(...lines.map(line => line[k]?.length ?? 0))) ?? [];
  const table = lines.map(line =>
    line
      .map((text, k) => text.padEnd(widths[k] ?? 0))
      .join("  ")
      .trimEnd()
  );
  const {rows, share} = result.duplicates;
  return [
    ...table,
    ...result.controls.map(({name, verdict}) =>
      name === "best_single_feature" && result.bestFeature !== null
        ? `${name} (${printable(result.bestFeature)}): ${verdict}`
        : `${name}: ${verdict}`
    ),
    `duplicates: ${rows} judged rows (${(100 * share).toFixed(2)}%) equal a row that was learnt from`
  ].join("\n");
}
