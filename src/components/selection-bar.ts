import type {Dataset, Severity} from "../engine/event.js";
import {datasets as allDatasets, severities as allSeverities} from "../engine/event.js";
import type {Overview} from "../engine/overview.js";
import type {PresetName, Selection, SelectionBounds, TimeRange} from "../engine/selection.js";
import {formatSelection, parseSelection, presetOf, presetRange, presets} from "../engine/selection.js";
import {filterChips} from "./filter-chips.js";
import {formatCount, formatShare, formatSpan} from "./format.js";
import {html} from "./html.js";
import {datasetLabel} from "./palette.js";
import {severityMark} from "./severity-mark.js";
import {
  formatTimeRange,
  fromWallClock,
  readTimeZone,
  rememberTimeZone,
  wallClock,
  zoneLabel
} from "./time-zone.js";

export interface SelectionBarOptions {
  /** What a selection is read against, and the counts of windows known beforehand: overview.json has both. */
  readonly bounds: SelectionBounds & Partial<Pick<Overview, "windows">>;
  /** The campus's zone, an IANA name; without it times are in UTC and no choice is offered. */
  readonly campusTimeZone?: string | undefined;
  /** The datasets there are. @default all that exist */
  readonly datasets?: readonly Dataset[];
}

/** What the bar's `value` holds: the selection, and the zone in which times are to be shown. */
export interface SelectionValue extends Selection {
  readonly timeZone: string;
}

export interface SelectionBar extends HTMLElement {
  readonly value: SelectionValue;
}

interface NamedWindow {
  readonly name: string;
  readonly range: TimeRange;
}

/**
 * The control that holds the page's selection: an input in Framework's sense (`view(selectionBar(…))`), whose state is
 * the page's address. Choosing replaces the address; going back or forward reads it again.
 */
export function selectionBar({
  bounds,
  campusTimeZone,
  datasets = allDatasets
}: SelectionBarOptions): SelectionBar {
  const campus = campusTimeZone === "UTC" ? undefined : campusTimeZone;
  let timeZone = readTimeZone(campus);
  let {selection, problems} = parseSelection(location.search, bounds);

  const presetNames: readonly PresetName[] = [...presets.map(preset => preset.name), "all"];
  const windows: readonly NamedWindow[] = [
    ...presetNames.map(name => ({name, range: presetRange(name, bounds.data)})),
    // What a page opens on is a window of its own where the data is longer than that.
    ...(presetOf(bounds.default, bounds.data) === undefined
      ? [{name: `densest ${formatSpan(bounds.default.to - bounds.default.from)}`, range: bounds.default}]
      : [])
  ];
  const presetButtons = windows.map(window => {
    const {name, range} = window;
    const title = `${formatTimeRange(range.from, range.to, "UTC")}`;
    const button = html`<button type="button" class="button" data-preset=${name} title=${title}>${name}</button>`;
    button.addEventListener("click", () => choose({...selection, ...range}));
    return {range, button};
  });
  const showAll = html`<button type="button" class="button">Show all</button>`;
  showAll.addEventListener("click", () => choose({...selection, ...bounds.data}));
  const coverage = html`<p class="selection-coverage" data-testid="selection-coverage"></p>`;
  const range = html`<span class="selection-range" data-testid="selection-range"></span>`;
  const zone = html`<button type="button" class="button selection-zone" data-testid="time-zone"></button>`;
  const summary = html`<summary></summary>`;
  const chips = filterChips(filters => {
    const {filters: _, ...rest} = selection;
    choose(filters.length === 0 ? rest : {...rest, filters});
  });
  const problemList = html`<ul class="selection-problems" role="alert"></ul>`;
  const from = timeInput("from");
  const to = timeInput("to");
  const datasetBoxes = datasets.map(name => checkbox("dataset", name, datasetLabel[name]));
  const severityBoxes = [...allSeverities]
    .reverse()
    .map(name => checkbox("severity", name, severityMark(name)));
  const source =
    html`<input type="text" name="source" placeholder="192.0.2.1, 198.51.100.7" aria-label="Source addresses" size="32" spellcheck="false">` as HTMLInputElement;
  const clear = html`<button type="button" class="button">Clear filters</button>`;

  const bar = html`<form class="selection" data-testid="selection" aria-label="Selection">
  <div class="selection-row">
    <div class="selection-presets" role="group" aria-label="Time window">${presetButtons.map(({button}) => button)}</div>
    ${range}
    ${campus === undefined ? null : zone}
  </div>
  ${coverage}
  ${chips.node}
  <details>
    ${summary}
    <div class="selection-filters">
      <fieldset><legend>Window</legend><label>from ${from}</label><label>to ${to}</label></fieldset>
      <fieldset><legend>Dataset</legend>${datasetBoxes.map(({label}) => label)}</fieldset>
      <fieldset><legend>Severity</legend>${severityBoxes.map(({label}) => label)}</fieldset>
      <fieldset><legend>Source</legend>${source}${clear}</fieldset>
    </div>
  </details>
  ${problemList}
</form>`;

  function timeInput(name: "from" | "to"): HTMLInputElement {
    return html`<input type="datetime-local" name=${name} step="60">` as HTMLInputElement;
  }

  function checkbox<T extends Dataset | Severity>(group: string, name: T, content: string | Node) {
    const input = html`<input type="checkbox" name=${group} value=${name}>` as HTMLInputElement;
    return {name, input, label: html`<label>${input}${content}</label>`};
  }

  /** Brings the controls in line with the selection. */
  function render(): void {
    // Of two names for one window the wider says more: all of seven days are "all".
    const pressed = presetButtons.findLast(({range}) => isSameRange(range, selection))?.button;
    for (const {button} of presetButtons) button.setAttribute("aria-pressed", String(button === pressed));
    const part = describePart(selection, bounds);
    coverage.hidden = part === null;
    coverage.replaceChildren(...(part === null ? [] : [part, " ", showAll]));
    const length = formatSpan(selection.to - selection.from);
    range.replaceChildren(
      `${formatTimeRange(selection.from, selection.to, timeZone)} · `,
      html`<span class="unbroken">${length}</span>`
    );
    zone.textContent = `Times in ${zoneLabel(timeZone)}`;
    const filters = selection.datasets.length + selection.severities.length + selection.sources.length;
    summary.textContent = filters === 0 ? "Window and filters" : `Window and filters (${filters} set)`;
    from.value = inputText(selection.from);
    to.value = inputText(selection.to);
    for (const {name, input} of datasetBoxes) input.checked = selection.datasets.includes(name);
    for (const {name, input} of severityBoxes) input.checked = selection.severities.includes(name);
    source.value = selection.sources.join(", ");
    chips.update(selection.filters ?? []);
    problemList.replaceChildren(...problems.map(problem => html`<li>${problem}</li>`));
  }

  function announce(): void {
    render();
    bar.dispatchEvent(new CustomEvent("input", {bubbles: true}));
  }

  function choose(next: Selection, found: readonly string[] = []): void {
    selection = next;
    problems = found;
    const search = formatSelection(next, bounds);
    history.replaceState(history.state, "", `${location.pathname}${search}${location.hash}`);
    announce();
  }

  function readAddress(): void {
    // A bar that Framework has replaced no longer speaks for the page.
    if (!bar.isConnected) {
      removeEventListener("popstate", readAddress);
      return;
    }
    ({selection, problems} = parseSelection(location.search, bounds));
    announce();
  }

  /** Reads the controls by the same rules as an address, so that both refuse the same values in the same words. */
  function readControls(): void {
    const checked = (boxes: readonly {readonly name: string; readonly input: HTMLInputElement}[]) =>
      boxes.filter(({input}) => input.checked).map(({name}) => name);
    const params = new URLSearchParams({
      from: instantOf(from),
      to: instantOf(to),
      dataset: checked(datasetBoxes).join(","),
      severity: checked(severityBoxes).join(","),
      source: source.value.trim().replace(/[\s,]+/g, ",")
    });
    const parsed = parseSelection(params.toString(), bounds);
    const {filters} = selection;
    choose({...parsed.selection, ...(filters === undefined ? {} : {filters})}, parsed.problems);
  }

  /** An end of the window as typed; one left as it was keeps the seconds that its input does not show. */
  function instantOf({value, name}: HTMLInputElement): string {
    const current = name === "from" ? selection.from : selection.to;
    const wall = Date.parse(`${value}Z`);
    if (Number.isNaN(wall)) return "";
    return new Date(value === inputText(current) ? current : fromWallClock(wall, timeZone)).toISOString();
  }

  function inputText(instant: number): string {
    return wallClock(instant, timeZone).toISOString().slice(0, 16);
  }

  zone.addEventListener("click", () => {
    timeZone = timeZone === "UTC" && campus !== undefined ? campus : "UTC";
    rememberTimeZone(timeZone);
    announce();
  });
  clear.addEventListener("click", () =>
    choose({from: selection.from, to: selection.to, datasets: [], severities: [], sources: []})
  );
  // The controls' own input events must not reach the page: only `announce` tells of a new value.
  bar.addEventListener("input", event => {
    if (event.target !== bar) event.stopPropagation();
  });
  bar.addEventListener("change", readControls);
  bar.addEventListener("submit", event => {
    event.preventDefault();
    readControls();
  });
  addEventListener("popstate", readAddress);
  render();
  return Object.defineProperty(bar, "value", {get: () => ({...selection, timeZone})}) as SelectionBar;
}

function isSameRange(a: TimeRange, b: TimeRange): boolean {
  return a.from === b.from && a.to === b.to;
}

const day = 86_400_000;

/** What part of the data the default window is; null where it is all, and for windows that were chosen on purpose. */
function describePart(
  {from, to}: TimeRange,
  {data, default: opening, windows = []}: SelectionBarOptions["bounds"]
): string | null {
  if (!isSameRange({from, to}, opening) || isSameRange(opening, data)) return null;
  const [shown, all] = [opening, data].map(
    range => windows.find(window => isSameRange(window, range))?.kpis.events
  );
  const events = shown === undefined || !all ? "" : `, ${formatShare(shown / all)} of all events`;
  const days = `${formatCount((to - from) / day)} of ${formatCount(Math.ceil((data.to - data.from) / day))} days`;
  return `These are the densest ${days}${events}.`;
}
