import type {Target} from "../../map/WorldMap.js";
import type {MaskedSite} from "../../mask.js";
import type {ReplayView} from "../replay-extras.js";
import {exportChapterButtons} from "./export-chapter.js";
import {exportStoryButton} from "./export-story.js";

export interface ExportButtonsOptions {
  readonly site: MaskedSite;
  /** IANA name. */
  readonly timeZone: string;
  readonly targets: readonly Target[];
  /** The page that a story is put into: `loadTemplate` of story-template.ts. */
  readonly template: () => Promise<string>;
}

/** Buttons that save a replay: what is on screen as a picture, and the whole story as one file. */
export function exportButtons(
  view: ReplayView,
  {template, ...options}: ExportButtonsOptions
): readonly Node[] {
  return [
    exportChapterButtons(view, options),
    exportStoryButton({
      read: () => {
        const {whole, story} = view.state();
        return {recording: whole.recording, story, ...options};
      },
      template
    })
  ];
}
