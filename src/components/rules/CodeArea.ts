import {html} from "../html.js";

export interface CodeArea {
  readonly node: HTMLElement;
  value: string;
  /** Marks lines, from 1, with what is wrong there. */
  mark(lines: ReadonlyMap<number, string>): void;
  /** Puts the cursor at a place, both from 1, and shows it. */
  goTo(line: number, column: number): void;
}

export interface CodeAreaOptions {
  readonly label: string;
  /** Called after every change that the reader makes. */
  readonly changed: () => void;
  /** Called on Ctrl+Enter or Cmd+Enter. */
  readonly submitted: () => void;
}

const indent = "  ";

/** A text area for code with numbered lines. Tab indents; after Escape it leads on as everywhere else. */
export function codeArea({label, changed, submitted}: CodeAreaOptions): CodeArea {
  const area =
    html`<textarea class="code-text" aria-label=${label} spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off" rows="22" aria-describedby="code-keys"></textarea>` as HTMLTextAreaElement;
  const gutter = html`<div class="code-gutter" aria-hidden="true"></div>`;
  const node = html`<div class="code-area">${gutter}${area}</div>`;
  let tabLeaves = false;
  let marks: ReadonlyMap<number, string> = new Map();

  function number(): void {
    const count = area.value.split("\n").length;
    gutter.replaceChildren(
      ...Array.from({length: count}, (_, i) => {
        const problem = marks.get(i + 1);
        return problem === undefined
          ? html`<div>${i + 1}</div>`
          : html`<div class="code-wrong" data-line=${i + 1} title=${problem}>▸ ${i + 1}</div>`;
      })
    );
    gutter.scrollTop = area.scrollTop;
  }

  function insert(text: string): void {
    // The only way that leaves the reader's undo as it is; where it is gone, the text matters more.
    if (!document.execCommand("insertText", false, text)) {
      area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
      area.dispatchEvent(new InputEvent("input", {bubbles: true}));
    }
  }

  area.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submitted();
    } else if (event.key === "Escape") tabLeaves = true;
    else if (event.key === "Tab" && !event.shiftKey && !event.altKey && !event.ctrlKey && !tabLeaves) {
      event.preventDefault();
      insert(indent);
    } else if (event.key !== "Tab" && event.key !== "Shift") tabLeaves = false;
  });
  area.addEventListener("focus", () => {
    tabLeaves = false;
  });
  area.addEventListener("input", event => {
    event.stopPropagation();
    number();
    changed();
  });
  area.addEventListener("scroll", () => {
    gutter.scrollTop = area.scrollTop;
  });
  number();
  return {
    node,
    get value() {
      return area.value;
    },
    set value(text) {
      area.value = text;
      area.scrollTop = 0;
      number();
    },
    mark(lines) {
      marks = lines;
      number();
    },
    goTo(line, column) {
      const before = area.value.split("\n").slice(0, line - 1);
      const start = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
      area.focus();
      area.setSelectionRange(start, start);
      const height = area.scrollHeight / Math.max(1, area.value.split("\n").length);
      area.scrollTop = Math.max(0, (line - 5) * height);
    }
  };
}
