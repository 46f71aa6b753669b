import type {TargetKind} from "../../engine/decisions/decision.js";
import type {BlockSite} from "../decisions/decision-dialogs.js";
import {decisions} from "../decisions/decisions.js";
import {actByKey} from "./act-by-key.js";
import type {AlertRow} from "./alert-kind.js";
import type {BulkBarOptions} from "./bulk.js";
import {shownColumns} from "./column-chooser.js";
import {rowCursor} from "./row-cursor.js";
import type {OpenableKind} from "./row-dialogs.js";
import type {RowOptions, TriageRow} from "./row-kind.js";
import {openRowMenu, type RowSubject, rowActions} from "./row-menu.js";
import type {Said} from "./said.js";
import {type TriageTable as Table, TriageTable} from "./TriageTable.js";
import type {TriageSort} from "./triage-state.js";

export interface TriageRowsOptions {
  readonly site: BlockSite;
  readonly options: () => RowOptions;
  readonly openable: () => OpenableKind;
  readonly kind: () => TargetKind;
  readonly ticked: Set<string>;
  readonly onTick: () => void;
  readonly onSort: (sort: TriageSort | null) => void;
  readonly bulk: BulkBarOptions;
  readonly undo: Said;
}

/** The rows that stand on the page, and where the reader is among them. */
export interface TriageRows {
  /** Draws rows; the table takes the focus that the one before had, once it stands on the page. */
  draw(all: readonly TriageRow[], sort: TriageSort | null): HTMLElement;
  /** The table as drawn last; undefined where there are no rows. */
  node(): HTMLElement | undefined;
  /** Shows on the rows that stand there what was decided about them. */
  redraw(): void;
  /** There are no rows now, or they are of another kind. */
  forget(): void;
  showTicks(): void;
  /** Goes by a row; false where there is none that way. */
  move(step: 1 | -1): boolean;
  /** To the first or the last row. */
  end(last: boolean): void;
  /** Where the reader will be among the next rows: a place, from the end where it is negative. */
  land(index: number): void;
  /** Whether the next rows are awaited to land on. */
  isLanding(): boolean;
  /** Does what a key stands for about the row that the reader is on. */
  act(key: string): void;
  /** Whether a row has the focus, or one of its controls. */
  isHeld(): boolean;
  /** Whether keys are about a row: it has the focus, or nothing has and it has the cursor. */
  isInTable(): boolean;
  /** Gives the row that the reader is on the focus. */
  refocus(): void;
}

export function triageRows(setup: TriageRowsOptions): TriageRows {
  const {site, options, openable, ticked} = setup;
  const cursor = rowCursor();
  let rows: readonly TriageRow[] = [];
  let table: Table | null = null;
  let sorted: TriageSort | null = null;
  let landing: number | null = null;

  const isHeld = () => (table?.focused() ?? -1) >= 0;

  function subjectOf(row: TriageRow): RowSubject {
    const {kind} = openable();
    const target = {kind: setup.kind(), id: kind.idOf(row)};
    const address = kind.addressOf(row);
    return target.kind === "alert" ? {target, address, alert: row as AlertRow} : {target, address};
  }

  function make(all: readonly TriageRow[], isLanded: boolean): Table {
    const {kind, open} = openable();
    const held = isHeld();
    rows = all;
    const made = TriageTable(all, {
      ...options(),
      kind,
      shown: shownColumns(kind, options()),
      sort: sorted,
      onSort: setup.onSort,
      at: cursor.place(),
      onMove: cursor.moveTo,
      ticked,
      onTick: setup.onTick,
      isDone: row =>
        decisions.state().statusOf(subjectOf(row).target).status === "closed" ||
        (row as Partial<AlertRow>).expected === true,
      open,
      openMenu: (row, button) =>
        openRowMenu(
          button,
          rowActions(subjectOf(row), site, () => open(row))
        )
    });
    table = made;
    queueMicrotask(() => {
      // A menu or a dialog that was opened meanwhile keeps the focus.
      const active = document.activeElement;
      const isFree = active === document.body || active?.closest(".triage-frame") != null;
      if (isLanded && isFree) made.focus(cursor.place());
      else if (held && isFree) made.refocus();
    });
    return made;
  }

  return {
    draw(all, sort) {
      const isLanded = landing !== null;
      cursor.follow(all.map(openable().kind.idOf), landing);
      landing = null;
      sorted = sort;
      return make(all, isLanded).node;
    },
    node: () => table?.node,
    redraw() {
      const before = table?.node;
      if (before !== undefined) before.replaceWith(make(rows, false).node);
    },
    forget() {
      rows = [];
      table = null;
      landing = null;
      cursor.follow([]);
    },
    showTicks: () => table?.showTicks(),
    move(step) {
      if (landing !== null) {
        // On the way to another page, keys go on from where that will be entered.
        landing = landing < 0 ? Math.min(-1, landing + step) : Math.max(0, landing + step);
        return true;
      }
      const at = cursor.place();
      const next = at === -1 ? 0 : at + step;
      if (next < 0 || next >= rows.length) return rows.length === 0;
      table?.focus(next);
      return true;
    },
    end: last => table?.focus(last ? rows.length - 1 : 0),
    land(index) {
      landing = index;
    },
    isLanding: () => landing !== null,
    act(key) {
      const index = cursor.place();
      const row = rows[index];
      if (row === undefined) return;
      const {kind, open} = openable();
      if (key === "x") table?.tick(index);
      else
        actByKey(key, {
          subject: subjectOf(row),
          site,
          bulk: setup.bulk,
          undo: setup.undo,
          title: kind.titleOf(row),
          open: () => open(row)
        });
    },
    isHeld,
    isInTable: () => isHeld() || (cursor.place() >= 0 && document.activeElement === document.body),
    refocus: () => table?.refocus()
  };
}
