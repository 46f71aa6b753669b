import {chartFrame} from "../chart-frame.js";
import {dataTable} from "../data-table.js";
import {definitions} from "../definitions.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount, formatPlural, formatSpan, notMeasured} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {maskAddresses} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {formatTime, formatWall, timeLabel} from "../time-zone.js";
import {type ValueKind, valueButton} from "../values/value.js";
import {
  type AskedName,
  askedNamesQuery,
  type ListHit,
  listHitsQuery,
  namesListed,
  type ScopeBeacon,
  scopeBeaconsQuery
} from "./intelligence-queries.js";
import {part, type TabOptions} from "./part.js";
import {type HostRow, hostQuery, type ReputationRow, reputationQuery} from "./summary-queries.js";

const indicatorKind: Readonly<Record<string, ValueKind>> = {
  address: "address",
  domain: "domain",
  url: "url",
  hash: "hash",
  ja3: "hash",
  hassh: "hash"
};

const nameFrom: Readonly<Record<AskedName["field"], string>> = {
  http_host: "host asked for over HTTP",
  tls_sni: "name asked for over TLS",
  dns_query: "name looked up"
};

/** What others know of it: lists of known-bad indicators, reputation, names; and the beacons that it takes part in. */
export function IntelligenceTab(options: TabOptions): HTMLElement {
  const {scope} = options;
  return html`<div class="investigate-stack">
  ${hits(options)}
  ${scope.address === null ? null : reputation(scope.address, options)}
  ${beacons(options)}
  ${names(options)}
</div>`;
}

function hits({workbench, scope, timeZone}: TabOptions): HTMLElement {
  const {site} = workbench;
  return chartFrame<ListHit>({
    id: "list-hits",
    title: rows =>
      `${rows.length === 0 ? "No indicator" : formatPlural(rows.length, "indicator")} of known-bad lists ${rows.length < 2 ? "was" : "were"} seen in its events`,
    ...workbench.ask<ListHit>(listHitsQuery(scope)),
    total: rows => rows.reduce((sum, {told}) => sum + told, 0),
    height: 160,
    empty: "None of its events has a value that a list of known-bad indicators holds.",
    draw: rows =>
      dataTable(
        rows,
        [
          {
            key: "indicator",
            label: "Indicator",
            cell: ({kind, indicator}) =>
              valueButton(indicatorKind[kind] ?? "text", indicator, {site, limit: 80})
          },
          {key: "kind", label: "Kind", cell: ({kind}) => logText(kind, 20)},
          {
            key: "list",
            label: "List",
            cell: ({list, line}) =>
              html`<span>${logText(list, 60)}${line === null ? "" : html` <small>line ${formatCount(line)}</small>`}</span>`
          },
          {key: "field", label: "Seen as", cell: ({field}) => html`<code>${logText(field, 30)}</code>`},
          {
            key: "events",
            label: "Events",
            numeric: true,
            cell: ({told}) => formatCount(told),
            value: ({told}) => told
          },
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
        {stacks: true}
      )
  });
}

function reputation(address: string, {workbench, timeZone}: TabOptions): HTMLElement {
  const {site} = workbench;
  const read = Promise.all([
    workbench.ask<HostRow>(hostQuery(address)).rows,
    workbench.ask<ReputationRow>(reputationQuery(address)).rows
  ]);
  return part("intelligence-reputation", "Reputation and names", read, ([[host], [found]]) => [
    found === undefined
      ? html`<p>Not measured: VirusTotal was not asked about it. A key in the environment lets <code>npm run data</code> ask.</p>`
      : found.known
        ? definitions([
            ["Malicious, by vendors", `${formatCount(found.malicious)} of ${formatCount(found.reports)}`],
            ["Suspicious", formatCount(found.suspicious)],
            ["Community score", formatCount(found.score)],
            ["Vendors", found.vendors === null ? "none" : logText(found.vendors, 400)],
            ["As of", found.analysed_at === null ? notMeasured : formatTime(found.analysed_at, timeZone)]
          ])
        : html`<p>VirusTotal has never seen it.</p>`,
    host?.host_name == null
      ? html`<p>No log names it.</p>`
      : html`<p>It may be called ${valueButton("domain", host.host_name, {limit: 80})}: ${logText(maskAddresses(host.host_name_from ?? "a guess", site), 200)}.</p>`
  ]);
}

function beacons({workbench, scope, timeZone}: TabOptions): HTMLElement {
  const {site} = workbench;
  return chartFrame<ScopeBeacon>({
    id: "scope-beacons",
    title: rows => {
      const regular = rows.filter(({is_beacon}) => is_beacon).length;
      if (rows.length === 0) return "No beacon";
      return `${formatPlural(regular, "beacon")} among ${formatPlural(rows.length, "pair")} examined`;
    },
    ...workbench.ask<ScopeBeacon>(scopeBeaconsQuery(scope)),
    total: rows => rows.reduce((sum, {calls}) => sum + calls, 0),
    height: 140,
    empty: "It takes part in no beacon: no pair of hosts with it talks at regular intervals.",
    draw: rows =>
      dataTable(
        rows,
        [
          {key: "source", label: "Calls", cell: row => valueButton("address", row.source_ip, {site})},
          {
            key: "destination",
            label: "Is called",
            cell: row =>
              valueButton(row.destination_kind === "name" ? "domain" : "destination", row.destination, {
                site,
                limit: 60
              })
          },
          {key: "severity", label: "Severity", cell: ({severity}) => severityMark(severity)},
          {
            key: "calls",
            label: "Calls",
            numeric: true,
            cell: ({calls}) => formatCount(calls),
            value: ({calls}) => calls
          },
          {
            key: "period",
            label: "Every",
            cell: ({period}) => (period === null ? emptyCell() : formatSpan(period * 1000))
          },
          {
            key: "reason",
            label: "What it did",
            cell: row =>
              html`<span class="wide">${logText(maskAddresses(row.gate ?? row.reason, site), 300)}</span>`
          },
          {
            key: "last",
            label: timeLabel("Last", timeZone),
            cell: ({last_time}) => formatWall(last_time, timeZone)
          }
        ],
        {stacks: true, first: 8}
      )
  });
}

function names({workbench, scope}: TabOptions): HTMLElement {
  return chartFrame<AskedName & {readonly in_all: number}>({
    id: "asked-names",
    title: rows => {
      const all = rows[0]?.in_all ?? 0;
      return all === 0
        ? "No name is asked for in its events"
        : `${formatPlural(all, "name")} asked for in its events${all > namesListed ? `; the ${namesListed} rarest` : ""}`;
    },
    ...workbench.ask<AskedName & {readonly in_all: number}>(askedNamesQuery(scope)),
    total: rows => rows.reduce((sum, {told}) => sum + told, 0),
    height: 140,
    empty: "Its events ask for no name: neither over HTTP or TLS, nor of a name server.",
    draw: rows =>
      dataTable(
        rows,
        [
          {
            key: "name",
            label: "Name",
            cell: ({name}) => valueButton("domain", name, {limit: 80, site: workbench.site})
          },
          {key: "field", label: "Seen as", cell: ({field}) => nameFrom[field]},
          {
            key: "events",
            label: "Events",
            numeric: true,
            cell: ({told}) => formatCount(told),
            value: ({told}) => told
          }
        ],
        {first: 10}
      )
  });
}
