import {type Severity, severities} from "../../engine/event.js";
import type {FoundAlert, OpeningProgress} from "../../workspace/opening.js";
import {shareDone} from "../../workspace/stage-begins.js";
import {formatBytes, formatCount} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {severityMark} from "../severity-mark.js";
import {formatWall} from "../time-zone.js";
import type {Step} from "./logs-dialog.js";
import {bytesSentence, nameLimit, spokenProgress, stages} from "./words.js";

export interface ProgressStep {
  readonly step: Step;
  readonly update: (progress: OpeningProgress) => void;
  /** Stops telling. */
  readonly end: () => void;
}

/** Milliseconds between two sentences for a screen reader, which would otherwise hear nothing else. */
const speakEvery = 5000;

/** Alerts shown while there may be more to come. */
const alertsShown = 6;

const counters = [
  {key: "records", label: "Records"},
  {key: "events", label: "Events"},
  {key: "quarantined", label: "Not understood"},
  {key: "alerts", label: "Alerts so far"}
] as const;

/** How far the opening of logs is, what came of it so far, and a way out. */
export function progressStep(totalBytes: number, cancel: () => void): ProgressStep {
  const steps = stages.map(({stage, label}) => ({stage, node: html`<li>${label}</li>`}));
  const bar = html`<progress max="1" value="0" aria-label="Progress"></progress>` as HTMLProgressElement;
  const bytes = html`<p class="logs-rate" data-testid="logs-rate">0 B of ${formatBytes(totalBytes)}</p>`;
  const detail = html`<p class="logs-detail"></p>`;
  const cells = counters.map(({key, label}) => {
    const value = html`<dd data-count=${key}>–</dd>`;
    return {key, value, node: html`<div><dt>${label}</dt>${value}</div>`};
  });
  const gravest = html`<div class="logs-gravest" hidden></div>`;
  const spoken = html`<p class="logs-spoken" role="status"></p>`;
  const button = html`<button type="button" class="button">Cancel</button>`;
  button.addEventListener("click", cancel);
  const node = html`<div data-testid="logs-progress">
  <ol class="logs-stages">${steps.map(({node}) => node)}</ol>
  ${bar}${bytes}
  <dl class="logs-counts">${cells.map(({node}) => node)}</dl>
  ${gravest}${detail}${spoken}
  <div class="logs-buttons">${button}</div>
</div>`;

  const start = performance.now();
  let latest: OpeningProgress | null = null;
  let shownAlerts: readonly FoundAlert[] = [];
  let frame = 0;
  const speaking = setInterval(() => {
    if (latest !== null) spoken.textContent = spokenProgress(latest);
  }, speakEvery);

  function draw(): void {
    frame = 0;
    if (latest === null) return;
    const current = stages.findIndex(({stage}) => stage === latest?.stage);
    for (const [index, {node}] of steps.entries()) {
      node.dataset.state = index < current ? "done" : index === current ? "current" : "to come";
      if (index === current) node.setAttribute("aria-current", "step");
      else node.removeAttribute("aria-current");
    }
    const seconds = (performance.now() - start) / 1000;
    // An estimate may fall behind what it was; what is done stays done.
    bar.value = Math.max(bar.value, shareDone(latest, seconds));
    bytes.textContent = bytesSentence(latest, seconds);
    detail.replaceChildren(logText(latest.detail, nameLimit));
    for (const {key, value} of cells)
      value.textContent = latest[key] === null ? "–" : formatCount(latest[key]);
    if (latest.gravest !== shownAlerts) {
      shownAlerts = latest.gravest;
      gravest.hidden = shownAlerts.length === 0;
      gravest.replaceChildren(alertTable(shownAlerts));
    }
  }

  return {
    step: {name: "progress", node, focus: button},
    update(progress) {
      latest = progress;
      // However often it is told, once per picture is enough.
      frame ||= requestAnimationFrame(draw);
    },
    end() {
      clearInterval(speaking);
      cancelAnimationFrame(frame);
    }
  };
}

function alertTable(alerts: readonly FoundAlert[]): HTMLElement {
  const rows = alerts
    .slice(0, alertsShown)
    .map(
      ({time, severity, source, finding}) =>
        html`<tr><td>${mark(severity)}</td><td>${time === null ? "no time" : formatWall(time, "UTC")}</td><td>${source === null ? "–" : logText(source, 45)}</td><td>${logText(finding, nameLimit)}</td></tr>`
    );
  return html`<table>
  <caption>The gravest alerts so far</caption>
  <thead><tr><th scope="col">Severity</th><th scope="col">Time (UTC)</th><th scope="col">Source</th><th scope="col">Finding</th></tr></thead>
  <tbody>${rows}</tbody>
</table>`;
}

function mark(severity: string): Node {
  const known = severities.find((name): name is Severity => name === severity);
  return known === undefined ? logText(severity, nameLimit) : severityMark(known);
}
