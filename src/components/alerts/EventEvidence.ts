import {definitions} from "../definitions.js";
import {fillLater} from "../fill-later.js";
import {formatCount} from "../format.js";
import {holdsPassword, passwordDots} from "../hidden-password.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {maskAddresses} from "../mask.js";
import type {Workbench} from "../workbench/workbench.js";
import {type OriginalLine, readDetails, readOriginalLine} from "./alert-evidence.js";

/** The longest text shown of one detail; payloads can be megabytes. */
const longest = 20_000;

/** An event's details and its original line, which arrive behind what stands around them. */
export function EventEvidence(eventId: string, workbench: Workbench): HTMLElement {
  const box = html`<div class="event-evidence" data-state="loading"><p>Fetching the event's details and its original line …</p></div>`;
  const evidence = Promise.all([readDetails(workbench, eventId), readOriginalLine(workbench, eventId)]);
  const mask = (text: string) => maskAddresses(text, workbench.site);
  void fillLater(box, evidence, "The evidence", ([details, line]) => [evidenceOf(details, line, mask)]);
  return box;
}

/**
 * Details and original line. Everything that holds the password hides until the reader shows it, since the sensor's
 * message and the line repeat it.
 */
function evidenceOf(
  details: Awaited<ReturnType<typeof readDetails>>,
  line: OriginalLine | null,
  mask: (text: string) => string
): HTMLElement {
  const password = details.find(({name}) => name === "password")?.value ?? "";
  let shown = false;
  const button = html`<button type="button" class="button" data-testid="show-password"></button>`;
  const content = html`<div></div>`;
  const value = (text: string) =>
    !shown && holdsPassword(text, password)
      ? html`<span class="masked" title="holds a password; hidden until shown">${passwordDots}</span>`
      : logText(mask(text), longest);

  function render(): void {
    button.textContent = shown ? "Hide password" : "Show password";
    content.replaceChildren(
      details.length === 0
        ? html`<p>The sensor recorded nothing beyond what stands above.</p>`
        : definitions(
            details.map(({name, about, value: text}) => [
              html`<span title=${about}>${name}</span>`,
              value(text)
            ])
          ),
      line === null
        ? html`<p>The original line is not among the published data.</p>`
        : html`<div><p>The original line, record ${formatCount(line.record)} of ${logText(line.source_file)}:</p>
<pre class="raw-text" data-copy="none" data-testid="event-raw">${value(line.raw)}</pre></div>`
    );
  }

  button.addEventListener("click", () => {
    shown = !shown;
    render();
  });
  render();
  return html`<div>${password === "" ? null : button}${content}</div>`;
}
