import {decisionActions} from "../decisions/decision-actions.js";
import {definitions} from "../definitions.js";
import {formatCount, notMeasured} from "../format.js";
import {html} from "../html.js";
import {riskOf} from "../incidents/risk-of.js";
import {investigateAddress} from "../investigate/investigate-address.js";
import {logText} from "../log-text.js";
import {mapAddress} from "../map/map-address.js";
import {maskAddress} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {formatTime} from "../time-zone.js";
import type {Workbench} from "../workbench/workbench.js";
import {placeName} from "./cells.js";
import type {SourceRow} from "./source-kind.js";

/** What is known of a source at a glance: its risk and what that is made of, and what can be decided about it. */
export function SourcePanel(source: SourceRow, workbench: Workbench, timeZone: string): HTMLElement {
  const {address, severity, alerts, incidents, blocked, first_time, last_time, place, city, site} = source;
  return html`<article class="panel" data-testid="source-panel" data-address=${address}>
  <h2>${logText(maskAddress(address, workbench.site), 60)}</h2>
  <p class="panel-reason">${severityMark(severity)} · <a href=${investigateAddress("source", address)}>Investigate</a> · <a href=${mapAddress(address)}>Locate on the map</a> · <a href=${`./alerts.html?source=${encodeURIComponent(address)}`}>Its alerts</a></p>
  ${decisionActions({kind: "source", id: address}, {site: workbench.site})}
  ${riskOf(address, workbench)}
  ${definitions([
    ["Where", [site, city, placeName(place)].filter(part => part !== null).join(", ") || notMeasured],
    ["Alerts", formatCount(alerts)],
    ["Incidents", formatCount(incidents)],
    ["Its events that were blocked", formatCount(blocked)],
    ["First seen", formatTime(first_time, timeZone, true)],
    ["Last seen", formatTime(last_time, timeZone, true)]
  ])}
</article>`;
}
