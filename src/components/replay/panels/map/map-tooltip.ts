import {countryLabel} from "../../../country-label.js";
import {formatCount, formatPlural} from "../../../format.js";
import {html} from "../../../html.js";
import {shareText} from "../../../map/place-words.js";
import {spanWords} from "../span-words.js";
import type {CountryGroup} from "./map-countries.js";

/** A country's numbers within what is looked back on. */
export function countryTooltip({country, all, anomalous}: CountryGroup, span: number): HTMLElement {
  return html`<div>
    <strong>${countryLabel(country)}</strong>
    <ul>
      <li>${formatPlural(anomalous.events, "anomalous event")} of ${formatCount(all.events)} ${spanWords(span)}</li>
      <li>of the anomalous: ${shareText(anomalous)}</li>
    </ul>
  </div>`;
}

/** What the events are aimed at. */
export function campusTooltip(names: readonly string[]): HTMLElement {
  return html`<div><strong>Campus</strong><p>${names.join(", ")}</p></div>`;
}
