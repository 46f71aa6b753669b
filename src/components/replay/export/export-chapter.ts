import {fileName} from "../../../engine/export/rows.js";
import {pngFile, svgFile} from "../../export/picture.js";
import {saveFile} from "../../export/save-file.js";
import {html} from "../../html.js";
import type {MaskedSite} from "../../mask.js";
import {formatTime} from "../../time-zone.js";
import {storyText} from "../present/chapter-words.js";
import type {ReplayView} from "../replay-extras.js";
import type {StageState} from "../stage.js";
import {chapterPicture} from "./chapter-picture.js";

export interface ExportChapterOptions {
  /** IANA name. */
  readonly timeZone: string;
  readonly site: MaskedSite;
}

/**
 * Buttons that save what is on screen as a picture, SVG and PNG, under the title and the caption of its chapter. Addresses leave the page
 * as it shows them.
 */
export function exportChapterButtons(view: ReplayView, options: ExportChapterOptions): HTMLElement {
  const button = (format: "svg" | "png") => {
    const element = html`<button type="button" class="button" data-testid=${`export-chapter-${format}`}>Picture as ${format.toUpperCase()}</button>`;
    element.addEventListener("click", async () => {
      const stage = element.closest(".replay")?.querySelector(".replay-stage");
      if (stage == null) return;
      try {
        view.commands.say(`Saved as ${await saveChapter(format, stage, view.state(), options)}.`);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        view.commands.say(`The picture could not be made: ${reason}`);
      }
    });
    return element;
  };
  return html`<span class="replay-export-pictures">${button("png")}${button("svg")}</span>`;
}

async function saveChapter(
  format: "svg" | "png",
  stage: Element,
  {story, chapter, frame}: StageState,
  {timeZone, site}: ExportChapterOptions
): Promise<string> {
  const title = storyText(chapter?.title ?? story?.title ?? "Replay", site);
  const when = Number.isFinite(frame.time) ? formatTime(frame.time, timeZone, true) : "";
  const told =
    chapter === null || story === null ? "" : `${storyText(story.title, site)}, chapter ${chapter.number}`;
  const picture = chapterPicture({
    stage,
    title,
    caption: storyText(chapter?.caption ?? "", site),
    note: [told, when].filter(part => part !== "").join(" · ")
  });
  const name = fileName(chapter === null ? title : `${chapter.number} ${title}`, format);
  saveFile(name, format === "svg" ? svgFile(picture) : await pngFile(picture));
  return name;
}
