import {severities} from "../../engine/event.js";
import type {Frame, Replay} from "../../engine/replay/frame.js";
import type {LatestEvent} from "../../engine/replay/queries.js";
import {dataTable} from "../data-table.js";
import {datasetName} from "../dataset-name.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddress} from "../mask.js";
import type {SelectionValue} from "../selection-bar.js";
import {severityMark} from "../severity-mark.js";
import {formatTime} from "../time-zone.js";
import type {Workbench} from "../workbench/workbench.js";
import {anomalousEvents} from "./anomalous-events.js";

export interface LatestEvents extends HTMLElement {
  /** Shows the latest anomalous events of a frame: at once, or as soon as they have been read. */
  show(frame: Pick<Frame, "latest" | "time">): void;
}

/** Milliseconds between tables: one that changes faster cannot be read anyway. */
const pause = 100;

/** A table of events that goes with a replay, and says the moment it shows. */
export function latestEvents(
  replay: Replay,
  workbench: Workbench,
  {timeZone, ...selection}: SelectionValue
): LatestEvents {
  const moment = html`<p class="frame-subtitle" data-testid="latest-as-of">…</p>`;
  const body = html`<div></div>`;
  const table = html`<div class="latest-events" data-state="loading">${moment}${body}</div>`;
  const events = anomalousEvents(replay, workbench, selection, {
    onRead: () => table.dataset.state !== "ready" && draw(),
    onError(error) {
      table.dataset.state = "error";
      body.replaceChildren(
        `the events could not be read: ${error instanceof Error ? error.message : String(error)}`
      );
    }
  });
  let wanted: Pick<Frame, "latest" | "time"> = {latest: [], time: 0};
  let drawnAt = Number.NEGATIVE_INFINITY;
  let shown: string | null = null;

  function draw(): void {
    const found = events.look(wanted.latest);
    if (found === null) return;
    drawnAt = performance.now();
    table.dataset.state = "ready";
    moment.textContent = `As of ${formatTime(wanted.time, timeZone, true)}`;
    const key = wanted.latest.join();
    if (key === shown) return;
    shown = key;
    body.replaceChildren(
      found.length === 0
        ? html`<p class="frame-message">No anomalous event in these moments.</p>`
        : eventTable(found, workbench.site, timeZone)
    );
  }

  return Object.assign(table, {
    show(frame: Pick<Frame, "latest" | "time">): void {
      const isWaiting = table.dataset.state === "updating";
      wanted = frame;
      table.dataset.state = shown === null ? "loading" : "updating";
      const rest = drawnAt + pause - performance.now();
      if (rest <= 0) draw();
      else if (!isWaiting) setTimeout(draw, rest);
    }
  });
}

function eventTable(events: readonly LatestEvent[], site: MaskedSite, timeZone: string): HTMLElement {
  const address = (text: string | null) =>
    text === null ? "not measured" : logText(maskAddress(text, site), 60);
  return dataTable(events, [
    {key: "event_time", label: "Time", cell: ({event_time}) => formatTime(event_time, timeZone, true)},
    {
      key: "severity",
      label: "Severity",
      cell: ({severity}) => severityMark(severities.find(s => s === severity) ?? "none")
    },
    {key: "source_ip", label: "Source", cell: ({source_ip}) => address(source_ip)},
    {key: "destination_ip", label: "Destination", cell: ({destination_ip}) => address(destination_ip)},
    {
      key: "destination_port",
      label: "Port",
      numeric: true,
      cell: ({destination_port}) => (destination_port === null ? "" : String(destination_port)),
      value: ({destination_port}) => destination_port
    },
    {
      key: "event_type",
      label: "What",
      cell: ({attack_type, event_type}) => logText(attack_type ?? event_type, 60)
    },
    {key: "username", label: "User", cell: ({username}) => (username === null ? "" : logText(username, 40))},
    {key: "dataset", label: "Dataset", cell: ({dataset}) => datasetName(dataset).label}
  ]);
}
