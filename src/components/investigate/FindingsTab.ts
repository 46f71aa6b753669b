import {techniqueName} from "../../engine/attack/techniques.js";
import {severities} from "../../engine/event.js";
import {detectorLabel} from "../alerts/detector-name.js";
import {chartFrame} from "../chart-frame.js";
import {dataTable} from "../data-table.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {markInjected} from "../injected-mark.js";
import {logText} from "../log-text.js";
import {datasetLabel} from "../palette.js";
import {rowBrowser} from "../row-browser.js";
import {rowPages} from "../row-excerpt.js";
import {severityMark} from "../severity-mark.js";
import {formatWall, timeLabel} from "../time-zone.js";
import {valueButton} from "../values/value.js";
import {
  alertsInScopeQuery,
  alertsListed,
  type FoundGroup,
  foundGroupsQuery,
  type ListedAlert
} from "./findings-queries.js";
import {foundTitle} from "./found-title.js";
import {investigateAddress} from "./investigate-address.js";
import type {TabOptions} from "./part.js";

const nothing = "No alert is about it: nothing speaks against it in these data.";
const shortLabel = (detector: string) => (detectorLabel[detector] ?? detector).replace(/:.*$/, "");

/** Everything that was found, by detector and finding, and below it every alert by itself. */
export function FindingsTab(options: TabOptions): HTMLElement {
  return html`<div>${groups(options)}${alertList(options)}</div>`;
}

function groups({workbench, scope, timeZone}: TabOptions): HTMLElement {
  return chartFrame<FoundGroup>({
    id: "findings",
    title: foundTitle,
    subtitle: "The gravest first. “Open” leads to the strongest alert of each.",
    ...workbench.ask<FoundGroup>(foundGroupsQuery(scope)),
    total: rows => rows.reduce((sum, {told}) => sum + told, 0),
    height: 260,
    empty: nothing,
    draw: rows =>
      dataTable(
        rows,
        [
          {
            key: "finding",
            label: "Finding",
            cell: ({finding, strongest}) =>
              html`<span>${logText(finding, 120)} <a class="investigate-open" href=${investigateAddress("alert", strongest)} data-alert=${strongest} aria-label=${`Open the strongest alert: ${finding}`}>open</a></span>`
          },
          {key: "detector", label: "Found by", cell: ({detector}) => shortLabel(detector)},
          {key: "severity", label: "Severity", cell: ({severity}) => severityMark(severity)},
          {
            key: "alerts",
            label: "Alerts",
            numeric: true,
            cell: ({told}) => formatCount(told),
            value: ({told}) => told
          },
          {
            key: "events",
            label: "Events",
            title: "Events that these alerts stand for",
            numeric: true,
            cell: row => formatCount(row.stands_for),
            value: row => row.stands_for
          },
          {key: "technique", label: "Technique", cell: ({technique}) => techniqueCell(technique)},
          {
            key: "first",
            label: timeLabel("First", timeZone),
            cell: ({first_time}) => formatWall(first_time, timeZone)
          },
          {
            key: "last",
            label: timeLabel("Last", timeZone),
            cell: ({last_time}) => formatWall(last_time, timeZone)
          }
        ],
        {stacks: true, first: 20}
      )
  });
}

function techniqueCell(technique: string | null): Node {
  return technique === null
    ? emptyCell("none assigned")
    : valueButton("technique", technique, {
        shown: html`<span>${technique} <small>${techniqueName(technique)}</small></span>`
      });
}

function alertList({workbench, scope, subject, timeZone}: TabOptions): HTMLElement {
  const {site} = workbench;
  const address = (text: string | null, kind: "address" | "destination") =>
    text === null ? emptyCell() : valueButton(kind, text, {site});
  return chartFrame<ListedAlert>({
    id: "finding-alerts",
    title: rows =>
      rows.length >= alertsListed
        ? `The ${formatCount(alertsListed)} gravest alerts`
        : `Every alert, ${formatCount(rows.length)} in all`,
    ...workbench.ask<ListedAlert>(alertsInScopeQuery(scope)),
    total: rows => rows.length,
    height: 400,
    empty: nothing,
    draw: rows =>
      rowBrowser<ListedAlert>({
        name: "alert",
        total: rows.length,
        rows: () => rows,
        hint: "Finding, address, port …",
        textOf: row =>
          [
            row.finding,
            row.source_ip,
            row.destination_ip,
            row.destination_port,
            row.technique,
            row.dataset,
            row.severity,
            row.alert_id
          ].join("\n"),
        attributes: ({alert_id}) => ({
          "data-alert": alert_id,
          ...(alert_id === subject.alert?.alert_id ? {"data-current": ""} : {})
        }),
        open: ({alert_id}) => location.assign(investigateAddress("alert", alert_id)),
        excerpt: rowPages("alert", 20),
        columns: [
          {
            key: "severity",
            label: "Severity",
            cell: ({severity}) => severityMark(severity),
            order: ({severity}) => severities.indexOf(severity)
          },
          {
            key: "finding",
            label: "Finding",
            cell: ({alert_id, finding, origin}) =>
              markInjected(
                html`<a href=${investigateAddress("alert", alert_id)}>${logText(finding, 80)}</a>`,
                origin,
                "alert"
              ),
            order: ({finding}) => finding
          },
          {
            key: "event_time",
            label: timeLabel("Time", timeZone),
            cell: row => formatWall(row.event_time, timeZone, true),
            order: row => Number(row.event_time)
          },
          {
            key: "source_ip",
            label: "Source",
            cell: row => address(row.source_ip, "address"),
            order: row => row.source_ip
          },
          {
            key: "destination_ip",
            label: "Destination",
            cell: row => address(row.destination_ip, "destination"),
            order: row => row.destination_ip
          },
          {
            key: "destination_port",
            label: "Port",
            numeric: true,
            cell: row =>
              row.destination_port === null ? emptyCell() : valueButton("port", row.destination_port),
            value: row => row.destination_port,
            order: row => row.destination_port
          },
          {
            key: "dataset",
            label: "Seen in",
            cell: ({dataset}) => datasetLabel[dataset] ?? dataset,
            order: ({dataset}) => dataset
          },
          {
            key: "anomaly_score",
            label: "Score",
            numeric: true,
            cell: row =>
              row.anomaly_score === null ? emptyCell("not scored") : row.anomaly_score.toFixed(2),
            value: row => row.anomaly_score,
            order: row => row.anomaly_score
          },
          {
            key: "event_count",
            label: "Events",
            numeric: true,
            cell: row => formatCount(row.event_count),
            value: row => row.event_count,
            order: row => row.event_count
          }
        ]
      }).node
  });
}
