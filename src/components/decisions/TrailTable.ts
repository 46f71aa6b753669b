import type {Decision} from "../../engine/decisions/decision.js";
import {dataTable} from "../data-table.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {MaskedSite} from "../mask.js";
import {actButton} from "./act-button.js";
import {actText, subjectText, timeText} from "./decision-words.js";
import {decisions} from "./decisions.js";
import type {NameOf} from "./target-names.js";
import type {TrailRow} from "./trail-rows.js";

/** Rows at hand at once; the export holds all. */
const listed = 500;

/** The audit trail: who did what, when and to what. What is undone is struck through, and stays. */
export function TrailTable(rows: readonly TrailRow[], site: MaskedSite, nameOf: NameOf): HTMLElement {
  const byId = new Map(decisions.all().map(decision => [decision.id, decision]));
  const find = (id: string) => byId.get(id);
  const cell = (draw: (decision: Decision) => Node, {id, holds}: TrailRow) => {
    const decision = find(id);
    const node = decision === undefined ? "" : draw(decision);
    return holds ? html`<span>${node}</span>` : html`<s>${node}</s>`;
  };
  const table = dataTable(
    rows.slice(0, listed),
    [
      {key: "at", label: "When", cell: ({at}) => html`<span title=${at}>${timeText(at, true)}</span>`},
      {
        key: "by",
        label: "Who",
        cell: ({by, from}) =>
          html`<span>${logText(by, 60)}${from === "site" ? html`<small>came with the site</small>` : null}</span>`
      },
      {
        key: "what",
        label: "What",
        cell: row => html`<span class="wide">${cell(({act}) => actText(act, find, site), row)}</span>`
      },
      {
        key: "about",
        label: "Decided about",
        cell: row =>
          html`<span class="wide">${cell(({act}) => subjectText(act, find, site, nameOf), row)}</span>`
      },
      {
        key: "undo",
        label: "Action",
        cell: ({id, holds}) => {
          const button = actButton(`undo ${id}`, holds ? "Undo" : "Redo", () => decisions.undo(id));
          button.dataset.undo = id;
          return button;
        }
      }
    ],
    {stacks: true, first: 25}
  );
  if (rows.length <= listed) return html`<div class="decision-table">${table}</div>`;
  return html`<div class="decision-table">${table}<p class="frame-footnote">The newest ${formatCount(listed)} of ${formatCount(rows.length)} are listed; exports hold all.</p></div>`;
}
