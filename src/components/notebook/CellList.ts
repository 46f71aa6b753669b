import {type CellKind, cellKinds, type Notebook} from "../../engine/notebook/document.js";
import type {CellState} from "../../engine/notebook/runner.js";
import {html} from "../html.js";
import {type CellActions, CellView} from "./CellView.js";
import {cellLabel, kindWords} from "./cell-words.js";

export interface CellListOptions {
  readonly actions: CellActions;
  /** Adds a cell at a place, counted from 0. */
  readonly add: (kind: CellKind, index: number) => void;
  readonly stateOf: (id: string) => CellState;
  readonly isEdited: (id: string) => boolean;
}

export interface CellList {
  readonly node: HTMLElement;
  /** Shows the cells as they are now; of another notebook all anew. */
  update(notebook: Notebook, isOther?: boolean): void;
  view(id: string): CellView | undefined;
}

/** The cells in their order, with a place to add one before each and after the last. */
export function CellList({actions, add, stateOf, isEdited}: CellListOptions): CellList {
  const node = html`<div class="nb-cells"><p class="nb-opening" role="status">Opening the notebook …</p></div>`;
  let views = new Map<string, CellView>();
  let order: string | null = null;

  function adder(index: number, isLast: boolean): HTMLElement {
    const buttons = cellKinds.map(kind => {
      const {name, about} = kindWords[kind];
      const button = html`<button type="button" class="button" data-add=${kind} title=${about}>${name}</button>`;
      button.addEventListener("click", () => add(kind, index));
      return button;
    });
    if (isLast) return html`<div class="nb-add nb-add-last"><span>Add</span>${buttons}</div>`;
    return html`<details class="nb-add"><summary aria-label=${`Add a cell before cell ${index + 1}`} title="Add a cell here"><span>+</span></summary><div>${buttons}</div></details>`;
  }

  return {
    node,
    view: id => views.get(id),
    update({cells}, isOther = false) {
      if (isOther) {
        views = new Map();
        order = null;
      }
      const known = views;
      views = new Map(cells.map(cell => [cell.id, known.get(cell.id) ?? CellView(cell, actions)]));
      const next = cells.map(({id}) => id).join(" ");
      // Elements that are put in again lose the focus; while somebody types nothing moves.
      if (next !== order) {
        order = next;
        node.replaceChildren(
          ...cells.flatMap(({id}, i) => [adder(i, false), views.get(id)?.node ?? ""]),
          adder(cells.length, true)
        );
      }
      for (const [i, cell] of cells.entries()) {
        const view = views.get(cell.id);
        view?.update(cell, cellLabel(cell, i));
        view?.show(stateOf(cell.id), isEdited(cell.id));
      }
    }
  };
}
