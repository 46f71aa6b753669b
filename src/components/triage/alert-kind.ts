import {techniqueName} from "../../engine/attack/techniques.js";
import type {Alert} from "../alerts/alert.js";
import {alertAddress} from "../alerts/alert.js";
import {scoreMeaning} from "../alerts/alert-columns.js";
import {detectorLabel} from "../alerts/detector-name.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {markInjected} from "../injected-mark.js";
import {logText} from "../log-text.js";
import {datasetLabel} from "../palette.js";
import {severityMark} from "../severity-mark.js";
import {timeLabel} from "../time-zone.js";
import {valueButton} from "../values/value.js";
import {actionMark, numberColumn, place, riskText, shortTime, sourceButton} from "./cells.js";
import {decisionMarks, type RowKind, type RowOptions, type TriageColumn} from "./row-kind.js";

/** An alert with what `subjectSql` adds to it. */
export interface AlertRow extends Alert {
  readonly service: string;
  /** Country code of its source, or "campus"; null where not known. */
  readonly place: string | null;
  /** Of its attacker, 0 to 100. */
  readonly risk: number | null;
  /** Of a kind that the reader expects. */
  readonly expected: boolean;
}

const columns = ({site, timeZone}: RowOptions): readonly TriageColumn<AlertRow>[] => [
  {
    key: "severity",
    label: "Severity",
    sort: "severity",
    width: "80px",
    cell: ({severity}) => severityMark(severity)
  },
  {
    key: "anomaly_score",
    label: "Score",
    title: scoreMeaning,
    sort: "anomaly_score",
    numeric: true,
    width: "46px",
    cell: ({anomaly_score}) => (anomaly_score === null ? emptyCell("not scored") : anomaly_score.toFixed(2)),
    value: ({anomaly_score}) => anomaly_score
  },
  {
    key: "event_time",
    label: timeLabel("Time", timeZone),
    sort: "event_time",
    width: "98px",
    cell: ({event_time}) => shortTime(event_time, timeZone),
    value: ({event_time}) => Number(event_time)
  },
  {
    key: "source_ip",
    label: "Source",
    sort: "source_ip",
    descendingFirst: false,
    width: "130px",
    cell: ({source_ip, place: from}) => sourceButton(source_ip, from, site)
  },
  {
    key: "finding",
    label: "Finding",
    sort: "finding",
    descendingFirst: false,
    cell: ({alert_id, finding, origin, attacker_ip, expected}) => {
      const link = html`<a href=${alertAddress(alert_id)} data-alert=${alert_id} title=${finding}>${logText(finding, 90)}</a>`;
      const marks = decisionMarks({kind: "alert", id: alert_id}, attacker_ip, expected);
      return html`<span>${markInjected(link, origin, "alert")} ${marks}</span>`;
    }
  },
  {
    key: "destination_ip",
    label: "Destination",
    sort: "destination_ip",
    descendingFirst: false,
    width: "116px",
    cell: ({destination_ip}) =>
      destination_ip === null ? emptyCell() : valueButton("destination", destination_ip, {site, limit: 40})
  },
  {
    key: "service",
    label: "Service",
    sort: "service",
    descendingFirst: false,
    width: "82px",
    cell: ({service, destination_port}) =>
      html`<span>${valueButton("service", service)}${destination_port === null ? null : html`<small> ${String(destination_port)}</small>`}</span>`
  },
  {
    key: "action",
    label: "Action",
    title: "What the log says was done with it",
    sort: "action",
    descendingFirst: false,
    width: "74px",
    cell: ({action}) => actionMark(action)
  },
  numberColumn("event_count", "Count", ({event_count}: AlertRow) => event_count, {
    title: "Events that the alert stands for",
    width: "52px"
  }),
  {
    key: "risk",
    label: "Risk",
    title: "Of its source, 0 to 100",
    sort: "risk",
    numeric: true,
    optional: true,
    width: "46px",
    cell: ({risk}) => riskText(risk),
    value: ({risk}) => risk
  },
  {
    key: "technique",
    label: "Technique",
    sort: "technique",
    descendingFirst: false,
    optional: true,
    width: "120px",
    cell: ({technique}) =>
      technique === null
        ? emptyCell("none assigned")
        : valueButton("technique", technique, {shown: `${technique} ${techniqueName(technique)}`})
  },
  {
    key: "dataset",
    label: "Dataset",
    sort: "dataset",
    descendingFirst: false,
    optional: true,
    width: "84px",
    cell: ({dataset}) => datasetLabel[dataset] ?? dataset
  },
  {
    key: "place",
    label: "Country",
    sort: "place",
    descendingFirst: false,
    optional: true,
    width: "90px",
    cell: ({place: from}) => place(from)
  },
  {
    key: "username",
    label: "User",
    sort: "username",
    descendingFirst: false,
    optional: true,
    width: "84px",
    cell: ({username}) => (username === null ? emptyCell() : valueButton("user", username, {limit: 24}))
  },
  {
    key: "protocol",
    label: "Protocol",
    sort: "protocol",
    descendingFirst: false,
    optional: true,
    width: "84px",
    cell: ({app_protocol, protocol}) =>
      [app_protocol, protocol].filter(part => part !== null).join("/ ") || emptyCell()
  },
  {
    key: "detector",
    label: "Found by",
    optional: true,
    width: "110px",
    cell: ({detector}) => (detectorLabel[detector] ?? detector).replace(/:.*/, "")
  },
  {
    key: "last_time",
    label: timeLabel("Last seen", timeZone),
    sort: "last_time",
    optional: true,
    width: "104px",
    cell: ({last_time}) => shortTime(last_time, timeZone)
  },
  {
    key: "alert_id",
    label: "Alert",
    title: "The first digits of its id",
    sort: "alert_id",
    descendingFirst: false,
    optional: true,
    width: "60px",
    cell: ({alert_id}) => html`<code title=${alert_id}>${alert_id.slice(0, 6)}</code>`
  }
];

export const alertKind: RowKind<AlertRow> = {
  name: "alert",
  columns,
  idOf: ({alert_id}) => alert_id,
  titleOf: ({finding}) => finding,
  addressOf: ({attacker_ip, source_ip}) => attacker_ip ?? source_ip
};

/** "71 critical and 2,418 high among 26,127 alerts". */
export function graveOf(critical: number, high: number, total: number, noun: string): string {
  const all = `${formatCount(total)} ${noun}${total === 1 ? "" : "s"}`;
  return critical + high === 0
    ? `${all}, none critical or high`
    : `${formatCount(critical)} critical and ${formatCount(high)} high among ${all}`;
}
