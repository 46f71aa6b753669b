import {html} from "../../html.js";
import type {StageContext, StagePanel, StageState} from "../stage.js";
import {storyText} from "./chapter-words.js";

/**
 * The number, title and caption of the chapter that is told, above the stage; like subtitles below it while presenting. Read out where it
 * changes, and only there.
 */
export function CaptionBar({site}: Pick<StageContext, "site">): StagePanel {
  const number = html`<span class="replay-caption-number"></span>`;
  const title = html`<span></span>`;
  const caption = html`<p class="replay-caption-text" data-testid="replay-caption"></p>`;
  const body = html`<div class="replay-caption-body" hidden><p class="replay-caption-title">${number}${title}</p>${caption}</div>`;
  // The region itself is always there, or its first change would not be read out.
  const node = html`<section class="replay-caption" data-no-terms aria-label="Caption" aria-live="polite" aria-atomic="true">${body}</section>`;
  let shown: StageState["chapter"] = null;
  return {
    node,
    show({chapter}) {
      if (chapter === shown) return;
      shown = chapter;
      body.hidden = chapter === null;
      number.textContent = chapter === null ? "" : String(chapter.number);
      title.textContent = chapter === null ? "" : storyText(chapter.title, site);
      caption.textContent = storyText(chapter?.caption ?? "", site);
      caption.hidden = caption.textContent === "";
    }
  };
}
