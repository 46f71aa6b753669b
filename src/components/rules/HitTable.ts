import {alertAddress} from "../alerts/alert.js";
import {dataTable, type TableColumn} from "../data-table.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount} from "../format.js";
import {passwordDots} from "../hidden-password.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddresses} from "../mask.js";
import {datasetLabel} from "../palette.js";
import {formatWall, timeLabel} from "../time-zone.js";
import {valueButton} from "../values/value.js";
import type {Hit} from "./hits.js";

const longest = 200;

export interface HitTableOptions {
  readonly site: MaskedSite;
  readonly timeZone: string;
}

/** Events that a rule hits, as attackers wrote them: addresses of the campus and passwords stay masked. */
export function HitTable(hits: readonly Hit[], {site, timeZone}: HitTableOptions): HTMLElement {
  const address = (ip: string | null, port: number | null = null) =>
    ip === null
      ? emptyCell()
      : html`<span>${valueButton("address", ip, {site, limit: 60})}${port === null ? null : ` : ${port}`}</span>`;
  const columns: readonly (TableColumn<Hit> & {readonly filled: (hit: Hit) => boolean})[] = [
    {
      key: "event_time",
      label: timeLabel("Time", timeZone),
      cell: ({event_time}) => formatWall(event_time, timeZone, true),
      filled: () => true
    },
    {
      key: "alert_id",
      label: "Alert",
      title: "The first digits of its id",
      cell: ({alert_id}) =>
        alert_id === null
          ? emptyCell("no alert")
          : html`<a href=${alertAddress(alert_id)}>${alert_id.slice(0, 6)}</a>`,
      filled: ({alert_id}) => alert_id !== null
    },
    {
      key: "event",
      label: "Event",
      cell: ({dataset, event_type}) =>
        html`<span>${datasetLabel[dataset] ?? dataset}, ${logText(event_type, 60)}</span>`,
      filled: () => true
    },
    {key: "source_ip", label: "Source", cell: ({source_ip}) => address(source_ip), filled: () => true},
    {
      key: "destination_ip",
      label: "Destination",
      cell: ({destination_ip, destination_port}) => address(destination_ip, destination_port),
      filled: ({destination_ip}) => destination_ip !== null
    },
    {
      key: "username",
      label: "User",
      cell: ({username}) => (username === null ? emptyCell() : logText(username, 40)),
      filled: ({username}) => username !== null
    },
    {
      key: "value",
      label: "Measured",
      title: "What the correlation counted or added up at that event",
      numeric: true,
      cell: ({value}) => (value === null ? emptyCell() : formatValue(value)),
      value: ({value}) => value,
      filled: ({value}) => value !== null
    },
    {
      key: "what",
      label: "What",
      cell: hit => html`<span class="wide">${whatText(hit, site)}</span>`,
      filled: ({what}) => what !== null
    }
  ];
  // A column that no hit fills takes room and says nothing.
  const filled = columns.filter(column => hits.some(column.filled));
  return html`<div class="hit-table">${dataTable(hits, filled, {first: 10, stacks: true})}</div>`;
}

/** What was typed or asked for; hidden where it holds the event's password. */
function whatText({what, password}: Hit, site: MaskedSite): HTMLElement {
  if (what === null) return emptyCell();
  if (password && what.includes(password))
    return html`<span class="masked" title="holds a password; hidden">${passwordDots}</span>`;
  return logText(maskAddresses(what, site), longest);
}

const formatValue = (value: number) => (Number.isInteger(value) ? formatCount(value) : value.toFixed(2));
