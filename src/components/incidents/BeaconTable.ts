import {dataTable} from "../data-table.js";
import {formatCount, formatSpan, notMeasured} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddress, maskAddresses} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {moreButton} from "../values/value.js";
import {BeaconHistograms} from "./BeaconHistograms.js";
import type {Beacon} from "./beacon.js";

export interface BeaconTableOptions {
  readonly width: number;
  readonly site: MaskedSite;
  readonly timeZone: string;
}

/** Width from which on pairs are lines of a table, and what is told of the chosen one stands below all. */
const besideFrom = 480;

/** Sub-scores of RITA's beacon score. */
const scores = [
  ["timestamp_score", "Regular", "How regular the intervals of its best day are"],
  ["size_score", "Sizes", "How alike the bytes sent are"],
  ["duration_score", "Duration", "How much of that day it lasts"],
  ["histogram_score", "Even", "How even the hours of that day are"]
] as const;

/** Pairs of hosts with their scores; below them, on a narrow screen below the chosen one, when it called. */
export function BeaconTable(beacons: readonly Beacon[], options: BeaconTableOptions): HTMLElement {
  const {site, width} = options;
  const detail = html`<div class="beacon-detail" data-testid="beacon-detail"></div>`;
  // Below a pile of cards nobody would see it: there it stands under the chosen one.
  const isNarrow = width < besideFrom;
  const holder = html`<tr class="beacon-holder"><td colspan="9"></td></tr>`;
  if (isNarrow) holder.firstElementChild?.append(detail);
  const buttons = new Map<Beacon, HTMLElement>();

  function choose(chosen: Beacon): void {
    for (const [beacon, button] of buttons) button.setAttribute("aria-pressed", String(beacon === chosen));
    detail.dataset.pair = chosen.pair_id;
    detail.replaceChildren(BeaconDetail(chosen, options));
    const card = buttons.get(chosen)?.closest("tr");
    if (!isNarrow || !card) return;
    holder.remove();
    card.after(holder);
  }

  function name(beacon: Beacon): HTMLElement {
    const button = html`<button type="button" class="finding">${logText(maskAddress(beacon.source_ip, site))} → ${logText(maskAddress(beacon.destination, site), 60)}</button>`;
    button.addEventListener("click", () => {
      choose(beacon);
      detail.scrollIntoView({block: "nearest"});
    });
    buttons.set(beacon, button);
    return html`<span class="wide">${button}${moreButton("address", beacon.source_ip, {site})}${moreButton(beacon.destination_kind === "name" ? "domain" : "destination", beacon.destination, {site})} <small>${beacon.ports}</small></span>`;
  }

  const table = dataTable(
    beacons,
    [
      {key: "pair", label: "Who calls whom", cell: name},
      {
        key: "verdict",
        label: "Verdict",
        cell: ({is_beacon, allowed_by, gate, severity}) => {
          if (!is_beacon) return html`<span class="wide">no beacon: ${gate ?? "not regular"}</span>`;
          return allowed_by === null
            ? severityMark(severity)
            : html`<span class="wide">allowed: ${logText(maskAddresses(allowed_by, site), 120)}</span>`;
        }
      },
      {
        key: "period",
        label: "Every",
        cell: ({period}) => (period === null ? notMeasured : formatSpan(period * 1000))
      },
      {
        key: "calls",
        label: "Calls",
        numeric: true,
        cell: ({calls}) => formatCount(calls),
        value: ({calls}) => calls
      },
      {
        key: "rita_score",
        label: "RITA score",
        numeric: true,
        cell: ({rita_score}) => score(rita_score),
        value: ({rita_score}) => rita_score
      },
      ...scores.map(([key, label, title]) => ({
        key,
        label,
        title,
        numeric: true,
        cell: (beacon: Beacon) => score(beacon[key]),
        value: (beacon: Beacon) => beacon[key]
      }))
    ],
    {stacks: true, first: 8}
  );
  const [first] = beacons;
  if (first !== undefined) choose(first);
  return html`<div class="beacon-table finding-table">${table}${isNarrow ? null : detail}</div>`;
}

const score = (value: number | null) => (value === null ? "–" : value.toFixed(3));

function BeaconDetail(beacon: Beacon, options: BeaconTableOptions): HTMLElement {
  const {site} = options;
  const text = (words: string | null) => (words === null ? "" : logText(maskAddresses(words, site), 500));
  return html`<div>
  <p>${text(beacon.reason)} ${text(beacon.remarks)}</p>
  ${BeaconHistograms(beacon, options)}
</div>`;
}
