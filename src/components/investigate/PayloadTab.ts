import {techniqueName} from "../../engine/attack/techniques.js";
import {chartFrame} from "../chart-frame.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddresses} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {formatTime} from "../time-zone.js";
import {valueButton} from "../values/value.js";
import {bytesOf, hasOtherThanText, hexLines} from "./hex-lines.js";
import {decodedField, matchedSpans, piecesOf} from "./mark-match.js";
import type {TabOptions} from "./part.js";
import {
  type PayloadHit,
  type PayloadRow,
  payloadHitsQuery,
  payloadsListed,
  payloadsQuery
} from "./payload-queries.js";

const longest = 4000;
const longestBytes = 2048;
const shownFirst = 8;

const fieldLabel: Readonly<Record<PayloadRow["field"], string>> = {
  command: "Command",
  payload: "Payload",
  http_url: "URL",
  http_user_agent: "User agent",
  file_name: "File name",
  message: "Sensor's message"
};

interface Payload extends PayloadRow {
  readonly matches: readonly PayloadHit[];
}

/** What was sent and typed, decoded, with what signatures matched marked in it. */
export function PayloadTab({workbench, scope, timeZone}: TabOptions): HTMLElement {
  const answer = workbench.ask<PayloadRow>(payloadsQuery(scope));
  const rows = Promise.resolve(answer.rows).then(async (found): Promise<readonly Payload[]> => {
    const ids = [...new Set(found.filter(({hits}) => hits > 0).map(({event_id}) => event_id))];
    const all = ids.length === 0 ? [] : await workbench.ask<PayloadHit>(payloadHitsQuery(ids)).rows;
    return found.map(row => ({
      ...row,
      matches: all.filter(hit => hit.event_id === row.event_id && belongs(hit.field, row.field))
    }));
  });
  return chartFrame<Payload>({
    id: "payloads",
    title: found => {
      if (found.length === 0) return "Nothing sent or typed is on record";
      const matched = found.filter(({hits}) => hits > 0).length;
      return `${formatPlural(found[0]?.in_all ?? 0, "different value")} sent or typed; signatures matched ${matched === 0 ? "none" : formatCount(matched)}${(found[0]?.in_all ?? 0) > payloadsListed ? ` of the ${payloadsListed} listed` : " of them"}`;
    },
    subtitle:
      "What the gravest signatures matched first, then what is rarest. Marked is what a signature matched, after escapes were undone.",
    query: answer.query,
    rows,
    total: found => found.reduce((sum, {times}) => sum + times, 0),
    height: 400,
    empty: "Its events carry no payload, URL or command: their logs keep none, or there was none.",
    draw: found => {
      const list = html`<ol class="payloads">${found.slice(0, shownFirst).map(row => payloadItem(row, workbench.site, timeZone))}</ol>`;
      if (found.length <= shownFirst) return list;
      const more = html`<button type="button" class="button table-more">Show all ${formatCount(found.length)}</button>`;
      more.addEventListener("click", () => {
        list.append(...found.slice(shownFirst).map(row => payloadItem(row, workbench.site, timeZone)));
        more.remove();
      });
      return html`<div>${list}${more}</div>`;
    }
  });
}

/** Signatures look at the parts of a payload by their own names. */
function belongs(field: string, column: PayloadRow["field"]): boolean {
  return (
    field === column || (column === "payload" && ["http_body", "http_header", "http_host"].includes(field))
  );
}

function payloadItem(row: Payload, site: MaskedSite, timeZone: string): HTMLElement {
  const {field, sent, times, first_time, last_time, matches} = row;
  const bytes = bytesOf(sent);
  const isBinary = hasOtherThanText(bytes);
  const when =
    times === 1
      ? formatTime(first_time, timeZone, true)
      : `${formatTime(first_time, timeZone)} to ${formatTime(last_time, timeZone)}`;
  return html`<li data-field=${field} data-event=${row.event_id} data-times=${times}>
  <p><strong>${fieldLabel[field]}</strong> <small>${formatPlural(times, "event")}, ${when}</small></p>
  ${matches.length === 0 ? null : html`<ul class="payload-matches">${matches.map(hit => html`<li data-signature=${hit.signature_id}>${severityMark(hit.level)} ${logText(hit.title, 120)}${hit.technique === null ? "" : html` <small>${hit.technique} ${techniqueName(hit.technique)}</small>`}</li>`)}</ul>`}
  <div class=${isBinary ? "payload-beside" : ""}>
    <div>
      <pre class="raw-text" data-copy="none">${valueButton(field === "http_url" ? "url" : "text", sent, {shown: logText(maskAddresses(sent, site), longest)})}</pre>
      ${decodedMatches(row, site)}
    </div>
    ${isBinary ? hexView(bytes) : html`<details class="payload-hex"><summary>Bytes</summary>${hexView(bytes)}</details>`}
  </div>
</li>`;
}

/** The decoded text of each field that signatures matched, the matches marked. */
function decodedMatches({field, sent, matches}: Payload, site: MaskedSite): readonly HTMLElement[] {
  return [...new Set(matches.map(hit => hit.field))].map(name => {
    const decoded = decodedField(field, name, sent);
    const patterns = matches.filter(hit => hit.field === name).flatMap(hit => hit.patterns.split("\n"));
    const pieces = piecesOf(decoded.slice(0, longest), matchedSpans(decoded.slice(0, longest), patterns));
    return html`<div><small>Decoded, as signatures read it${name === field ? "" : html` (${logText(name, 30)})`}:</small>
<pre class="raw-text payload-decoded" data-copy="none">${pieces.map(({text, isMatch}) => (isMatch ? html`<mark>${logText(maskAddresses(text, site))}</mark>` : logText(maskAddresses(text, site))))}</pre></div>`;
  });
}

function hexView(bytes: Uint8Array): HTMLElement {
  const shown = hexLines(bytes.subarray(0, longestBytes));
  return html`<pre class="raw-text hex-view" data-copy="none" aria-label="The bytes in hexadecimal">${shown.map(
    ({offset, bytes: hex, text}) => html`<span><i>${offset}</i>  ${hex.padEnd(47)}  ${text}
</span>`
  )}${bytes.length > longestBytes ? `… ${formatCount(bytes.length - longestBytes)} more bytes` : ""}</pre>`;
}
