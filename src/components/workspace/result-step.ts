import type {OpenedFile, WorkspaceSummary} from "../../workspace/opening.js";
import {formatCount, formatPlural, formatSpan} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {Step} from "./logs-dialog.js";
import {fileDetails, fileWords, hasProblem, nameLimit, readWords, workspaceWords} from "./words.js";

export interface ResultOptions {
  readonly use: () => void;
  /** Closes the dialog, which discards what was opened. */
  readonly close: () => void;
  /** Discards it, and chooses anew. */
  readonly again: () => void;
}

/** Files, and reasons of one, that are listed; the rest is counted. */
const filesListed = 12;
const reasonsListed = 4;

/** What came of it, where a reader should know before looking at it. */
export function resultStep(summary: WorkspaceSummary, {use, close, again}: ResultOptions): Step {
  const {events, alerts, incidents, seconds, files, messages} = summary;
  const problems = files.filter(hasProblem);
  const found =
    events === 0
      ? html`<p role="alert"><strong>No event was found</strong> in ${formatPlural(files.length, "file")}, so that there is nothing to show.</p>`
      : html`<p>${workspaceWords(summary)}. ${formatPlural(alerts, "alert")} in ${formatPlural(incidents, "incident")}, after ${formatSpan(seconds * 1000)}.</p>`;
  const read = readWords(files);
  const rest = problems.length - filesListed;
  const list =
    problems.length === 0
      ? null
      : html`<div>
  <h3>Something to know about ${formatCount(problems.length)} of ${formatPlural(files.length, "file")}</h3>
  <ul class="logs-problems">${problems.slice(0, filesListed).map(problemItem)}${rest > 0 ? html`<li>and ${formatPlural(rest, "other")}; the Data page has all</li>` : null}</ul>
</div>`;
  const show = button("Show", use);
  const another = button(events > 0 ? "Discard and choose others" : "Choose others", again);
  const node = html`<div data-testid="logs-result">
  ${found}
  ${messages.length === 0 ? null : html`<ul class="logs-messages">${messages.map(message => html`<li>${logText(message, 4 * nameLimit)}</li>`)}</ul>`}
  ${read === null ? null : html`<p data-testid="logs-read">${logText(read, 4 * nameLimit)}.</p>`}
  ${list}
  <div class="logs-buttons">${events > 0 ? show : null}${another}${button("Discard", close)}</div>
</div>`;
  return {name: "result", node, focus: events > 0 ? show : another};
}

function problemItem(file: OpenedFile): HTMLElement {
  const said = fileDetails(file);
  const rest = said.length - reasonsListed;
  return html`<li>${logText(file.name, nameLimit)}: ${logText(fileWords(file), 2 * nameLimit)}
  ${said.length === 0 ? null : html`<ul>${said.slice(0, reasonsListed).map(text => html`<li>${logText(text, 2 * nameLimit)}</li>`)}${rest > 0 ? html`<li>and ${formatPlural(rest, "other remark")}</li>` : null}</ul>`}</li>`;
}

function button(text: string, act: () => void): HTMLElement {
  const node = html`<button type="button" class="button">${text}</button>`;
  node.addEventListener("click", act);
  return node;
}
