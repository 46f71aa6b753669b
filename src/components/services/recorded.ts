import type {RecordedKind, RecordedRow} from "../../engine/build/services/recorded.js";
import {datasetName} from "../dataset-name.js";

/** Which datasets record what lists of values are made of. */
export interface Recorded {
  /** Settles when it is known; before, nothing is said to be missing. */
  readonly ready: Promise<void>;
  /**
   * Why there are no values of a kind, where the reason is that the selected datasets cannot record any; else null.
   * @param what "passwords"
   * @param selected datasets; empty: all
   */
  missing(kind: RecordedKind, what: string, selected: readonly string[]): string | null;
}

export function readRecorded(rows: readonly RecordedRow[] | Promise<readonly RecordedRow[]>): Recorded {
  let known: readonly RecordedRow[] | null = null;
  return {
    ready: Promise.resolve(rows).then(found => {
      known = found;
    }),
    missing(kind, what, selected) {
      if (known === null) return null;
      const recording = known.filter(row => row[kind] > 0).map(({dataset}) => dataset);
      if (recording.length === 0) return `Not measured: no log here records ${what}.`;
      if (selected.length === 0 || selected.some(dataset => recording.includes(dataset))) return null;
      const names = recording.map(dataset => datasetName(dataset).label);
      return `Not measured in the chosen logs: ${what} are recorded by ${inWords(names)} only.`;
    }
  };
}

/** ["a", "b", "c"] -> "a, b and c" */
export function inWords(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
