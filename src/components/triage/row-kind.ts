import type {Target} from "../../engine/decisions/decision.js";
import type {TableColumn} from "../data-table.js";
import {decisions} from "../decisions/decisions.js";
import {html} from "../html.js";
import type {SubjectKind} from "../investigate/investigate-address.js";
import {logText} from "../log-text.js";
import type {MaskedSite} from "../mask.js";

/** A row of any kind, as `pageQuery` returns it without its prefix. */
export type TriageRow = object;

export interface TriageColumn<R> extends TableColumn<R> {
  /** What of `SubjectSql.sorts` its header sorts by; absent: it does not sort. */
  readonly sort?: string;
  /** Names are asked for from A, numbers, times and severities from the top. @default true */
  readonly descendingFirst?: boolean;
  /** Shown only where the reader chooses so. @default false */
  readonly optional?: boolean;
  /** CSS width on a wide screen; absent: what is left. */
  readonly width?: string;
}

/** What the table must know of a kind of row. */
export interface RowKind<R> {
  /** In one word, "alert". */
  readonly name: SubjectKind;
  readonly columns: (options: RowOptions) => readonly TriageColumn<R>[];
  readonly idOf: (row: R) => string;
  /** What it is called, in a few words. */
  readonly titleOf: (row: R) => string;
  /** The address to block or to locate; null where it is many, or not known. */
  readonly addressOf: (row: R) => string | null;
}

export interface RowOptions {
  readonly site: MaskedSite;
  readonly timeZone: string;
}

/** What the reader has decided about a row, in signs with words. */
export function decisionMarks(target: Target, address: string | null, expected: boolean): HTMLElement {
  const state = decisions.state();
  const {status, note, by, at} = state.statusOf(target);
  const notes = state.notesOf(target).length;
  const who = by === null ? "" : ` by ${by}, ${at?.slice(0, 10) ?? ""}`;
  return html`<span class="triage-marks">
    ${status === "open" ? null : html`<span class="triage-status" data-status=${status} title=${`${status}${who}${note === null ? "" : `: ${note}`}`}>${status === "closed" ? "✓ closed" : "✓ acknowledged"}</span>`}
    ${state.isStarred(target) ? html`<span class="triage-star" title="starred" aria-label="starred">★</span>` : null}
    ${expected ? html`<span class="triage-tag" title="of a kind that is suppressed as expected">expected</span>` : null}
    ${address !== null && state.isBlocked(address) ? html`<span class="triage-tag" data-tone="block" title="the source is on your blocklist">on blocklist</span>` : null}
    ${state.tagsOf(target).map(tag => html`<span class="triage-tag">${logText(tag, 30)}</span>`)}
    ${notes === 0 ? null : html`<span class="triage-tag" title="notes">${notes} note${notes === 1 ? "" : "s"}</span>`}
  </span>`;
}
