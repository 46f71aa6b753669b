import {readDetails, readOriginalLine} from "../alerts/alert-evidence.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {maskAddresses} from "../mask.js";
import type {Workbench} from "../workbench/workbench.js";
import {hidePassword} from "./excerpt.js";

/** Characters of a line that are shown. */
const longest = 4000;

/** A closed box that fetches an event's original line when it is opened, its password hidden. */
export function eventLine(eventId: string, workbench: Workbench): HTMLElement {
  const body = html`<div>Fetching it …</div>`;
  const box = html`<details class="hunt-original"><summary>line</summary>${body}</details>`;
  box.addEventListener(
    "toggle",
    async () => {
      try {
        const [line, details] = await Promise.all([
          readOriginalLine(workbench, eventId),
          readDetails(workbench, eventId)
        ]);
        const password = details.find(({name}) => name === "password")?.value ?? null;
        body.replaceChildren(
          ...(line === null
            ? ["The original line is not among the published ones."]
            : [
                html`<small>${logText(line.source_file, 120)}, record ${formatCount(line.record)}</small>`,
                html`<pre>${logText(maskAddresses(hidePassword(line.raw, password), workbench.site), longest)}</pre>`
              ])
        );
      } catch (error) {
        body.textContent = `It could not be read: ${error instanceof Error ? error.message : String(error)}`;
      }
    },
    {once: true}
  );
  return box;
}
