/**
 * The script of an exported story: unpacks the replay that stands in the same file and plays it. It runs from disk and may ask for
 * nothing; scripts/bundle-replay.ts makes one script of it and of all that it imports.
 */
import atlas from "world-atlas/countries-110m.json";
import {type ReplayFile, unpackReplay} from "../../../engine/replay/pack.js";
import {html} from "../../html.js";
import {visibleText} from "../../log-text.js";
import {type Atlas, readWorld} from "../../map/world.js";
import {exportChapterButtons} from "../export/export-chapter.js";
import {replayPlayer} from "../replay-player.js";
import {inflate} from "./inflate.js";
import {themeButton} from "./theme-button.js";

const main = document.querySelector<HTMLElement>("#observablehq-main");
const packed = document.querySelector("#recording");
if (main !== null && packed !== null) void open(main, packed);

async function open(page: HTMLElement, recording: Element): Promise<void> {
  try {
    const file = unpackReplay(await unpackBytes(recording.textContent ?? ""));
    // It is in memory now, and once is enough.
    recording.remove();
    page.replaceChildren(...draw(file));
  } catch (error) {
    page.replaceChildren(html`<p role="alert">${error instanceof Error ? error.message : String(error)}</p>`);
  }
}

async function unpackBytes(base64: string): Promise<Uint8Array> {
  if (typeof DecompressionStream === "undefined")
    throw new Error(
      "This browser is too old to unpack the replay: it takes Chrome or Edge 123, Firefox 120, Safari 17.5 or newer."
    );
  try {
    return await inflate(base64);
  } catch {
    throw new Error(
      "The recording in this file is damaged: a part of it is missing or was changed. Export the story again."
    );
  }
}

function draw({recording, stories, search, timeZone, targets, origin, isMasked}: ReplayFile): HTMLElement[] {
  const [story] = stories;
  // What was to be masked was masked when the file was made, and what was to be shown is shown.
  const site = {origin: "simulated"} as const;
  const player = replayPlayer(recording, {
    ...{site, timeZone, targets, stories, search},
    world: readWorld(atlas as unknown as Atlas),
    pageAddress: null,
    extras: {buttons: view => [exportChapterButtons(view, {site, timeZone})]}
  });
  return [
    html`<div class="standalone-header">
      <div class=${`provenance provenance-${origin === "simulated" ? "simulated" : "real"}`} data-testid="provenance">
        <strong>${origin === "simulated" ? "Simulated data" : "Contains real addresses, not for publishing"}</strong>
        <span>${originNote(origin, isMasked)}</span>
      </div>
      ${themeButton()}
    </div>`,
    html`<h1>${visibleText(story?.title ?? "Replay")}</h1>`,
    player
  ];
}

function originNote(origin: ReplayFile["origin"], isMasked: boolean): string {
  if (origin === "simulated") return "No address here is a real offender.";
  return isMasked ? "The campus’s own are masked." : "The campus’s own are among them.";
}
