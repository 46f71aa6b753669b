import {readOriginalLine} from "../alerts/alert-evidence.js";
import {fillLater} from "../fill-later.js";
import {formatCount, formatPlural} from "../format.js";
import {holdsPassword, passwordDots} from "../hidden-password.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {maskAddresses} from "../mask.js";
import {ruleAddress} from "../rules/rule.js";
import {severityMark} from "../severity-mark.js";
import {formatTime, formatWall} from "../time-zone.js";
import type {Workbench} from "../workbench/workbench.js";
import {longText} from "./long-text.js";
import {type LineFinding, longestSession} from "./session-evidence.js";
import type {LinePart, TranscriptLine} from "./transcript-lines.js";

export interface TranscriptOptions {
  readonly workbench: Workbench;
  readonly timeZone: string;
}

/** Lines shown at first, and characters of each text. */
const shownFirst = 120;
const longest = 400;
const longestRaw = 20_000;

/** What happened in a session, line by line, with what was found beside the lines that it was found in. */
export function Transcript(lines: readonly TranscriptLine[], options: TranscriptOptions): HTMLElement {
  const {timeZone} = options;
  let showsSecrets = false;
  let showsAll = false;
  const hasSecrets = lines.some(({parts}) => parts.some(({kind}) => kind === "secret"));
  const secrets = html`<button type="button" class="button" data-testid="show-passwords"></button>`;
  const more = html`<button type="button" class="button table-more"></button>`;
  const list = html`<ol class="transcript" data-testid="transcript"></ol>`;

  function render(): void {
    secrets.textContent = showsSecrets ? "Hide passwords" : "Show passwords";
    more.textContent = showsAll
      ? `Show only the first ${shownFirst}`
      : `Show all ${formatCount(lines.length)} lines`;
    list.replaceChildren(
      ...(showsAll ? lines : lines.slice(0, shownFirst)).map(line =>
        lineItem(line, {...options, showsSecrets})
      )
    );
  }

  secrets.addEventListener("click", () => {
    showsSecrets = !showsSecrets;
    render();
  });
  more.addEventListener("click", () => {
    showsAll = !showsAll;
    render();
  });
  render();
  return html`<div>
  <p class="session-note">Times are ${formatTime(lines[0]?.event.event_time ?? null, timeZone).endsWith("UTC") ? "UTC" : "campus time"}; behind them, the time since the session began.${hasSecrets ? html` ${secrets}` : null}</p>
  ${list}
  ${lines.length > shownFirst ? more : null}
  ${lines.length >= longestSession ? html`<p>Only its first ${formatCount(longestSession)} events are listed.</p>` : null}
</div>`;
}

interface LineOptions extends TranscriptOptions {
  readonly showsSecrets: boolean;
}

function lineItem(line: TranscriptLine, options: LineOptions): HTMLElement {
  const {event, offset, label, kind, parts, findings} = line;
  const {timeZone, workbench, showsSecrets} = options;
  const gravest = findings[0]?.severity ?? "none";
  return html`<li class="transcript-line" data-kind=${kind} data-event=${event.event_id} data-severity=${gravest}>
  <span class="transcript-time"><time datetime=${event.event_time.toISOString()}>${formatWall(event.event_time, timeZone, true).replace(/^.*, /, "")}</time> <small>${offsetText(offset)}</small></span>
  <span class="transcript-what"><span class="transcript-label">${label}</span> ${parts.map(part => partText(part, options))}</span>
  ${originalLine(event.event_id, {workbench, secret: showsSecrets ? "" : (event.password ?? "")})}
  ${findings.length === 0 ? null : html`<ul class="transcript-findings">${findings.map(findingItem)}</ul>`}
</li>`;

  function findingItem({severity, detector, rule, title, excerpt}: LineFinding): HTMLElement {
    const name = logText(title, 120);
    return html`<li data-rule=${rule}>${severityMark(severity)} ${detector === "sigma" ? html`<a href=${ruleAddress(rule)}>${name}</a>` : name} <small>${detectorWords[detector]}${detector === "sigma" ? "" : html` ${logText(rule, 60)}`}${excerpt === null ? null : html`: <q>${logText(maskAddresses(excerpt, workbench.site), 140)}</q>`}</small></li>`;
  }
}

const detectorWords: Readonly<Record<LineFinding["detector"], string>> = {
  sigma: "rule",
  payload: "signature",
  indicator: "list"
};

function partText({kind, text}: LinePart, {workbench, showsSecrets}: LineOptions): Node | string {
  if (kind === "words") return text;
  if (kind === "secret" && !showsSecrets)
    return html`<span class="masked" title="a password; hidden until shown">${passwordDots}</span>`;
  return longText(maskAddresses(text, workbench.site), longest);
}

/** "+1:02.345": minutes, seconds and milliseconds since the session began. */
export function offsetText(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const seconds = ((milliseconds % 60_000) / 1000).toFixed(1).padStart(4, "0");
  return `+${formatCount(minutes)}:${seconds}`;
}

/** The original record of an event, fetched when it is opened. */
function originalLine(
  eventId: string,
  {workbench, secret}: {readonly workbench: Workbench; readonly secret: string}
): HTMLElement {
  const content = html`<div></div>`;
  const box = html`<details class="transcript-raw"><summary>original line</summary>${content}</details>`;
  box.addEventListener("toggle", () => {
    if (content.dataset.state !== undefined) return;
    content.dataset.state = "loading";
    content.textContent = "Fetching it …";
    void fillLater(content, readOriginalLine(workbench, eventId), "The original line", line => {
      if (line === null) return ["It is not among the published data."];
      const text = holdsPassword(line.raw, secret)
        ? html`<span class="masked">${passwordDots} (holds a password; show passwords first)</span>`
        : logText(maskAddresses(line.raw, workbench.site), longestRaw);
      return [
        html`<p>Record ${formatCount(line.record)} of ${logText(line.source_file)}:</p>`,
        html`<pre class="raw-text" data-copy="none">${text}</pre>`
      ];
    });
  });
  return box;
}

/** Credentials tried, in a few words. */
export function loginText({
  failed_logins,
  accepted_logins
}: {
  readonly failed_logins: number;
  readonly accepted_logins: number;
}): string {
  const tried = failed_logins + accepted_logins;
  return tried === 0
    ? "none"
    : `${formatPlural(tried, "pair")} of user name and password, ${accepted_logins === 0 ? "none" : formatCount(accepted_logins)} accepted`;
}
