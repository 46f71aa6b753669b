import {emptyCell} from "../empty-cell.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import type {MaskedSite} from "../mask.js";
import {actionColor} from "../palette.js";
import {formatTime, wallClock} from "../time-zone.js";
import {valueButton} from "../values/value.js";
import type {TriageColumn} from "./row-kind.js";

const dayFormat = new Intl.DateTimeFormat("en-GB", {timeZone: "UTC", day: "numeric", month: "short"});

/** "2 Mar 14:12:07", the year where it is pointed at; the column's header names the zone. */
export function shortTime(instant: Date, timeZone: string): HTMLElement {
  const wall = wallClock(instant, timeZone);
  return html`<span class="unbroken" title=${formatTime(instant, timeZone, true)}>${dayFormat.format(wall)} <small>${wall.toISOString().slice(11, 19)}</small></span>`;
}

/** A source stands out: it is what most decisions are about. Below it, where it is. */
export function sourceButton(address: string | null, from: string | null, site: MaskedSite): HTMLElement {
  if (address === null) return emptyCell("not known");
  return html`<span class="triage-source">${valueButton("address", address, {site, limit: 45})}<small>${placeName(from) ?? "place not measured"}</small></span>`;
}

const countries = new Intl.DisplayNames("en", {type: "region", fallback: "code"});

/** A country's name, or that it is the campus; null where it is not known. */
export function placeName(code: string | null): string | null {
  if (code === null) return null;
  return /^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code;
}

export function place(code: string | null): HTMLElement {
  const name = placeName(code);
  return code === null || name === null ? emptyCell() : valueButton("country", code, {shown: name});
}

const actionShape = {allowed: "M2 6H10M7 3L10 6L7 9", blocked: "M2 2L10 10M10 2L2 10"} as const;

/** What a log says was done: a sign, a colour and a word. */
export function actionMark(action: string | null): HTMLElement {
  if (action !== "allowed" && action !== "blocked") return emptyCell("not recorded");
  return html`<span class="triage-action">${html`<span style=${`color:${actionColor[action]}`}><svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><path d=${actionShape[action]} fill="none" stroke="currentColor" stroke-width="2"></path></svg></span>`} ${action}</span>`;
}

/** 0 to 100; null where nobody measured it. */
export function riskText(risk: number | null): string | HTMLElement {
  return risk === null ? emptyCell() : risk.toFixed(1);
}

/** A column of counts that is sorted by its own name. */
export function numberColumn<R>(
  key: string,
  label: string,
  value: (row: R) => number | null,
  more: Partial<TriageColumn<R>> = {}
): TriageColumn<R> {
  return {
    key,
    label,
    sort: key,
    numeric: true,
    width: "70px",
    cell: row => {
      const count = value(row);
      return count === null ? emptyCell() : formatCount(count);
    },
    value,
    ...more
  };
}
