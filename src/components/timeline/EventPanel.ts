import type {ListedEvent} from "../../engine/build/event-list.js";
import {readMeasures} from "../alerts/alert-evidence.js";
import {measuredPairs} from "../alerts/alert-measures.js";
import {EventEvidence} from "../alerts/EventEvidence.js";
import {datasetName} from "../dataset-name.js";
import {definitions} from "../definitions.js";
import {fillLater} from "../fill-later.js";
import {notMeasured} from "../format.js";
import {html} from "../html.js";
import {investigateAddress} from "../investigate/investigate-address.js";
import {logText} from "../log-text.js";
import {severityMark} from "../severity-mark.js";
import {formatTime} from "../time-zone.js";
import {type ValueKind, valueButton} from "../values/value.js";
import type {Workbench} from "../workbench/workbench.js";
import {windowAddress} from "../zoom.js";
import {severityOf} from "./severity-of.js";

const hour = 3_600_000;

/** Everything known about one event, its original line included. What was measured and the line arrive behind the rest. */
export function EventPanel(event: ListedEvent, workbench: Workbench, timeZone: string): HTMLElement {
  const {site} = workbench;
  const value = (kind: ValueKind, found: string | number | null) =>
    found === null ? notMeasured : valueButton(kind, found, {site});
  const measured = html`<div data-state="loading"><p>Fetching what was measured of the event …</p></div>`;
  void fillLater(measured, readMeasures(workbench, event.event_id), "What was measured", measures =>
    measures === null
      ? ["The event is not among the published data."]
      : [definitions(measuredPairs(measures))]
  );
  return html`<article class="panel" data-testid="event-panel" data-event=${event.event_id}>
  <h2>${logText(event.event_type ?? "event", 120)}</h2>
  <p class="panel-reason">${severityMark(severityOf(event.severity))} · ${formatTime(event.event_time, timeZone, true)}</p>
  ${event.source_ip === null ? null : sourceLinks(event.source_ip, Number(event.event_time))}
  ${definitions([
    ["Dataset", datasetName(event.dataset).label],
    ["Source", value("address", event.source_ip)],
    ["Destination", value("destination", event.destination_ip)],
    ["Port", value("port", event.destination_port)],
    ["Service", valueButton("service", event.service)],
    ["Protocol", event.protocol === null ? notMeasured : logText(event.protocol, 40)],
    ["User", value("user", event.username)],
    ["Action", event.action ?? "not recorded"],
    ["Attack type", event.attack_type === null ? "not said by the sensor" : logText(event.attack_type, 80)],
    ["Score", event.anomaly_score === null ? "not scored" : `${event.anomaly_score.toFixed(3)} of 1`],
    ["Event id", html`<code>${event.event_id}</code>`]
  ])}
  <h3>Measured</h3>
  ${measured}
  <h3>Evidence</h3>
  ${EventEvidence(event.event_id, workbench)}
</article>`;
}

function sourceLinks(source: string, time: number): HTMLElement {
  const begin = Math.floor(time / hour) * hour;
  const alerts = windowAddress("./alerts.html", {from: begin, to: begin + hour}, "", {source});
  return html`<p><a href=${investigateAddress("source", source)}>Investigate its source</a> · <a href=${alerts}>Alerts about it in this hour</a></p>`;
}
