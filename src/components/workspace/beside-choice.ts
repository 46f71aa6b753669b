import type {Overview} from "../../engine/overview.js";
import {currentWorkspace} from "../../workspace/current.js";
import {mostBeside} from "../../workspace/read/estimate-fit.js";
import {readSummary} from "../../workspace/store.js";
import {html} from "../html.js";
import {documents} from "../workbench/attachments.js";
import {besideWords} from "./words.js";

/** The published data, whatever the tab shows. */
export interface PublishedSpan {
  readonly events: number;
  /** Milliseconds in UTC. */
  readonly from: number;
  readonly to: number;
}

export interface BesideChoice {
  readonly node: HTMLElement;
  /** Whether logs are to come together with the published data. */
  chosen(): boolean;
}

/** In sessionStorage: whether the reader last wanted dropped logs together with the published data. */
const rememberedName = "flowbook-beside";

export async function readPublished(): Promise<PublishedSpan> {
  const {data, windows} = await documents["overview.json"].json<Overview>();
  const whole = windows.find(({from, to}) => from === data.from && to === data.to);
  return {...data, events: whole?.kpis.events ?? 0};
}

/** Whether the logs that this tab shows came together with the published data. */
export async function areLogsBeside(): Promise<boolean> {
  const current = currentWorkspace();
  if (current === null || !current.shown) return false;
  return (await readSummary(current.key).catch(() => null))?.beside ?? false;
}

/** Whether dropped logs come together with the published data, as the reader last wished. */
export function wantsBeside(): boolean {
  try {
    return sessionStorage.getItem(rememberedName) !== null;
  } catch {
    // Storage may be forbidden: then it is asked each time.
    return false;
  }
}

/** Asks whether logs come instead of the published data or together with it, and remembers it for what is dropped later. */
export function besideChoice(published: PublishedSpan): BesideChoice {
  const choice = besideBox(published, wantsBeside());
  choice.node.addEventListener("change", () => {
    try {
      if (choice.chosen()) sessionStorage.setItem(rememberedName, "1");
      else sessionStorage.removeItem(rememberedName);
    } catch {
      // As above.
    }
  });
  return choice;
}

/** @param isChosen unless there is nothing published, or too much */
export function besideBox({events}: PublishedSpan, isChosen: boolean): BesideChoice {
  const fits = events > 0 && events <= mostBeside;
  const box = html`<input type="checkbox" data-testid="beside">` as HTMLInputElement;
  box.checked = fits && isChosen;
  box.disabled = !fits;
  const node = html`<label class="logs-beside">${box} <span>${besideWords(events)}</span></label>`;
  return {node, chosen: () => box.checked};
}
