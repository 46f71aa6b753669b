import {dataTable} from "../data-table.js";
import {formatCount, formatShare} from "../format.js";
import {html} from "../html.js";
import {color} from "../palette.js";
import type {CoveredLine} from "./incident-figures.js";

/** How much of the attacks by the truth alerts and incidents tell of, each with a bar as long as its share. */
export function CoveredTable(lines: readonly CoveredLine[]): HTMLElement {
  const share = ({count, of}: CoveredLine) => (of === 0 ? null : count / of);
  return dataTable(
    lines,
    [
      {key: "name", label: "By the truth", cell: ({name}) => name},
      {
        key: "count",
        label: "Found",
        numeric: true,
        cell: ({count, of}) => `${formatCount(count)} of ${formatCount(of)}`,
        value: ({count}) => count
      },
      {
        key: "share",
        label: "Share",
        numeric: true,
        cell: line => formatShare(share(line)),
        value: share
      },
      {
        key: "bar",
        label: "",
        cell: line =>
          html`<span class="evidence-bar" aria-hidden="true"><i style=${{width: `${100 * (share(line) ?? 0)}%`, background: color("series-main")}}></i></span>`
      }
    ],
    {stacks: true}
  );
}
