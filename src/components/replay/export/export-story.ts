import {fileName} from "../../../engine/export/rows.js";
import {createTape, positionAt} from "../../../engine/replay/tape.js";
import {saveFile} from "../../export/save-file.js";
import {formatBytes, formatCount, formatPlural} from "../../format.js";
import {html} from "../../html.js";
import {visibleText} from "../../log-text.js";
import {formatTimeRange} from "../../time-zone.js";
import {lastMoment, prepareFile, type StoryToExport} from "./prepare-file.js";
import {storyPage} from "./story-page.js";

export interface ExportStoryOptions {
  /** What is told now. */
  readonly read: () => StoryToExport;
  /** The page to put it into, as the site's build made it. */
  readonly template: () => Promise<string>;
}

/**
 * A button that opens a dialog in which a story is exported as one HTML file: what will be in it, what will be masked, how large it
 * became. The dialog is on the page only while it is open.
 */
export function exportStoryButton({read, template}: ExportStoryOptions): HTMLElement {
  const button = html`<button type="button" class="button" data-testid="export-story" aria-haspopup="dialog">Export as one file …</button>`;
  button.addEventListener("click", () => openDialog(read(), template));
  return button;
}

function openDialog(told: StoryToExport, template: () => Promise<string>): void {
  const {site, story} = told;
  const campus = html`<input type="checkbox" name="campus">` as HTMLInputElement;
  const notes = html`<input type="checkbox" name="notes">` as HTMLInputElement;
  const save =
    html`<button type="submit" class="button replay-export-save">Make and save the file</button>` as HTMLButtonElement;
  const close = html`<button type="button" class="button">Close</button>`;
  const status = html`<p class="replay-export-status" role="status" data-testid="export-status"></p>`;
  const form = html`<form class="replay-export">
    <h2>Export ${story === null ? "the replay" : "the story"} as one file</h2>
    <p>One HTML file that plays in any current browser, from disk and without a network. It asks for nothing and sends nothing.</p>
    ${contents(told)}
    ${site.origin === "simulated" ? null : html`<label>${campus} Show campus addresses</label><p class="replay-export-hint">Otherwise they are masked in the file for good. What may leave the campus is for you to say.</p>`}
    ${hasNotes(told) ? html`<label>${notes} With speaker notes</label><p class="replay-export-hint">Everybody who gets the file can read them.</p>` : null}
    <div class="replay-export-buttons">${[save, close]}</div>
    ${status}
  </form>`;
  const dialog =
    html`<dialog class="replay-export-dialog" aria-label="Export as one file">${form}</dialog>` as HTMLDialogElement;

  async function make(): Promise<void> {
    const say = async (sentence: string) => {
      status.textContent = sentence;
      // What follows takes the page's whole attention for a moment, so the sentence has to be painted before.
      await new Promise(resolve => setTimeout(resolve, 30));
    };
    save.disabled = true;
    try {
      await say("Fetching the player …");
      const page = await template();
      await say("Gathering what the story tells of …");
      const file = prepareFile(told, {showsCampus: campus.checked, withNotes: notes.checked});
      await say("Compressing …");
      const blob = await storyPage(file, page);
      const name = fileName(story?.title ?? "replay", "html");
      saveFile(name, blob);
      status.dataset.bytes = String(blob.size);
      await say(`Saved as ${name}, ${formatBytes(blob.size)}.`);
    } catch (error) {
      await say(`The file could not be made: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      save.disabled = false;
    }
  }

  form.addEventListener("submit", event => {
    event.preventDefault();
    void make();
  });
  close.addEventListener("click", () => dialog.close());
  // Keys typed here are no commands for the replay.
  dialog.addEventListener("keydown", event => event.stopPropagation());
  dialog.addEventListener("close", () => dialog.remove());
  // In full screen nothing outside of that element is seen.
  (document.fullscreenElement ?? document.body).append(dialog);
  dialog.showModal();
}

function contents({recording, story, timeZone}: StoryToExport): HTMLElement {
  const {columns, alerts} = recording;
  const {clock, length} = createTape(columns.times);
  const end = lastMoment(story);
  const events = positionAt({clock, length}, end);
  const lastRow = columns.rows[events - 1] ?? -1;
  const shown = alerts.filter(({row}) => row <= lastRow).length;
  const [from, to] = [clock[0] ?? Number.NaN, clock[events - 1] ?? Number.NaN];
  const upTo =
    story === null
      ? ""
      : ", everything up to the end of its last chapter, because a replay counts from the beginning";
  return html`<ul>
    ${story === null ? null : html`<li>${visibleText(story.title)}, ${formatPlural(story.chapters.length, "chapter")}</li>`}
    <li>${formatPlural(events, "event")} and ${formatPlural(shown, "alert")}${upTo}</li>
    ${events === 0 ? null : html`<li>${formatTimeRange(from, to, timeZone)}</li>`}
    <li>the player with its map. No passwords, no original log lines, no other page. Expect ${expected(events, shown)}.</li>
  </ul>`;
}

/** Bytes of the page without a recording, and about how many an event and an alert add to it. */
const [pageBytes, eventBytes, alertBytes] = [450_000, 8, 75];

function expected(events: number, alerts: number): string {
  const bytes = pageBytes + events * eventBytes + alerts * alertBytes;
  return `about ${formatCount(Math.max(1, Math.round(bytes / 1e6)))} MB`;
}

function hasNotes({story}: StoryToExport): boolean {
  return story?.chapters.some(({note}) => note !== null) ?? false;
}
