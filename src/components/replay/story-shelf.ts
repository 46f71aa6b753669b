import {findStory} from "../../engine/replay/story/find-story.js";
import {fitsRecording} from "../../engine/replay/story/fits-recording.js";
import type {Story} from "../../engine/replay/story/story.js";
import {html} from "../html.js";
import type {Conductor} from "./conductor.js";
import {ChapterList} from "./present/ChapterList.js";
import type {DraftStore} from "./present/draft-store.js";
import {StoryEditor} from "./present/StoryEditor.js";
import type {Replays} from "./replays.js";
import type {StageContext, StagePanel, StageState} from "./stage.js";

export interface StoryShelfOptions {
  /** Those that came with the site or the file. */
  readonly stories: readonly Story[];
  /** What the reader marked, as a story; null where nothing is marked. */
  readonly marked?: () => Story | null;
  /** Where the reader's own story is kept; without it none can be made. */
  readonly drafts?: DraftStore;
  /** Buttons beside the story. */
  readonly more?: readonly Node[];
}

export interface StoryShelf extends StagePanel {
  /** Above the stage: where a story is made, closed until it is asked for. */
  readonly editor: HTMLElement;
  /** Those that can be told here. */
  offered(): readonly Story[];
}

/** The stories of a replay: those that came with it and fit, what was found in it, what the reader marked and wrote. */
export function storyShelf(
  context: StageContext,
  {whole}: Replays,
  conductor: Conductor,
  {stories, marked = () => null, drafts, more = []}: StoryShelfOptions
): StoryShelf {
  const fitting = stories.filter(story => fitsRecording(story, whole));
  const found = findStory(whole.recording, whole);
  let draft = drafts?.read() ?? null;
  const offered = () => [...fitting, found, marked(), draft].filter(story => story !== null);
  const editor = html`<div class="replay-editor-box" hidden></div>`;
  let panel: StagePanel | null = null;
  let shown: StageState | null = null;

  const list = ChapterList(context, {
    stories: offered(),
    choose: conductor.tellStory,
    more,
    ...(drafts === undefined ? {} : {edit: () => toggleEditor(drafts)})
  });
  // Alerts are starred meanwhile, and stretches marked on other pages: looked up whenever the reader turns to the list.
  for (const turning of ["pointerenter", "focusin"])
    list.node.addEventListener(turning, () => list.offer(offered()));

  function toggleEditor(store: DraftStore): boolean {
    editor.hidden = !editor.hidden;
    if (!editor.hidden) {
      makeEditor(store);
      editor.scrollIntoView({block: "nearest"});
    }
    return !editor.hidden;
  }

  function makeEditor(store: DraftStore): void {
    if (panel !== null) return;
    panel = StoryEditor(context, {
      draft,
      changed(story) {
        draft = story;
        list.offer(offered());
        return store.keep(story);
      },
      now: conductor.here,
      play(story, chapter) {
        conductor.tellStory(story);
        context.commands.goToChapter(chapter);
      }
    });
    editor.append(panel.node);
    if (shown !== null) panel.show(shown);
  }

  return {
    node: list.node,
    editor,
    offered,
    show(state) {
      shown = state;
      list.show(state);
      panel?.show(state);
    }
  };
}
