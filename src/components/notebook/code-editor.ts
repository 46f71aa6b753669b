import {sqlTokens} from "../../engine/notebook/sql-tokens.js";
import {html} from "../html.js";

export interface CodeEditorOptions {
  readonly label: string;
  readonly language: "sql" | "json" | "markdown";
  readonly value: string;
  /** Called after every change that the reader makes. */
  readonly changed: (text: string) => void;
  /** Called on Ctrl+Enter, Cmd+Enter and Shift+Enter. */
  readonly submitted: () => void;
  /** Called on Escape. */
  readonly left: () => void;
}

export interface CodeEditor {
  readonly node: HTMLElement;
  value: string;
  focus(): void;
  /** Underlines what stands at a place, both from 1; null takes it away. */
  mark(place: {readonly line: number; readonly column: number} | null): void;
  /** Writes a text where the cursor is. */
  insert(text: string): void;
}

const keywords: ReadonlySet<string> = new Set(
  `all and any as asc between by case cast cross desc describe distinct else end except exists explain filter following from full
  group having in inner intersect interval is join lateral left like ilike limit natural not null nulls offset on or order outer over
  partition preceding qualify recursive right row rows sample select show similar summarize then to true false unbounded union
  using values when where window with first last`.split(/\s+/)
);

/** A text area that grows with its text, over the same text in colours. Tab leads on, as everywhere else. */
export function codeEditor(options: CodeEditorOptions): CodeEditor {
  const {label, language, changed, submitted, left} = options;
  const area =
    html`<textarea class="nb-text" aria-label=${label} spellcheck=${language === "markdown" ? "true" : "false"} autocapitalize="off" autocomplete="off" rows="1"></textarea>` as HTMLTextAreaElement;
  const code = html`<code></code>`;
  const node = html`<div class="nb-editor" data-language=${language}><div class="nb-colours" aria-hidden="true">${code}</div>${area}</div>`;
  let marked: number | null = null;

  function paint(): void {
    const parts: Node[] = colours(area.value, language, marked);
    // A last line that is empty would have no height.
    code.replaceChildren(...parts, document.createTextNode("\n"));
  }

  area.addEventListener("input", event => {
    event.stopPropagation();
    marked = null;
    paint();
    changed(area.value);
  });
  area.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      event.stopPropagation();
      submitted();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      left();
    } else if (!event.altKey) event.stopPropagation();
  });
  area.value = options.value;
  paint();
  return {
    node,
    get value() {
      return area.value;
    },
    set value(text) {
      if (area.value === text) return;
      area.value = text;
      marked = null;
      paint();
    },
    focus: () => area.focus(),
    mark(place) {
      marked =
        place === null
          ? null
          : area.value
              .split("\n")
              .slice(0, place.line - 1)
              .reduce((sum, line) => sum + line.length + 1, 0) +
            place.column -
            1;
      paint();
    },
    insert(text) {
      area.focus();
      // The only way that leaves the reader's undo as it is; where it is gone, the text matters more.
      if (!document.execCommand("insertText", false, text)) {
        area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
        area.dispatchEvent(new InputEvent("input", {bubbles: true}));
      }
    }
  };
}

function colours(text: string, language: CodeEditorOptions["language"], marked: number | null): Node[] {
  const span = (kind: string | null, part: string, start: number): Node => {
    const isMarked = marked !== null && marked >= start && marked < start + part.length;
    if (kind === null && !isMarked) return document.createTextNode(part);
    const classes = [kind === null ? "" : `nb-${kind}`, isMarked ? "nb-wrong" : ""].join(" ").trim();
    return html`<span class=${classes}>${part}</span>`;
  };
  if (language === "sql") {
    const tokens = sqlTokens(text);
    return tokens.map(({kind, text: part, start}) => {
      if (kind === "word") return span(keywords.has(part.toLowerCase()) ? "keyword" : null, part, start);
      return span(["space", "sign", "quoted"].includes(kind) ? null : kind, part, start);
    });
  }
  if (language === "markdown") return [document.createTextNode(text)];
  let at = 0;
  return text.split(/("(?:[^"\\\n]|\\.)*"\s*:?|-?\b\d[\d.eE+-]*|\b(?:true|false|null)\b)/).map((part, i) => {
    const start = at;
    at += part.length;
    if (i % 2 === 0) return document.createTextNode(part);
    const kind = part.endsWith(":") ? "keyword" : part.startsWith('"') ? "string" : "number";
    return span(kind, part, start);
  });
}
