import type {Dataset, Severity} from "../../engine/event.js";
import type {Term} from "../../engine/hunt/term.js";
import {chartFrame} from "../chart-frame.js";
import {dataTable} from "../data-table.js";
import {datasetName} from "../dataset-name.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {type MaskedSite, maskAddresses} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {formatWall, timeLabel} from "../time-zone.js";
import {valueButton} from "../values/value.js";
import type {Workbench} from "../workbench/workbench.js";
import {eventLine} from "./event-line.js";
import {excerptOf, hidePassword} from "./excerpt.js";
import {markExcerpt} from "./mark-excerpt.js";
import {totalOf} from "./seen-frames.js";
import type {AskedTerm} from "./term-facts.js";
import {fieldLabel} from "./term-words.js";

/** Fields that tell most of an event, the most telling first. */
const telling = [
  ...["command", "payload", "http_url", "http_user_agent", "dns_query", "tls_sni", "file_name"],
  ...["file_hash", "hassh", "ja3", "http_host", "message"]
] as const;

type Told = (typeof telling)[number];

/** What is told of an event that has the term. */
interface ToldEvent {
  readonly event_id: string;
  readonly event_time: Date;
  readonly dataset: Dataset;
  readonly event_type: string;
  readonly source_ip: string | null;
  readonly destination_ip: string | null;
  readonly destination_port: number | null;
  readonly username: string | null;
  readonly severity: Severity;
  readonly action: string | null;
}

/** A row of the question about occurrences. */
type OccurrenceRow = ToldEvent & {readonly [field in Told]: string | null} & {
  readonly password: string | null;
  /** Events that have the term. */
  readonly total: number;
};

/** An event as it is shown and exported: without passwords. */
interface Occurrence extends ToldEvent {
  readonly field: string | null;
  readonly text: string | null;
  /** Events that have the term. */
  readonly total: number;
}

const longest = 2000;

/** The field that holds the term, else the one that tells most; with its text, the password hidden. */
function toOccurrence(row: OccurrenceRow, wanted: string): Occurrence {
  const {event_id, event_time, dataset, event_type, source_ip, destination_ip} = row;
  const {destination_port, username, severity, action, password, total} = row;
  const texts = telling.flatMap(field => {
    const text = row[field];
    return text === null || text === "" ? [] : [{field, text: hidePassword(text, password)}];
  });
  const found = texts.find(({text}) => excerptOf(text, wanted) !== null) ?? texts[0];
  return {
    ...{event_id, event_time, dataset, event_type, source_ip, destination_ip},
    ...{destination_port, username, severity, action},
    field: found?.field ?? null,
    text: found?.text.slice(0, longest) ?? null,
    total
  };
}

/** What is looked for in texts: of a type that stands in columns nothing. */
const wantedIn = ({type, value}: Term) =>
  type === "network" || type === "port" || type === "user" ? "" : value.replace(/\/$/, "");

/** The latest events that have a term, with what they say, and their original lines on demand. */
export function occurrenceFrame(
  {term, ask}: AskedTerm,
  {workbench, timeZone}: {readonly workbench: Workbench; readonly timeZone: string}
): HTMLElement {
  const {site} = workbench;
  const wanted = wantedIn(term);
  const {query, rows} = ask<OccurrenceRow>("occurrences");
  const address = (kind: "address" | "destination", text: string | null) =>
    text === null ? emptyCell() : valueButton(kind, text, {site});
  return chartFrame<Occurrence>({
    id: "hunt-occurrences",
    title: found => {
      const total = totalOf(found);
      return total === found.length
        ? `All ${formatPlural(total, "occurrence")}, the latest first`
        : `The latest ${formatCount(found.length)} of ${formatPlural(total, "occurrence")}`;
    },
    subtitle: `${wanted === "" ? "" : "What was searched for is marked. "}Passwords are hidden.`,
    query,
    rows: Promise.resolve(rows).then(found => found.map(row => toOccurrence(row, wanted))),
    total: totalOf,
    height: 300,
    note: "The rows show, of each event, the field that holds the term, or else the one that tells most.",
    draw: found =>
      dataTable(
        found,
        [
          {
            key: "event_time",
            label: timeLabel("Time", timeZone),
            cell: ({event_time}) =>
              html`<span class="nowrap">${formatWall(event_time, timeZone, true)}</span>`
          },
          {key: "severity", label: "Severity", cell: ({severity}) => severityMark(severity)},
          {
            key: "dataset",
            label: "Dataset",
            cell: ({dataset, event_type}) =>
              html`<span title=${event_type}>${datasetName(dataset).label}</span>`
          },
          {key: "source_ip", label: "Source", cell: ({source_ip}) => address("address", source_ip)},
          {
            key: "destination_ip",
            label: "Destination",
            cell: ({destination_ip, destination_port}) =>
              html`<span>${address("destination", destination_ip)}${destination_port === null ? null : [" ", valueButton("port", destination_port)]}</span>`
          },
          {
            key: "username",
            label: "User",
            cell: ({username}) =>
              username === null ? emptyCell("none") : valueButton("user", username, {limit: 24})
          },
          {
            key: "text",
            label: "What it says",
            cell: row => html`<div class="wide">${toldBy(row, wanted, site)}</div>`
          },
          {key: "line", label: "Original", cell: ({event_id}) => eventLine(event_id, workbench)}
        ],
        {stacks: true, first: 12}
      )
  });
}

function toldBy({field, text, event_type}: Occurrence, wanted: string, site: MaskedSite): Node {
  if (field === null || text === null) return html`<small>${event_type}</small>`;
  const masked = maskAddresses(text, site);
  const excerpt = excerptOf(masked, wanted) ?? {before: "", match: "", after: shorten(masked)};
  return html`<span><small>${(fieldLabel[field] ?? field).replace(/^(in|as) (an? |the )?/, "")}:</small> ${markExcerpt(excerpt)}</span>`;
}

const shown = 140;
const shorten = (text: string) =>
  text.length > shown
    ? `${text.slice(0, shown)}… (${formatCount(text.length - shown)} more characters)`
    : text;
