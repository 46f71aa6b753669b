import type {PlaceGroup} from "../../engine/geography/group-places.js";
import {type PlaceCounts, worstSeverity} from "../../engine/geography/place-counts.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {investigateAddress} from "../investigate/investigate-address.js";
import type {MaskedSite} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {valueButton} from "../values/value.js";
import {groupName, groupPath, shareText} from "./place-words.js";

export interface PlaceTooltipOptions {
  readonly site: MaskedSite;
  /** What choosing the place does: "Click for its cities". */
  readonly hint: string | null;
}

/** What a tooltip says about a place: its name and path, its numbers and, the closer, the more of who stands behind them. */
export function placeTooltip(group: PlaceGroup, {site, hint}: PlaceTooltipOptions): HTMLElement {
  const path = groupPath(group).join(" > ");
  const name = group.address === null ? groupName(group) : valueButton("address", group.address, {site});
  const isNamedByPath = path === name;
  return html`<div>
    <strong>${name}</strong>
    ${isNamedByPath ? null : html`<p class="map-path">${path}</p>`}
    ${countLines(group)}
    ${addressLines(group, site)}
    ${
      group.address === null
        ? hint === null
          ? null
          : html`<p class="map-hint">${hint}</p>`
        : html`<p class="map-hint"><a href=${investigateAddress("source", group.address)}>Investigate this address</a></p>`
    }
  </div>`;
}

/** Events, outcomes, alerts and the gravest severity, in words. */
export function countLines(counts: PlaceCounts): HTMLElement {
  const {events, suspicious, alerts, bySeverity} = counts;
  return html`<ul>
    <li>${formatPlural(events, "event")}, ${formatCount(suspicious)} of them suspicious</li>
    <li>${shareText(counts)}</li>
    <li>${formatPlural(alerts, "alert")}; gravest event: ${severityMark(worstSeverity(bySeverity))}</li>
  </ul>`;
}

function addressLines({address, addresses, top}: PlaceGroup, site: MaskedSite): HTMLElement | null {
  if (address !== null) return null;
  if (addresses === null) return html`<p class="muted">Its addresses are being read.</p>`;
  return html`<div>
    <p>${formatPlural(addresses, "address", "addresses")}${addresses > top.length ? "; the busiest:" : ":"}</p>
    <ul>${top.map(one => html`<li>${valueButton("address", one.address, {site})} <span class="muted">${formatCount(one.events)}</span></li>`)}</ul>
  </div>`;
}
