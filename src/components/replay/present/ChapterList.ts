import type {PlacedChapter, Story} from "../../../engine/replay/story/story.js";
import {html} from "../../html.js";
import type {StageContext, StagePanel, StageState} from "../stage.js";
import {chapterLength, chapterTime, storyText} from "./chapter-words.js";

export interface ChapterListOptions {
  /** Those to choose from: shipped, found, the reader's own. No two of one id. */
  readonly stories: readonly Story[];
  readonly choose: (story: Story | null) => void;
  /** Opens or closes the editor, and tells whether it is open now; without it there is none. */
  readonly edit?: () => boolean;
  /** Buttons beside the story: to present it. */
  readonly more?: readonly Node[];
}

export interface ChapterListPanel extends StagePanel {
  /** Others to choose from, such as after an edit. */
  offer(stories: readonly Story[]): void;
}

/** The stories there are, and the chapters of the one that is told: press one to go there. */
export function ChapterList(
  {commands, site, timeZone}: Pick<StageContext, "commands" | "site" | "timeZone">,
  {stories, choose, edit, more = []}: ChapterListOptions
): ChapterListPanel {
  let offered: readonly Story[] = [];
  let shown: StageState | null = null;
  let current: HTMLElement | null = null;
  const buttons = new Map<number, HTMLElement>();

  const select = html`<select class="button" data-testid="replay-story"></select>` as HTMLSelectElement;
  select.addEventListener("change", () => choose(offered.find(({id}) => id === select.value) ?? null));
  const about = html`<p class="replay-about"></p>`;
  const aboutBox = html`<details class="replay-about-box"><summary>About this story</summary>${about}</details>`;
  const list = html`<ol class="replay-chapters" data-testid="replay-chapters"></ol>`;
  const none = html`<p class="replay-about">No chapters: choose a story, or make your own.</p>`;
  const editButton = html`<button type="button" class="button" aria-expanded="false">Make your own</button>`;
  editButton.addEventListener("click", () =>
    editButton.setAttribute("aria-expanded", String(edit?.() === true))
  );
  editButton.hidden = edit === undefined;
  const node = html`<section class="frame replay-chapter-list" data-no-terms aria-label="Story">
  <div class="replay-row">
    <label class="replay-story-choice">Story ${select}</label>${editButton}
    <div class="replay-row replay-story-buttons">${more}</div>
    ${aboutBox}
  </div>
  ${none}${list}
</section>`;

  function offer(next: readonly Story[]): void {
    offered = next;
    select.replaceChildren(
      html`<option value="">No story</option>`,
      ...next.map(({id, title}) => html`<option value=${id}>${storyText(title, site)}</option>`)
    );
    select.value = shown?.story?.id ?? "";
  }

  function entry(chapter: PlacedChapter): HTMLElement {
    const {number, title, from} = chapter;
    const button = html`<button type="button" class="replay-chapter" data-chapter=${number}>
  <span class="replay-chapter-number">${number}</span>
  <span class="replay-chapter-title">${storyText(title, site)}</span>
  <span class="replay-chapter-time">${chapterTime(from, timeZone)} · ${chapterLength(chapter)}</span>
</button>`;
    button.addEventListener("click", () => commands.goToChapter(number));
    buttons.set(number, button);
    return html`<li>${button}</li>`;
  }

  function mark(chapter: PlacedChapter | null): void {
    current?.removeAttribute("aria-current");
    current = chapter === null ? null : (buttons.get(chapter.number) ?? null);
    if (current === null) return;
    current.setAttribute("aria-current", "step");
    bringIntoSight();
  }

  function bringIntoSight(): void {
    if (current === null) return;
    const {offsetLeft, offsetWidth} = current;
    // The list alone is scrolled: a page that moves under the reader is worse than a mark out of sight.
    list.scrollLeft = offsetLeft - (list.clientWidth - offsetWidth) / 2;
  }

  // Also once the list is on the page, and where it gets narrower.
  new ResizeObserver(bringIntoSight).observe(list);
  offer(stories);
  return {
    node,
    offer,
    show(state) {
      const {story, chapters, chapter} = state;
      const before = shown;
      shown = state;
      const isOther = before?.story !== story || before.chapters !== chapters;
      if (isOther) {
        select.value = story?.id ?? "";
        about.textContent = storyText(story?.about ?? "", site);
        aboutBox.hidden = about.textContent === "";
        buttons.clear();
        current = null;
        list.replaceChildren(...chapters.map(entry));
        none.hidden = chapters.length > 0;
        list.hidden = chapters.length === 0;
      }
      if (isOther || before?.chapter !== chapter) mark(chapter);
    }
  };
}
