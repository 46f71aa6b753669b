import {severities} from "../../engine/event.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {markInjected} from "../injected-mark.js";
import {logText} from "../log-text.js";
import type {MaskedSite} from "../mask.js";
import {maskAddress} from "../mask.js";
import type {RowColumn} from "../row-browser.js";
import {severityMark} from "../severity-mark.js";
import {formatWall, timeLabel} from "../time-zone.js";
import type {Alert} from "./alert.js";
import {alertAddress} from "./alert.js";

export interface AlertColumnsOptions {
  readonly site: MaskedSite;
  readonly timeZone: string;
}

const findingLimit = 80;
const idDigits = 6;
const nameLimit = 24;

/** What an alert's score ranks. */
export const scoreMeaning =
  "Score: how rare the event is in benign traffic. 0.5 is one in a thousand, 1 one in a million or rarer. On a honeypot, where nothing is benign: how unusual among its own kind. – where no model scores it.";

/** The columns of a table of alerts, in the order they stand. */
export function alertColumns({site, timeZone}: AlertColumnsOptions): readonly RowColumn<Alert>[] {
  const address = (text: string | null) => (text === null ? emptyCell() : logText(maskAddress(text, site)));
  return [
    {
      key: "severity",
      label: "Severity",
      cell: ({severity}) => severityMark(severity),
      order: ({severity}) => severities.indexOf(severity)
    },
    {
      key: "anomaly_score",
      label: "Score",
      title: scoreMeaning,
      numeric: true,
      cell: ({anomaly_score}) =>
        anomaly_score === null ? emptyCell("not scored") : anomaly_score.toFixed(2),
      value: ({anomaly_score}) => anomaly_score,
      order: ({anomaly_score}) => anomaly_score
    },
    {
      key: "event_time",
      label: timeLabel("Time", timeZone),
      cell: ({event_time}) => formatWall(event_time, timeZone, true),
      order: ({event_time}) => Number(event_time)
    },
    {
      key: "finding",
      label: "Finding",
      cell: ({finding, origin}) =>
        markInjected(html`<span title=${finding}>${logText(finding, findingLimit)}</span>`, origin, "alert"),
      order: ({finding}) => finding
    },
    {
      key: "source_ip",
      label: "Source",
      cell: ({source_ip}) => address(source_ip),
      order: ({source_ip}) => source_ip
    },
    {
      key: "destination_ip",
      label: "Destination",
      cell: ({destination_ip}) => address(destination_ip),
      order: ({destination_ip}) => destination_ip
    },
    {
      key: "destination_port",
      label: "Port",
      numeric: true,
      cell: ({destination_port}) => (destination_port === null ? emptyCell() : String(destination_port)),
      value: ({destination_port}) => destination_port,
      order: ({destination_port}) => destination_port
    },
    {
      key: "protocol",
      label: "Protocol",
      cell: alert => breakable(protocolOf(alert)) ?? emptyCell(),
      order: protocolOf
    },
    {
      key: "username",
      label: "User",
      cell: ({username}) => (username === null ? emptyCell() : logText(username, nameLimit)),
      order: ({username}) => username
    },
    {
      key: "event_count",
      label: "Events",
      title: "Events that the alert stands for",
      numeric: true,
      cell: ({event_count}) => formatCount(event_count),
      value: ({event_count}) => event_count,
      order: ({event_count}) => event_count
    },
    {
      key: "alert_id",
      label: "Alert",
      title: "The first digits of its id",
      cell: ({alert_id}) =>
        html`<a href=${alertAddress(alert_id)} data-alert=${alert_id} title=${alert_id}>${alert_id.slice(0, idDigits)}</a>`,
      order: ({alert_id}) => alert_id
    }
  ];
}

function protocolOf({protocol, app_protocol}: Alert): string | null {
  const parts = [app_protocol, protocol].filter(part => part !== null);
  return parts.length === 0 ? null : parts.join("/");
}

/** A protocol that may go on below after its slash. */
function breakable(protocol: string | null): HTMLElement | null {
  if (protocol === null) return null;
  return html`<span>${protocol.split("/").map((part, i) => (i === 0 ? part : html`<span>/<wbr>${part}</span>`))}</span>`;
}
