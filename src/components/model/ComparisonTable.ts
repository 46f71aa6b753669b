import type {PublishedComparison} from "../../engine/evaluate/published-evaluation.js";
import {dataTable} from "../data-table.js";
import {figure} from "./evaluation.js";

/** ROC-AUCs beside those of a published table, application by application. */
export function ComparisonTable(lines: PublishedComparison["lines"]): HTMLElement {
  return dataTable(
    lines,
    [
      {key: "name", label: "Application", cell: ({name}) => name},
      {
        key: "theirs",
        label: "Published",
        numeric: true,
        cell: ({theirs}) => figure(theirs),
        value: ({theirs}) => theirs
      },
      {
        key: "ours",
        label: "Here, same kind of sensor",
        numeric: true,
        cell: ({ours}) => figure(ours),
        value: ({ours}) => ours
      },
      {
        key: "all-sensors",
        label: "Here, all sensors",
        numeric: true,
        cell: ({oursAllSensors}) => figure(oursAllSensors),
        value: ({oursAllSensors}) => oursAllSensors
      }
    ],
    {stacks: true}
  );
}
