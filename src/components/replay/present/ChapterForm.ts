import type {Chapter} from "../../../engine/replay/story/story.js";
import {limits} from "../../../engine/replay/story/story-limits.js";
import {html} from "../../html.js";
import {formatTime} from "../../time-zone.js";
import {chapterLength, formatSeconds} from "./chapter-words.js";
import {chosen, type Here, linesOf, secondsOf} from "./story-draft.js";

export interface ChapterFormOptions {
  readonly timeZone: string;
  readonly now: () => Here;
  /** After every change of the chapter. */
  readonly changed: (chapter: Chapter) => void;
  /** A sentence for the author. */
  readonly say: (sentence: string) => void;
  readonly move: (by: 1 | -1) => void;
  readonly remove: () => void;
  /** Goes to where the chapter begins. */
  readonly goThere: () => void;
}

export interface ChapterForm {
  readonly node: HTMLDetailsElement;
  /** Its place among `of` chapters, from 1. */
  place(number: number, of: number): void;
}

/** One chapter of a story, to be changed: closed it is a line of a list. */
export function ChapterForm(first: Chapter, options: ChapterFormOptions): ChapterForm {
  const {timeZone, now, changed, say} = options;
  let chapter = first;
  const head = html`<span class="replay-form-head"></span>`;
  const from = html`<output></output>`;
  const to = html`<output></output>`;
  const scene = html`<output></output>`;

  function change(next: Partial<Chapter>): void {
    chapter = {...chapter, ...next};
    describe();
    changed(chapter);
  }

  function describe(): void {
    head.textContent = `${chapter.title}, ${formatTime(chapter.from, timeZone)}, ${chapterLength(chapter)}`;
    from.textContent = formatTime(chapter.from, timeZone, true);
    to.textContent = formatTime(chapter.to, timeZone, true);
    scene.textContent = sceneWords(chapter);
  }

  const press = (label: string, act: () => void) => {
    const button = html`<button type="button" class="button">${label}</button>`;
    button.addEventListener("click", act);
    return button;
  };
  const title = html`<input type="text" maxlength=${limits.title} value=${first.title}>` as HTMLInputElement;
  title.addEventListener("input", () => change({title: title.value.trim() || "Untitled"}));
  const area = (name: "caption" | "note", rows: number) => {
    const element =
      html`<textarea rows=${rows} maxlength=${limits[name]}>${first[name]}</textarea>` as HTMLTextAreaElement;
    element.addEventListener("input", () => change({[name]: element.value.trim() || null}));
    return element;
  };
  const did = html`<textarea rows="3">${first.did.join("\n")}</textarea>` as HTMLTextAreaElement;
  did.addEventListener("input", () => change({did: linesOf(did.value)}));
  const card = html`<input type="checkbox" checked=${first.card}>` as HTMLInputElement;
  card.addEventListener("change", () => change({card: card.checked}));
  const seconds =
    html`<input type="number" min="1" max=${limits.seconds} value=${first.seconds ?? ""}>` as HTMLInputElement;
  seconds.addEventListener("input", () => {
    const typed = secondsOf(seconds.value);
    seconds.setAttribute("aria-invalid", String(typed === undefined || seconds.validity.badInput));
    if (typed === undefined || seconds.validity.badInput)
      say(`Seconds are a number up to ${limits.seconds}, or nothing for the reader's own speed.`);
    else change({seconds: typed});
  });

  function beginHere(): void {
    const time = Math.floor(now().moment.time);
    change({from: time, to: Math.max(time, chapter.to)});
  }

  function endHere(): void {
    const time = Math.floor(now().moment.time);
    if (time < chapter.from) say("The replay stands before this chapter's beginning, where it cannot end.");
    else change({to: time});
  }

  const up = press("Up", () => options.move(-1)) as HTMLButtonElement;
  const down = press("Down", () => options.move(1)) as HTMLButtonElement;
  describe();
  const node = html`<details class="replay-form">
  <summary>${head}</summary>
  <div class="replay-form-fields">
    <label>Title ${title}</label>
    <div class="replay-row"><span>From ${from}</span>${press("Begin here", beginHere)}<span>to ${to}</span>${press("End here", endHere)}</div>
    <div class="replay-row"><label>Plays for ${seconds} seconds</label><label>${card} Title card before it</label></div>
    <div class="replay-row"><span>Shows ${scene}</span>${press("Show what is shown now", () => change({scene: chosen(now().scene)}))}</div>
    <label>Caption, for the audience ${area("caption", 2)}</label>
    <label>Note, for the presenter ${area("note", 3)}</label>
    <label>What we did, one line each ${did}</label>
    <div class="replay-row">${press("Go there", options.goThere)}${up}${down}${press("Delete", options.remove)}</div>
  </div>
</details>` as HTMLDetailsElement;
  return {
    node,
    place(number, of) {
      up.disabled = number === 1;
      down.disabled = number === of;
      node.dataset.number = String(number);
    }
  };
}

function sceneWords({scene: {view, span, only, without, source, camera}}: Chapter): string {
  const parts = [
    view === undefined ? "everything at once" : `the view “${view}”`,
    span === undefined || !Number.isFinite(span) ? null : `the last ${formatSeconds(span / 1000)}`,
    only === undefined || only === "all" ? null : `${only} events only`,
    without === undefined || without.length === 0 ? null : `without ${without.length} blocked`,
    source == null ? null : "one source in depth",
    camera == null ? null : "a part of the map"
  ];
  return parts.filter(part => part !== null).join(", ");
}
