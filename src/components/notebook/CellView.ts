import type {Cell} from "../../engine/notebook/document.js";
import type {Days, InputValue} from "../../engine/notebook/input.js";
import {withValue} from "../../engine/notebook/input.js";
import type {Result} from "../../engine/notebook/result.js";
import type {CellState} from "../../engine/notebook/runner.js";
import {html} from "../html.js";
import {cellOutput} from "./cell-output.js";
import {kindWords} from "./cell-words.js";
import {codeEditor} from "./code-editor.js";
import {exerciseView} from "./exercise-view.js";
import {inputControl} from "./input-control.js";
import {notebookText, type ValueElement} from "./notebook-text.js";
import {plainText, type Showing} from "./shown-value.js";

export interface CellActions {
  readonly change: (id: string, change: Partial<Pick<Cell, "name" | "source" | "folded">>) => void;
  readonly run: (id: string) => void;
  readonly stop: () => void;
  readonly move: (id: string, by: 1 | -1) => void;
  readonly remove: (id: string) => void;
  readonly ask: (sql: string) => Promise<Result>;
  readonly valueAt: ValueElement;
  readonly showing: () => Showing;
  /** The ends of the data. */
  readonly days: {readonly from: string; readonly to: string};
}

export interface CellView {
  readonly node: HTMLElement;
  /** Shows the cell as it is now, but for its result. */
  update(cell: Cell, label: string): void;
  show(state: CellState, isEdited: boolean): void;
  /** Draws the result again, as values are shown now. */
  redraw(): void;
  edit(): void;
  focus(): void;
  insert(text: string): void;
}

const languages = {
  sql: "sql",
  markdown: "markdown",
  exercise: "markdown",
  input: "json",
  chart: "json"
} as const;

/** One cell: its result, what went wrong, and below them its code. */
export function CellView(first: Cell, actions: CellActions): CellView {
  let cell = first;
  let state: CellState = {status: "idle"};
  let drawn: string | null = null;
  const {id, kind} = cell;
  const word = kindWords[kind].name;
  const output = html`<div class="nb-output"></div>`;
  const status = html`<div class="nb-status" role="status"></div>`;
  const editor = codeEditor({
    label: `${word}: ${languages[kind] === "sql" ? "SQL" : languages[kind] === "json" ? "JSON" : "Markdown"}`,
    language: languages[kind],
    value: cell.source,
    changed: source => actions.change(id, {source}),
    submitted: () => actions.run(id),
    left: () => node.focus()
  });
  const name =
    html`<input type="text" class="nb-cell-name" aria-label="Name of this cell" spellcheck="false" autocapitalize="off" maxlength="60" size="18" placeholder=${kind === "sql" ? "no name" : "name"}>` as HTMLInputElement;
  const namer = html`<label class="nb-namer"><span>${kind === "input" ? "in SQL :" : "name"}</span>${name}</label>`;
  const code = html`<div class="nb-code">${kind === "sql" || kind === "input" ? namer : null}${editor.node}</div>`;
  const button = (label: string, text: string, act: () => void) => {
    const element = html`<button type="button" aria-label=${`${label} ${word.toLowerCase()}`} title=${label}>${text}</button>`;
    element.addEventListener("click", act);
    return element;
  };
  const fold = html`<button type="button" class="nb-fold">Code</button>`;
  fold.addEventListener("click", () => actions.change(id, {folded: !cell.folded}));
  const bar = html`<div class="nb-bar">
  ${kind === "markdown" || kind === "exercise" ? null : button("Run", "Run", () => actions.run(id))}${fold}
  ${button("Move up", "↑", () => actions.move(id, -1))}${button("Move down", "↓", () => actions.move(id, 1))}${button("Delete", "Delete", () => actions.remove(id))}
</div>`;
  const node = html`<section class="nb-cell" tabindex="0" role="group" data-kind=${kind} data-cell=${id} id=${`nb-${id}`}>${bar}${output}${status}${code}</section>`;

  name.addEventListener("change", () =>
    actions.change(id, {name: name.value.trim() === "" ? null : name.value.trim()})
  );
  name.addEventListener("keydown", event => {
    event.stopPropagation();
    if (event.key === "Escape") node.focus();
    if (event.key === "Enter") name.blur();
  });

  function draw(): void {
    if (kind === "markdown") {
      const isEmpty = cell.source.trim() === "";
      output.replaceChildren(
        isEmpty
          ? html`<p class="nb-hint">Empty text. Write Markdown below.</p>`
          : notebookText(cell.source, actions.valueAt)
      );
    } else if (kind === "exercise") drawExercise();
    else if (state.status === "ready" && state.input !== undefined) {
      const chosen = (value: InputValue | Days) => {
        actions.change(id, {source: withValue(cell.source, value)});
        actions.run(id);
      };
      const showing = actions.showing();
      const column = {name: "from" in state.input ? "" : "value", type: "VARCHAR"};
      const shown = (option: string) => plainText(option, column, showing) ?? "";
      // A control that the reader holds is not taken away.
      if (!output.contains(document.activeElement))
        output.replaceChildren(inputControl(state.input, {shown, days: actions.days, chosen}));
    } else if (state.status === "ready") {
      const frame = cellOutput(cell, state, actions.showing());
      output.replaceChildren(...(frame === null ? [] : [frame]));
    } else if (state.status === "error" || state.status === "stopped") output.replaceChildren();
  }

  /** Drawn anew, it would lose what the reader wrote into it. */
  function drawExercise(): void {
    if (drawn === cell.source) return;
    drawn = cell.source;
    const {ask, valueAt, showing} = actions;
    output.replaceChildren(exerciseView(cell.source, {ask, valueAt, showing, left: () => node.focus()}));
  }

  function say(isEdited: boolean): void {
    status.replaceChildren();
    if (state.status === "error") {
      const {position, message} = state;
      const place = position === null ? "" : ` (line ${position.line}, column ${position.column})`;
      status.append(html`<p class="nb-error">${message}${place}</p>`);
      editor.mark(isEdited ? null : position);
    } else {
      editor.mark(null);
      if (state.status === "running") {
        const stop = html`<button type="button" class="button">Stop</button>`;
        stop.addEventListener("click", actions.stop);
        status.append(html`<p>${state.text} ${stop}</p>`);
      } else if (state.status === "waiting") status.append(html`<p>Waiting for other cells …</p>`);
      else if (state.status === "stopped") status.append(html`<p>Stopped. Run it again when you like.</p>`);
    }
    if (isEdited && state.status !== "running" && state.status !== "waiting" && kind === "sql")
      status.append(html`<p class="nb-hint">Changed since it ran. Shift+Enter runs it.</p>`);
  }

  const busy = () => state.status === "waiting" || state.status === "running";
  return {
    node,
    update(next, label) {
      const isOther = next.source !== cell.source;
      cell = next;
      node.setAttribute("aria-label", label);
      editor.value = cell.source;
      if (document.activeElement !== name) name.value = cell.name ?? "";
      code.hidden = cell.folded;
      fold.setAttribute("aria-expanded", String(!cell.folded));
      fold.textContent = cell.folded ? (kind === "markdown" ? "Edit" : "Show code") : "Hide code";
      if (isOther && (kind === "markdown" || kind === "exercise")) draw();
    },
    show(next, isEdited) {
      const before = state;
      state = next;
      node.dataset.state = busy() ? "loading" : state.status;
      node.setAttribute("aria-busy", String(busy()));
      if (state !== before) draw();
      say(isEdited);
    },
    redraw: draw,
    edit() {
      if (cell.folded) actions.change(id, {folded: false});
      editor.focus();
    },
    focus: () => node.focus(),
    insert(text) {
      if (cell.folded) actions.change(id, {folded: false});
      editor.insert(text);
    }
  };
}
