import type {BruteForceLine} from "../../engine/evaluate/brute-force.js";
import type {BruteForceEvaluation} from "../../engine/evaluate/published-evaluation.js";
import {dataTable} from "../data-table.js";
import {formatCount, formatPlural, formatShare, notMeasured} from "../format.js";
import {html} from "../html.js";
import {severityMark} from "../severity-mark.js";

/** A line with what its alerts are of. */
export interface BruteForceRow extends BruteForceLine {
  readonly alerts: BruteForceEvaluation["by"][number]["alerts"];
}

/** Types named of what is raised and is not right; the rest is counted. */
const named = 4;

const finders: Readonly<Record<BruteForceRow["alerts"], string>> = {
  login: "login rules",
  model: "any model, of flows too",
  either: "either"
};

/** What counts, for the line above the table. */
export const bruteForceMeaning =
  "Right is a source and hour whose true type is Brute Force, an attempt being a failed login or a flow; credential stuffing and slow guessing have types of their own and stand among the others. Raised by a model: any alert of any model about that source and hour counts, those about flows included.";

/** "Password guessing at high and above: 94% of its hours are found, 97% of what is raised is right". */
export function bruteForceFinding(rows: readonly BruteForceRow[]): string {
  const high = rows.find(({alerts, severity}) => alerts === "either" && severity === "high");
  if (high === undefined) return "Password guessing, by source and hour";
  const precision =
    high.precision === null
      ? "nothing is raised"
      : `${formatShare(high.precision)} of what is raised is right`;
  return `Password guessing at high and above: ${formatShare(high.recall)} of its hours are found, ${precision}`;
}

/** Precision and recall of alerts about guessed passwords: a source in an hour is what somebody has to look at. */
export function BruteForceTable(rows: readonly BruteForceRow[]): HTMLElement {
  return html`<div class="model-table">${dataTable(
    rows,
    [
      {key: "severity", label: "At and above", cell: ({severity}) => severityMark(severity)},
      {key: "alerts", label: "Raised by", cell: ({alerts}) => finders[alerts]},
      {
        key: "actual",
        label: "Hours with guessing",
        numeric: true,
        cell: ({actual}) => formatCount(actual),
        value: ({actual}) => actual
      },
      {
        key: "raised",
        label: "Raised",
        numeric: true,
        cell: ({raised}) => formatCount(raised),
        value: ({raised}) => raised
      },
      {
        key: "found",
        label: "Right",
        numeric: true,
        cell: ({found}) => formatCount(found),
        value: ({found}) => found
      },
      {
        key: "precision",
        label: "Precision",
        numeric: true,
        cell: ({precision}) => share(precision),
        value: ({precision}) => precision
      },
      {
        key: "recall",
        label: "Recall",
        numeric: true,
        cell: ({recall}) => share(recall),
        value: ({recall}) => recall
      },
      {
        key: "wrong",
        label: "What the others are",
        cell: ({falsePositives}) =>
          html`<span class="wide">${
            falsePositives.length === 0
              ? "none"
              : falsePositives
                  .slice(0, named)
                  .map(({type, count}) => `${type}: ${formatCount(count)}`)
                  .join(", ") + furtherTypes(falsePositives.slice(named))
          }</span>`
      }
    ],
    {stacks: true, first: 12}
  )}</div>`;
}

/** ", and 3 more types: 5"; nothing where none is left. */
export function furtherTypes(rest: BruteForceLine["falsePositives"]): string {
  if (rest.length === 0) return "";
  const hours = rest.reduce((sum, {count}) => sum + count, 0);
  return `, and ${formatPlural(rest.length, "more type")}: ${formatCount(hours)}`;
}

const share = (value: number | null) => (value === null ? notMeasured : formatShare(value));
