import type {BurstRow} from "../../engine/build/selected-bursts.js";
import {addressPlace} from "../address-place.js";
import {dataTable} from "../data-table.js";
import {datasetName} from "../dataset-name.js";
import {formatCount, formatShare, formatSpan} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {MaskedSite} from "../mask.js";
import {maskAddress} from "../mask.js";
import {formatTimeRange} from "../time-zone.js";
import {windowAddress, zoomsHere} from "../zoom.js";
import {aroundBurst} from "./time-plot.js";

const hour = 3_600_000;

/** Bursts with who made them: each leads to its stretch of time on this page, and to the alerts about its top source. */
export function BurstTable(
  bursts: readonly BurstRow[],
  {timeZone, site}: {readonly timeZone: string; readonly site: MaskedSite}
): HTMLElement {
  return dataTable(
    bursts,
    [
      {key: "when", label: "When", cell: burst => zoomLink(burst, timeZone)},
      {key: "source", label: "Top source", cell: burst => sourceLink(burst, site)},
      {key: "dataset", label: "Dataset", cell: burst => datasetName(burst.dataset).label},
      {
        key: "length",
        label: "Lasted",
        numeric: true,
        cell: burst => formatSpan(Number(burst.end_time) - Number(burst.start_time))
      },
      {
        key: "events",
        label: "Events",
        numeric: true,
        cell: burst => formatCount(burst.events),
        value: burst => burst.events
      },
      {
        key: "expected",
        label: "Usual",
        numeric: true,
        cell: burst => (burst.expected < 0.1 ? "<0.1" : burst.expected.toFixed(burst.expected < 10 ? 1 : 0))
      },
      {
        key: "strength",
        label: "Strength",
        numeric: true,
        // The detector stops counting there.
        cell: burst => (burst.strength >= 300 ? "over 300" : burst.strength.toFixed(1)),
        value: burst => burst.strength
      },
      {
        key: "share",
        label: "Its share",
        numeric: true,
        cell: burst => formatShare(burst.events > 0 ? burst.top_source_events / burst.events : null)
      },
      {key: "place", label: "From", cell: addressPlace}
    ],
    {stacks: true}
  );
}

function zoomLink(burst: BurstRow, timeZone: string): HTMLElement {
  const range = aroundBurst(burst);
  const text = formatTimeRange(Number(burst.start_time), Number(burst.end_time), timeZone);
  const link = html`<a href=${windowAddress("", range, location.search)} title="Zoom to it">${text}</a>`;
  zoomsHere(link, range);
  return link;
}

/** Alerts stand for whole hours, so the link selects the hours that the burst touches. */
function sourceLink(burst: BurstRow, site: MaskedSite): HTMLElement {
  const {top_source: source} = burst;
  if (source === null) return html`<span>not recorded</span>`;
  const range = {
    from: Math.floor(Number(burst.start_time) / hour) * hour,
    to: Math.ceil(Number(burst.end_time) / hour) * hour
  };
  const address = windowAddress("./alerts.html", range, "", {source});
  return html`<a href=${address} title="Alerts about it in these hours">${logText(maskAddress(source, site))}</a>`;
}
