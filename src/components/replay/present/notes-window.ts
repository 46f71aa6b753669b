import {html} from "../../html.js";
import type {StageContext, StageState} from "../stage.js";
import {notesStyle} from "./notes-style.js";
import {formatElapsed, notesPlace, notesText} from "./notes-text.js";

export interface NotesWindowOptions {
  /**
   * Told of every window that opens, so that its keys are the replay's: `window => listenForReplayKeys(root, actions, window)`. What it
   * returns ends that.
   */
  readonly listen?: (opened: Window) => () => void;
  /** Any steady count of milliseconds. @default performance.now */
  readonly now?: () => number;
}

export interface NotesWindow {
  /** Opens the notes, or closes them. */
  toggle(): void;
  close(): void;
  /** To be called with every state, as a panel's `show` is. */
  show(state: StageState): void;
}

/** Another press, and another page of the site, find the same window by its name. */
const windowName = "flowbook-speaker-notes";
const windowFeatures = "popup,width=760,height=620";

/** Milliseconds between two texts of the place while the replay plays. */
const placeInterval = 250;

/** What a presenter alone sees, in a second window that follows the replay: the note, what comes next, the clock and the time presented. */
export function notesWindow(
  context: Pick<StageContext, "commands" | "site" | "timeZone">,
  {listen = () => () => undefined, now = () => performance.now()}: NotesWindowOptions = {}
): NotesWindow {
  let open: {readonly window: Window; readonly body: NotesBody; readonly stop: () => void} | null = null;
  let last: StageState | null = null;
  /** When presenting began; it goes on while the window is closed. */
  let began: number | null = null;

  function close(): void {
    if (open === null) return;
    const {window: opened, stop} = open;
    open = null;
    stop();
    removeEventListener("pagehide", close);
    if (!opened.closed) opened.close();
  }

  function toggle(): void {
    const wasOpen = open !== null && !open.window.closed;
    close();
    if (wasOpen) return;
    const opened = window.open("", windowName, windowFeatures);
    if (opened === null) {
      context.commands.say(
        "The browser kept the notes from opening: allow pop-ups for this page and try again."
      );
      return;
    }
    began ??= now();
    const body = notesBody(context, () => {
      began = now();
      tell();
    });
    furnish(opened.document, body.node);
    const stopKeys = listen(opened);
    const timer = setInterval(tell, 1000);
    open = {
      window: opened,
      body,
      stop() {
        clearInterval(timer);
        stopKeys();
      }
    };
    // Notes that no replay follows would be mistaken for live ones.
    addEventListener("pagehide", close);
    if (last !== null) body.show(last, now());
    tell();
  }

  function tell(): void {
    if (open?.window.closed) close();
    open?.body.tell(now() - (began ?? now()));
  }

  return {
    toggle,
    close,
    show(state) {
      last = state;
      open?.body.show(state, now());
    }
  };
}

function furnish(page: Document, node: HTMLElement): void {
  const {dataset, lang} = document.documentElement;
  page.documentElement.lang = lang || "en";
  if (dataset.theme !== undefined) page.documentElement.dataset.theme = dataset.theme;
  const style = page.createElement("style");
  style.textContent = notesStyle;
  page.head.replaceChildren(style);
  page.title = "Speaker notes";
  page.body.replaceChildren(node);
}

interface NotesBody {
  readonly node: HTMLElement;
  show(state: StageState, now: number): void;
  /** @param elapsed milliseconds presented */
  tell(elapsed: number): void;
}

function notesBody(
  context: Pick<StageContext, "commands" | "site" | "timeZone">,
  startAnew: () => void
): NotesBody {
  const where = html`<p class="where"></p>`;
  const title = html`<h1></h1>`;
  const note = html`<p class="note"></p>`;
  const captionText = html`<span></span>`;
  const caption = html`<p class="caption"><b>On screen</b> ${captionText}</p>`;
  const did = html`<ul></ul>`;
  const done = html`<div class="did"><b>What we did</b>${did}</div>`;
  const next = html`<p class="next"></p>`;
  const place = html`<p class="place"></p>`;
  const elapsed = html`<output class="elapsed" aria-label="Time presented">0:00</output>`;
  const press = (label: string, act: () => void) => {
    const button = html`<button type="button">${label}</button>`;
    button.addEventListener("click", () => {
      act();
      // Space must go on playing, not press this again.
      button.blur();
    });
    return button;
  };
  const theme = press("Light or dark", () => {
    const {documentElement: root, defaultView} = theme.ownerDocument;
    const isDark =
      root.dataset.theme === undefined
        ? defaultView?.matchMedia("(prefers-color-scheme: dark)").matches
        : root.dataset.theme === "dark";
    root.dataset.theme = isDark ? "light" : "dark";
  });
  let size = 1;
  const resize = (step: number) => {
    size = Math.max(0.6, Math.min(2.4, size + step));
    node.style.setProperty("--size", String(size));
  };
  const node = html`<main>
  <header>${where}${elapsed}</header>
  <div class="text">${title}${note}${caption}${done}</div>
  <footer>${next}${place}<div class="buttons">
    ${press("Previous", () => context.commands.jump("chapter", -1))}
    ${press("Play or pause", () => context.commands.toggle())}
    ${press("Next", () => context.commands.jump("chapter", 1))}
    ${press("Smaller", () => resize(-0.2))}
    ${press("Larger", () => resize(0.2))}
    ${theme}
    ${press("Time from 0:00", startAnew)}
  </div></footer>
</main>`;
  let shown: Pick<StageState, "story" | "chapters" | "chapter"> | null = null;
  let placedAt = Number.NEGATIVE_INFINITY;

  function showText(state: StageState): void {
    shown = state;
    const text = notesText(state, context);
    where.textContent = text.where;
    title.textContent = text.title;
    note.textContent = text.note || "No note for this chapter.";
    note.classList.toggle("none", text.note === "");
    captionText.textContent = text.caption;
    caption.hidden = text.caption === "";
    did.replaceChildren(...text.did.map(line => html`<li>${line}</li>`));
    done.hidden = text.did.length === 0;
    next.replaceChildren(
      html`<b>Next</b>`,
      ` ${text.next ?? (state.chapter === null ? "nothing" : "this is the last chapter")}`
    );
  }

  return {
    node,
    show(state, now) {
      const {story, chapters, chapter} = state;
      if (shown?.story !== story || shown.chapters !== chapters || shown.chapter !== chapter) showText(state);
      if (state.playing && now - placedAt < placeInterval) return;
      placedAt = now;
      const text = notesPlace(state, context);
      if (place.textContent !== text) place.textContent = text;
    },
    tell(milliseconds) {
      elapsed.textContent = formatElapsed(milliseconds);
    }
  };
}
