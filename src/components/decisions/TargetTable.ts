import type {TargetState} from "../../engine/decisions/fold-decisions.js";
import {dataTable} from "../data-table.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {MaskedSite} from "../mask.js";
import {namedTarget, proseText, timeText} from "./decision-words.js";
import {statusMark} from "./status-mark.js";
import type {NameOf} from "./target-names.js";

/** Those with a star, a tag or a note, the starred first. */
export function rememberedTargets(targets: readonly TargetState[]): readonly TargetState[] {
  return targets
    .filter(({starred, tags, notes}) => starred || tags.length > 0 || notes.length > 0)
    .sort((a, b) => Number(b.starred) - Number(a.starred));
}

/** What has a star, a tag or a note. */
export function TargetTable(rows: readonly TargetState[], site: MaskedSite, nameOf: NameOf): HTMLElement {
  return dataTable(
    rows,
    [
      {key: "target", label: "What", cell: ({target}) => namedTarget(target, site, nameOf)},
      {key: "status", label: "Status", cell: ({target}) => statusMark(target)},
      {
        key: "tags",
        label: "Tags",
        cell: ({tags}) =>
          tags.length === 0
            ? "–"
            : html`<span>${tags.map(tag => html`<span class="decision-tag">${logText(tag, 60)}</span>`)}</span>`
      },
      {
        key: "notes",
        label: "Notes",
        cell: ({notes}) =>
          notes.length === 0
            ? "–"
            : html`<div class="wide">${notes.map(
                ({text, at, by}) =>
                  html`<p class="decision-note">${proseText(text)} <small>${logText(by, 40)}, ${timeText(at)}</small></p>`
              )}</div>`
      }
    ],
    {stacks: true}
  );
}
