import type {PlaceGroup} from "../../engine/geography/group-places.js";
import type {CountFilter} from "../../engine/geography/place-counts.js";
import {formatScope, type Level, type Scope, trail} from "../../engine/geography/scope.js";
import {formatPlural} from "../format.js";
import {html} from "../html.js";
import {formatTimeRange} from "../time-zone.js";
import type {MapSelection} from "./map-data.js";
import {kindOf, levelName, scopeName, shareInView} from "./place-words.js";

export interface MapStatus {
  readonly node: HTMLElement;
  /** @param parts what the map shows, then when and of which selection */
  update(scope: Scope, parts: readonly string[]): void;
  /** Says something that the reader asked about; "" says nothing. */
  notice(text: string): void;
}

/** The banner that stays in view: the way from the world down to what is shown, each step a button, and what is shown in words. */
export function mapStatus(go: (scope: Scope) => void): MapStatus {
  const crumbs = html`<ol></ol>`;
  const words = html`<p role="status" data-testid="map-status"></p>`;
  const notice = html`<p class="map-notice" role="alert" data-testid="map-notice" hidden></p>`;
  return {
    node: html`<div class="map-status" data-no-terms><nav aria-label="Place">${crumbs}</nav>${words}${notice}</div>`,
    update(scope, [shown = "", ...within]) {
      const steps = trail(scope);
      crumbs.replaceChildren(
        ...steps.map((step, i) => {
          const isHere = i === steps.length - 1;
          if (isHere) return here(step);
          const button = html`<button type="button" data-place=${formatScope(step)}>${scopeName(step)}</button>`;
          button.addEventListener("click", () => go(step));
          return html`<li>${button}</li>`;
        })
      );
      words.replaceChildren(shown, html`<span class="map-within">${within.map(part => ` · ${part}`)}</span>`);
    },
    notice(text) {
      notice.textContent = text;
      notice.hidden = text === "";
    }
  };
}

function here(scope: Scope): HTMLElement {
  return html`<li><span aria-current="location">${scopeName(scope)}</span></li>`;
}

export interface StatusOptions {
  readonly scope: Scope;
  readonly level: Level;
  readonly filter: CountFilter;
  readonly selection: MapSelection;
  /** Null while they are being counted. */
  readonly groups: readonly PlaceGroup[] | null;
  /** Events of the filter anywhere on the map. */
  readonly all: number;
  /** Whether addresses are known. */
  readonly isRead: boolean;
}

/**
 * What the map shows: "Asia: 47.8% of all anomalous events that have a place. Asia by country: 41,000 anomalous events from
 * 1,200 addresses in 14 countries"; then "1 Mar – 8 Mar", "2 filters".
 */
export function statusText({scope, level, filter, selection, groups, all, isRead}: StatusOptions): string[] {
  const {datasets, severities, sources, filters = []} = selection;
  const set = datasets.length + severities.length + sources.length + filters.length;
  const place = scope.kind === "world" ? "Whole world" : scopeName(scope);
  const events = groups?.reduce((total, group) => total + group.events, 0) ?? null;
  const share = events === null ? "" : shareInView(scope, {events, all, filter});
  return [
    `${share}${share === "" ? "" : " "}${place} by ${levelName[level].one}: ${groups === null ? "being counted" : countsText(groups, level, filter, isRead)}`,
    formatTimeRange(selection.from, selection.to, selection.timeZone),
    ...(set === 0 ? [] : [`${formatPlural(set, "filter")} of the selection`])
  ];
}

function countsText(
  groups: readonly PlaceGroup[],
  level: Level,
  filter: CountFilter,
  isRead: boolean
): string {
  const sum = (of: (group: PlaceGroup) => number) => groups.reduce((total, group) => total + of(group), 0);
  const kind = filter.least === "all" && !filter.blockedOnly ? "" : `${kindOf(filter)} `;
  const events = formatPlural(
    sum(group => group.events),
    `${kind}event`
  );
  const {one, many} = levelName[level];
  const places = formatPlural(groups.length, one, many);
  if (level === "point") return `${events} from ${places}`;
  const addresses = isRead
    ? ` from ${formatPlural(
        sum(group => group.addresses ?? 0),
        "address",
        "addresses"
      )}`
    : "";
  return `${events}${addresses} in ${places}`;
}
