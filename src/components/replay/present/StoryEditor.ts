import {formatStory} from "../../../engine/replay/story/format-story.js";
import {readStory} from "../../../engine/replay/story/read-story.js";
import type {Chapter, Story} from "../../../engine/replay/story/story.js";
import {limits} from "../../../engine/replay/story/story-limits.js";
import {saveFile} from "../../export/save-file.js";
import {formatPlural} from "../../format.js";
import {html} from "../../html.js";
import type {StageContext, StagePanel} from "../stage.js";
import {ChapterForm} from "./ChapterForm.js";
import {storyText} from "./chapter-words.js";
import {chapterHere, copyStory, draftId, type Here, moveItem, storyFileName} from "./story-draft.js";

export interface StoryEditorOptions {
  /** The story as it was left; null: a new one. */
  readonly draft: Story | null;
  /** After every change; null where no chapter is left. Says why it could not be kept; null where it was. */
  readonly changed: (story: Story | null) => string | null;
  readonly now: () => Here;
  /** Tells the story, from a chapter on. */
  readonly play: (story: Story, chapter: number) => void;
}

interface Entry {
  chapter: Chapter;
  readonly form: ChapterForm;
}

/** Files beyond this are no stories, in bytes. */
const mostBytes = 1_000_000;

/** Makes a story of moments of the replay: chapters begin and end where it stands, and show what it shows. */
export function StoryEditor(
  {site, timeZone}: Pick<StageContext, "site" | "timeZone">,
  {draft, changed, now, play}: StoryEditorOptions
): StagePanel {
  let entries: readonly Entry[] = [];
  let told: Story | null = null;
  const title = html`<input type="text" maxlength=${limits.title}>` as HTMLInputElement;
  const about = html`<textarea rows="2" maxlength=${limits.about}></textarea>` as HTMLTextAreaElement;
  const list = html`<ol class="replay-forms"></ol>`;
  const said = html`<div role="status" class="replay-editor-said"></div>`;

  const story = (): Story | null =>
    entries.length === 0
      ? null
      : {
          id: draftId,
          title: title.value.trim() || "Untitled",
          about: about.value.trim() || null,
          chapters: entries.map(({chapter}) => chapter)
        };

  function say(...sentences: readonly string[]): void {
    said.replaceChildren(...sentences.map(sentence => html`<p>${sentence}</p>`));
  }

  function keep(): void {
    const problem = changed(story());
    if (problem !== null) say(problem);
  }

  function entryOf(chapter: Chapter): Entry {
    const index = () => entries.indexOf(entry);
    const form = ChapterForm(chapter, {
      timeZone,
      now,
      say,
      changed(next) {
        entry.chapter = next;
        keep();
      },
      move(by) {
        arrange(moveItem(entries, index(), by));
        entry.form.node.querySelector("summary")?.focus();
      },
      remove() {
        const place = index();
        arrange(entries.filter(other => other !== entry));
        const beside = entries[Math.min(place, entries.length - 1)];
        (beside?.form.node.querySelector("summary") ?? add).focus();
      },
      goThere() {
        const whole = story();
        if (whole !== null) play(whole, index() + 1);
      }
    });
    const entry: Entry = {chapter, form};
    return entry;
  }

  function arrange(next: readonly Entry[]): void {
    lay(next);
    keep();
  }

  /** Shows the chapters in an order. Forms are moved, so that what is open in them stays. */
  function lay(next: readonly Entry[]): void {
    entries = next;
    list.replaceChildren(...next.map(({form}) => html`<li>${form.node}</li>`));
    for (const [i, {form}] of next.entries()) form.place(i + 1, next.length);
    for (const button of [download, playAll]) button.disabled = next.length === 0;
  }

  function load(next: Story | null): void {
    title.value = next?.title ?? "My story";
    about.value = next?.about ?? "";
    lay((next?.chapters ?? []).map(entryOf));
  }

  /** Takes another story in place of the author's, which is kept nowhere else: until the next sentence it can be had back. */
  function replace(next: Story | null, ...sentences: readonly string[]): void {
    const before = story();
    load(next);
    keep();
    say(...sentences);
    if (before === null) return;
    const undo = press("Bring back what was here", () => replace(before));
    said.append(undo);
  }

  async function open(file: File): Promise<void> {
    if (file.size > mostBytes)
      return say(`${file.name} is too large for a story: it has ${file.size} bytes.`);
    const read = readStory(await file.text(), file.name);
    if (read.story === null) return say(`${file.name} holds no story that can be told.`, ...read.problems);
    const chapters = formatPlural(read.story.chapters.length, "chapter");
    replace({...read.story, id: draftId}, `Opened ${file.name}: ${chapters}.`, ...read.problems);
  }

  const press = (label: string, act: () => void) => {
    const button = html`<button type="button" class="button">${label}</button>` as HTMLButtonElement;
    button.addEventListener("click", () => {
      say();
      act();
    });
    return button;
  };
  const add = press("Add a chapter here", () => {
    if (entries.length >= limits.chapters) return say(`A story has ${limits.chapters} chapters at most.`);
    const entry = entryOf(chapterHere(now(), entries.length + 1));
    arrange([...entries, entry]);
    entry.form.node.open = true;
    entry.form.node.querySelector("input")?.focus();
  });
  const playAll = press("Play it", () => {
    const whole = story();
    if (whole !== null) play(whole, 1);
  });
  const download = press("Download as YAML", () => {
    const whole = story();
    if (whole === null) return;
    saveFile(
      storyFileName(whole.title),
      new Blob([formatStory(whole)], {type: "application/yaml;charset=utf-8"})
    );
    say("Put the file into data/stories, and the next build offers it to all readers.");
  });
  const copy = press("Start from this story", () => {
    if (told === null) return say("No story is told; choose one first.");
    replace(
      copyStory(told, text => storyText(text, site)),
      "Copied. What you change is your own; the story it came from stays as it is."
    );
  });
  const file = html`<input type="file" accept=".yml,.yaml,text/yaml" hidden>` as HTMLInputElement;
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    // The same file may be chosen again, mended.
    if (chosen !== undefined)
      void open(chosen).finally(() => {
        file.value = "";
      });
  });
  const openFile = press("Open a story file", () => file.click());
  const anew = press("Start anew", () => replace(null));
  title.addEventListener("input", keep);
  about.addEventListener("input", keep);

  const node = html`<section class="frame replay-editor" aria-label="Your story">
  <div class="replay-row">${add}${playAll}${copy}${openFile}${file}${download}${anew}</div>
  ${said}
  <div class="replay-form-fields"><label>Title of the story ${title}</label><label>What it is about ${about}</label></div>
  ${list}
</section>`;
  load(draft);
  return {
    node,
    show({story: now}) {
      told = now;
    }
  };
}
