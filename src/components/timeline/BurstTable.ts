import type {BurstRow, BurstSourceRow} from "../../engine/build/selected-bursts.js";
import type {TimeRange} from "../../engine/selection.js";
import {addressPlace} from "../address-place.js";
import {dataTable} from "../data-table.js";
import {datasetName} from "../dataset-name.js";
import {formatCount, formatShare, formatSpan} from "../format.js";
import {html} from "../html.js";
import {investigateAddress} from "../investigate/investigate-address.js";
import type {MaskedSite} from "../mask.js";
import {formatTimeRange} from "../time-zone.js";
import {valueButton} from "../values/value.js";
import {windowAddress} from "../zoom.js";
import {leadWords, timesUsual} from "./burst-words.js";

const hour = 3_600_000;

export interface BurstTableOptions {
  readonly timeZone: string;
  readonly site: MaskedSite;
  /** Up to five sources of each burst, by its id, the busiest first. */
  readonly sources: ReadonlyMap<string, readonly BurstSourceRow[]>;
  readonly onBrush: (range: TimeRange) => void;
}

/** Bursts with who made them: each is brushed by its time, and leads to its alerts and to what is known of its top source. */
export function BurstTable(
  bursts: readonly BurstRow[],
  {timeZone, site, sources, onBrush}: BurstTableOptions
): HTMLElement {
  return dataTable(
    bursts,
    [
      {key: "when", label: "When", cell: burst => brushButton(burst, timeZone, onBrush)},
      {
        key: "what",
        label: "What",
        cell: burst =>
          html`<div class="wide"><strong>${datasetName(burst.dataset).label}</strong>: ${timesUsual(burst)} in ${formatSpan(
            Number(burst.end_time) - Number(burst.start_time)
          )}, ${leadWords(burst)}${links(burst)}</div>`
      },
      {
        key: "events",
        label: "Events",
        numeric: true,
        cell: burst => formatCount(burst.events),
        value: burst => burst.events
      },
      {
        key: "strength",
        label: "Strength",
        title: "6: once in a million times; each point more is ten times rarer",
        numeric: true,
        // The detector stops counting there.
        cell: burst => (burst.strength >= 300 ? "over 300" : burst.strength.toFixed(1)),
        value: burst => burst.strength
      },
      {
        key: "source",
        label: "Made by",
        cell: burst => makers(burst, sources.get(burst.burst_id) ?? [], site)
      }
    ],
    {stacks: true, first: 10}
  );
}

function brushButton(burst: BurstRow, timeZone: string, onBrush: (range: TimeRange) => void): HTMLElement {
  const range = {from: Number(burst.start_time), to: Number(burst.end_time)};
  const button = html`<button type="button" class="link-button" title="Brush it: all charts follow">${formatTimeRange(range.from, range.to, timeZone)}</button>`;
  button.addEventListener("click", () => onBrush(range));
  return button;
}

function makers(burst: BurstRow, sources: readonly BurstSourceRow[], site: MaskedSite): HTMLElement {
  if (burst.top_source === null) return html`<span class="not-measured">not recorded</span>`;
  const {top_source} = burst;
  const led =
    sources.length > 0
      ? sources
      : [{burst_id: burst.burst_id, source_ip: top_source, events: burst.top_source_events}];
  return html`<ul class="burst-makers">${led.map(
    ({source_ip, events}) =>
      html`<li>${valueButton("address", source_ip, {site})} <span>${formatCount(events)}, ${formatShare(
        burst.events > 0 ? events / burst.events : null
      )}${source_ip === top_source ? ` · ${addressPlace(burst)}` : ""}</span></li>`
  )}</ul>`;
}

/** Alerts stand for whole hours, so the link selects the hours that the burst touches. */
function links(burst: BurstRow): HTMLElement {
  const {top_source: source} = burst;
  const range = {
    from: Math.floor(Number(burst.start_time) / hour) * hour,
    to: Math.ceil(Number(burst.end_time) / hour) * hour
  };
  const alerts = windowAddress("./alerts.html", range, "", source === null ? {} : {source});
  return html`<span class="burst-links">
    <a href=${alerts} data-to="alerts">${source === null ? "Alerts in these hours" : "Its alerts in these hours"}</a>
    ${source === null ? null : html`<a href=${investigateAddress("source", source)} data-to="investigate">Investigate the top source</a>`}
  </span>`;
}
