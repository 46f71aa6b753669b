import type {Saved} from "../../engine/decisions/fold-decisions.js";
import {dataTable} from "../data-table.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {actButton} from "./act-button.js";
import {timeText} from "./decision-words.js";
import {decisions} from "./decisions.js";

/** Saved views and searches, each a link. */
export function SavedTable(rows: readonly Saved[]): HTMLElement {
  return dataTable(
    rows,
    [
      {
        key: "name",
        label: "Name",
        cell: ({name, address}) => html`<a class="wide" href=${`./${address}`}>${logText(name, 120)}</a>`
      },
      {key: "what", label: "What", cell: ({what}) => what},
      {
        key: "by",
        label: "By",
        cell: ({by, at}) => html`<span>${logText(by, 60)} <small>${timeText(at)}</small></span>`
      },
      {
        key: "undo",
        label: "Action",
        cell: ({decision}) =>
          actButton(`unsave ${decision}`, "Remove", () => decisions.record({kind: "unsave", decision}))
      }
    ],
    {stacks: true}
  );
}
