import type {Block} from "../../engine/decisions/fold-decisions.js";
import {dataTable} from "../data-table.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {MaskedSite} from "../mask.js";
import {valueButton} from "../values/value.js";
import {actButton} from "./act-button.js";
import {addressText, proseText, timeText} from "./decision-words.js";
import {decisions} from "./decisions.js";

/** A block, and whether it still holds. */
export interface BlockRow extends Block {
  readonly holds: boolean;
}

/** Those that hold, the newest first, then those that have run out. */
export function blockRows(active: readonly Block[], expired: readonly Block[]): readonly BlockRow[] {
  const rows = (blocks: readonly Block[], holds: boolean) =>
    blocks.map(block => ({...block, holds})).reverse();
  return [...rows(active, true), ...rows(expired, false)];
}

/** Blocked addresses, with why, since when and until when. */
export function BlockTable(rows: readonly BlockRow[], site: MaskedSite): HTMLElement {
  return dataTable(
    rows,
    [
      {
        key: "address",
        label: "Address",
        cell: ({address}) =>
          address.includes("/") ? addressText(address, site) : valueButton("address", address, {site})
      },
      {
        key: "reason",
        label: "Why",
        cell: ({reason}) => html`<span class="wide">${proseText(reason)}</span>`
      },
      {key: "by", label: "By", cell: ({by}) => logText(by, 60)},
      {key: "at", label: "Since", cell: ({at}) => timeText(at)},
      {key: "until", label: "Until", cell: ({expires, holds}) => expiryText(expires, holds)},
      {
        key: "undo",
        label: "Action",
        cell: ({address, holds}) =>
          holds
            ? actButton(`unblock ${address}`, "Unblock", () => decisions.record({kind: "unblock", address}))
            : ""
      }
    ],
    {stacks: true}
  );
}

/** Until when something holds, "no end" where nobody said, or that it no longer does. */
export function expiryText(expires: string | null, holds: boolean): string {
  if (expires === null) return "no end";
  return holds ? timeText(expires) : `${timeText(expires)}, has run out`;
}
