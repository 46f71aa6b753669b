import type {Query} from "../engine/sql.js";
import {formatChange, formatCount, notMeasured} from "./format.js";
import {howMade} from "./how-made.js";
import {html} from "./html.js";

/** A key figure of the window, and of the window before it. */
export interface KpiValue {
  /** Null when the data does not measure it. */
  readonly value: number | null;
  /** Null when no earlier window is covered by the data. Absent: no comparison is shown. */
  readonly previous?: number | null;
}

export interface KpiCardOptions {
  /** Unique on its page; the card's `data-kpi`. */
  readonly id: string;
  readonly label: string;
  readonly value: KpiValue | Promise<KpiValue>;
  /** The window's length in milliseconds, for the words of the comparison. */
  readonly span: number;
  /** @default formatCount */
  readonly format?: (value: number) => string;
  /** What the value is a part of, in a line under it. */
  readonly of?: string | Promise<string>;
  /** The comparison in words. @default formatChange */
  readonly change?: (value: number | null, previous: number | null, span: number) => string;
  /** The SQL that yields the value. */
  readonly query?: Query;
  /** What to read beside the SQL. */
  readonly note?: string;
}

/** One key figure: its value with the exact number in `data-value`, and its change against the window before. */
export function kpiCard(options: KpiCardOptions): HTMLElement {
  const {id, label, value, span, format = formatCount, change = formatChange, query, note, of} = options;
  const output = html`<output class="kpi-value" aria-labelledby=${`kpi-${id}`}></output>`;
  const whole = html`<div class="kpi-change"></div>`;
  const comparison = html`<div class="kpi-change"></div>`;
  const card = html`<section class="frame kpi" data-kpi=${id} data-testid=${`kpi-${id}`} data-state="loading">
  <div class="kpi-label" id=${`kpi-${id}`}>${label}</div>
  ${output}
  ${of === undefined ? null : whole}
  ${comparison}
  ${howMade({
    ...(note === undefined ? {} : {note}),
    ...(query === undefined ? {} : {query}),
    rows: async () => [{...(await value)}]
  })}
</section>`;

  function settle(result: KpiValue): void {
    const current = result.value;
    card.dataset.state = current === null ? "not-measured" : "ready";
    output.dataset.measured = String(current !== null);
    output.textContent = current === null ? notMeasured : format(current);
    if (current !== null) card.dataset.value = String(current);
    if (result.previous === undefined) return;
    comparison.textContent = change(current, result.previous, span);
    if (result.previous !== null) card.dataset.previous = String(result.previous);
  }

  function fail(error: unknown): void {
    console.error(`figure ${id}:`, error);
    card.dataset.state = "error";
    comparison.textContent = `could not be counted: ${error instanceof Error ? error.message : String(error)}`;
  }

  if (of instanceof Promise) of.then(text => whole.replaceChildren(text)).catch(fail);
  else whole.textContent = of ?? "";
  if (value instanceof Promise) value.then(settle).catch(fail);
  else settle(value);
  return card;
}
