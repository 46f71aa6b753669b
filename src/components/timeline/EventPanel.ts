import type {ListedEvent} from "../../engine/build/event-list.js";
import {type OriginalLine, readDetails, readMeasures, readOriginalLine} from "../alerts/alert-evidence.js";
import {measuredPairs} from "../alerts/alert-measures.js";
import {datasetName} from "../dataset-name.js";
import {definitions} from "../definitions.js";
import {fillLater} from "../fill-later.js";
import {formatCount, notMeasured} from "../format.js";
import {html} from "../html.js";
import {investigateAddress} from "../investigate/investigate-address.js";
import {logText} from "../log-text.js";
import {maskAddresses} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {formatTime} from "../time-zone.js";
import {type ValueKind, valueButton} from "../values/value.js";
import type {Workbench} from "../workbench/workbench.js";
import {windowAddress} from "../zoom.js";
import {severityOf} from "./severity-of.js";

const hour = 3_600_000;
/** The longest text shown of one detail; payloads can be megabytes. */
const longest = 20_000;

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
  const evidence = html`<div data-state="loading"><p>Fetching its details and its original line …</p></div>`;
  const asked = Promise.all([
    readDetails(workbench, event.event_id),
    readOriginalLine(workbench, event.event_id)
  ]);
  void fillLater(evidence, asked, "The evidence", ([details, line]) => [
    evidenceOf(details, line, text => maskAddresses(text, site))
  ]);
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
  ${evidence}
</article>`;
}

function sourceLinks(source: string, time: number): HTMLElement {
  const begin = Math.floor(time / hour) * hour;
  const alerts = windowAddress("./alerts.html", {from: begin, to: begin + hour}, "", {source});
  return html`<p><a href=${investigateAddress("source", source)}>Investigate its source</a> · <a href=${alerts}>Alerts about it in this hour</a></p>`;
}

/** Details and original line. What holds the password stays hidden until the reader shows it: the line repeats it. */
function evidenceOf(
  details: Awaited<ReturnType<typeof readDetails>>,
  line: OriginalLine | null,
  mask: (text: string) => string
): HTMLElement {
  const password = details.find(({name}) => name === "password")?.value ?? "";
  const isSecret = (text: string) =>
    password !== "" && (text.includes(password) || text.includes(JSON.stringify(password).slice(1, -1)));
  let shown = false;
  const button = html`<button type="button" class="button"></button>`;
  const content = html`<div></div>`;
  const value = (text: string) =>
    !shown && isSecret(text)
      ? html`<span class="masked" title="holds a password; hidden until shown">••••••••</span>`
      : logText(mask(text), longest);

  function render(): void {
    button.textContent = shown ? "Hide password" : "Show password";
    content.replaceChildren(
      details.length === 0
        ? html`<p>The sensor recorded nothing beyond what stands above.</p>`
        : definitions(
            details.map(({name, about, value: text}) => [
              html`<span title=${about}>${name}</span>`,
              value(text)
            ])
          ),
      line === null
        ? html`<p>The original line is not among the published data.</p>`
        : html`<div><p>The original line, record ${formatCount(line.record)} of ${logText(line.source_file)}:</p>
<pre class="raw-text" data-copy="none" data-testid="event-raw">${value(line.raw)}</pre></div>`
    );
  }

  button.addEventListener("click", () => {
    shown = !shown;
    render();
  });
  render();
  return html`<div>${password === "" ? null : button}${content}</div>`;
}
