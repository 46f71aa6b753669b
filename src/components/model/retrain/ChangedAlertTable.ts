import type {ListedAlert} from "../../../engine/retrain/retraining.js";
import {alertAddress} from "../../alerts/alert.js";
import {dataTable} from "../../data-table.js";
import {emptyCell} from "../../empty-cell.js";
import {formatCount} from "../../format.js";
import {html} from "../../html.js";
import {logText} from "../../log-text.js";
import type {MaskedSite} from "../../mask.js";
import {severityMark} from "../../severity-mark.js";
import {formatWall, timeLabel} from "../../time-zone.js";
import {valueButton} from "../../values/value.js";

const hour = 3_600_000;
const findingLimit = 60;

/** Alerts that one of two forests raises, and what was known of the attacker in that hour. */
export function ChangedAlertTable(
  rows: readonly ListedAlert[],
  {site, timeZone}: {readonly site: MaskedSite; readonly timeZone: string}
): HTMLElement {
  const address = (text: string | null) =>
    text === null ? emptyCell() : valueButton("address", text, {site});
  return dataTable(
    rows,
    [
      {
        key: "time",
        label: timeLabel("Time", timeZone),
        cell: ({time}) => (time === null ? emptyCell() : formatWall(time, timeZone, true))
      },
      {key: "finding", label: "Finding", cell: ({finding}) => logText(finding, findingLimit)},
      {key: "attacker", label: "Attacker", cell: ({attacker_ip}) => address(attacker_ip)},
      {
        key: "destination",
        label: "Destination",
        cell: ({destination_ip, destination_port}) =>
          html`<span>${address(destination_ip)}${destination_port === null ? "" : ` :${destination_port}`}</span>`
      },
      {
        key: "before",
        label: "Score in use",
        numeric: true,
        cell: ({before}) => before.toFixed(3),
        value: ({before}) => before
      },
      {
        key: "after",
        label: "Retrained score",
        numeric: true,
        cell: ({after}) => after.toFixed(3),
        value: ({after}) => after
      },
      {
        key: "events",
        label: "Events",
        numeric: true,
        cell: ({events}) => formatCount(events),
        value: ({events}) => events
      },
      {
        key: "known",
        label: "Known of the attacker then",
        title: "the gravest alert about the same attacker in the same hour, whoever raised it",
        cell: knownOf
      }
    ],
    {stacks: true, first: 6}
  );
}

function knownOf({alert_id, alert_severity, attacker_ip, time}: ListedAlert): Node {
  if (alert_id !== null && alert_severity !== null)
    return html`<a href=${alertAddress(alert_id)} data-alert=${alert_id}>${severityMark(alert_severity)}</a>`;
  if (attacker_ip === null || time === null) return html`<span>no alert</span>`;
  const from = Math.floor(time / hour) * hour;
  const instant = (ms: number) => `${new Date(ms).toISOString().slice(0, 16)}Z`;
  const search = new URLSearchParams({from: instant(from), to: instant(from + hour), source: attacker_ip});
  return html`<span>no alert; <a href=${`./replay.html?${search}`}>replay the hour</a></span>`;
}
