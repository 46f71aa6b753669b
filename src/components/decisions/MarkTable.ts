import type {Mark} from "../../engine/decisions/fold-decisions.js";
import {dataTable} from "../data-table.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {actButton} from "./act-button.js";
import {markAddress, proseText, timeText} from "./decision-words.js";
import {decisions} from "./decisions.js";

/** Comments on ranges of time, each with a way to where it is drawn. */
export function MarkTable(rows: readonly Mark[]): HTMLElement {
  return dataTable(
    rows,
    [
      {
        key: "range",
        label: "From, to",
        cell: ({from, to}) => {
          const [start, end] = [new Date(from).toISOString(), new Date(to).toISOString()];
          return html`<a href=${markAddress(start, end)}>${timeText(start)} to ${timeText(end)}</a>`;
        }
      },
      {
        key: "text",
        label: "Comment",
        cell: ({text}) => html`<span class="wide">${proseText(text)}</span>`
      },
      {
        key: "by",
        label: "By",
        cell: ({by, at}) => html`<span>${logText(by, 60)} <small>${timeText(at)}</small></span>`
      },
      {
        key: "undo",
        label: "Action",
        cell: ({decision}) =>
          actButton(`unmark ${decision}`, "Take away", () => decisions.record({kind: "unmark", decision}))
      }
    ],
    {stacks: true}
  );
}
