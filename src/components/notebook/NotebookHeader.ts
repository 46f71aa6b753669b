import {html} from "../html.js";
import {notebookHelp} from "./notebook-help.js";
import type {NotebookOrigin} from "./open-notebook.js";

export interface HeaderActions {
  readonly rename: (title: string) => void;
  readonly runAll: () => void;
  readonly stop: () => void;
  readonly fold: (isFolded: boolean) => void;
  readonly create: () => void;
  readonly download: () => void;
  readonly openFile: (file: File) => void;
  readonly share: () => Promise<HTMLElement>;
  readonly undo: () => void;
}

export interface NotebookHeader {
  readonly node: HTMLElement;
  setTitle(title: string): void;
  setOrigin(origin: NotebookOrigin, words?: string): void;
  setRunning(isRunning: boolean): void;
  /** Tells of problems, a sentence each; none takes them away. */
  say(problems: readonly string[]): void;
  /** Offers to undo; null offers nothing. */
  offerUndo(words: string | null): void;
  help(): void;
}

/** Where a notebook comes from, beside its title, and what that means for changes. */
const originWords: Readonly<
  Record<NotebookOrigin["kind"], {readonly badge: string; readonly words: string}>
> = {
  kept: {badge: "Yours", words: "Kept in this browser."},
  shipped: {badge: "Part of the site", words: "What you change is kept as a copy of yours."},
  link: {
    badge: "From a link",
    words:
      "Nothing of yours is replaced: what you change is kept as a copy. A notebook only reads the tables of this page."
  },
  file: {badge: "From a file", words: "What you change is kept in this browser, as a copy of the file."},
  new: {badge: "New", words: "It is kept in this browser once there is something in it."}
};

/** Title, where the notebook comes from, and what can be done with the whole of it. */
export function NotebookHeader(actions: HeaderActions): NotebookHeader {
  const title =
    html`<input type="text" class="nb-title" aria-label="Title of this notebook" maxlength="200">` as HTMLInputElement;
  title.addEventListener("change", () => actions.rename(title.value));
  title.addEventListener("keydown", event => {
    if (event.key === "Enter") title.blur();
  });
  const badge = html`<span class="nb-badge"></span>`;
  const words = html`<span role="status" data-testid="notebook-kept"></span>`;
  const problems = html`<div class="nb-problems" role="alert"></div>`;
  const box = html`<div class="nb-box"></div>`;
  const undoBox = html`<p class="nb-undo" role="status"></p>`;
  const button = (text: string, act: () => void) => {
    const element = html`<button type="button" class="button">${text}</button>`;
    element.addEventListener("click", act);
    return element;
  };
  const runAll = button("Run all", actions.runAll);
  const stop = button("Stop", actions.stop);
  stop.hidden = true;
  let isFolded = false;
  const fold = button("Hide all code", () => {
    isFolded = !isFolded;
    fold.textContent = isFolded ? "Show all code" : "Hide all code";
    actions.fold(isFolded);
  });
  const file =
    html`<input type="file" accept=".json,application/json" hidden aria-label="Open a notebook file">` as HTMLInputElement;
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    if (chosen !== undefined) actions.openFile(chosen);
    file.value = "";
  });
  const share = button("Share", async () => {
    if (box.dataset.shows === "link") return showBox("", null);
    showBox("link", await actions.share());
  });
  const keys = button("Help", help);

  function showBox(what: string, content: HTMLElement | null): void {
    box.dataset.shows = what;
    box.replaceChildren(...(content === null ? [] : [content]));
  }

  function help(): void {
    if (box.dataset.shows === "help") showBox("", null);
    else showBox("help", notebookHelp());
  }

  const node = html`<div class="nb-header">
  ${title}
  <p class="nb-origin">${badge} ${words}</p>
  <div class="nb-tools" role="toolbar" aria-label="Notebook">${runAll}${stop}${fold}${button("New", actions.create)}${button("Open file", () => file.click())}${button("Download", actions.download)}${share}${keys}${file}</div>
  ${box}${problems}${undoBox}
</div>`;
  return {
    node,
    setTitle(text) {
      title.value = text;
    },
    setOrigin({kind}, text) {
      badge.textContent = originWords[kind].badge;
      badge.dataset.kind = kind;
      words.textContent = text ?? originWords[kind].words;
    },
    setRunning(isRunning) {
      stop.hidden = !isRunning;
    },
    say(sentences) {
      problems.replaceChildren(...sentences.map(sentence => html`<p>${sentence}</p>`));
    },
    offerUndo(text) {
      undoBox.replaceChildren(...(text === null ? [] : [text, " ", button("Undo", actions.undo)]));
    },
    help
  };
}
