import {dataTable} from "../data-table.js";
import {formatCount} from "../format.js";
import {kindOf, type RegularLine} from "./beacon-figures.js";

/** Harmless regular traffic by kind: how much of it is found, and what the allow-list leaves of it. */
export function RegularTable(lines: readonly RegularLine[]): HTMLElement {
  return dataTable(
    lines,
    [
      {key: "kind", label: "Traffic", cell: ({kind}) => kindOf(kind)},
      {
        key: "pairs",
        label: "Pairs",
        numeric: true,
        cell: ({pairs}) => formatCount(pairs),
        value: ({pairs}) => pairs
      },
      {
        key: "found",
        label: "Found",
        numeric: true,
        cell: ({found}) => formatCount(found),
        value: ({found}) => found
      },
      {
        key: "allowed",
        label: "Let pass by the allow-list",
        numeric: true,
        cell: ({allowed}) => formatCount(allowed),
        value: ({allowed}) => allowed
      },
      {
        key: "left",
        label: "Raised all the same",
        numeric: true,
        cell: ({found, allowed}) => formatCount(found - allowed),
        value: ({found, allowed}) => found - allowed
      }
    ],
    {stacks: true}
  );
}
