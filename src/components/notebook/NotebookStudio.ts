import type {Cell, CellKind, Notebook} from "../../engine/notebook/document.js";
import {changeCell, insertCell, moveCell, newCell, removeCell} from "../../engine/notebook/edit.js";
import {formatNotebook, parseNotebook, readTitle} from "../../engine/notebook/file.js";
import {dependents} from "../../engine/notebook/graph.js";
import {createRunner} from "../../engine/notebook/runner.js";
import type {Overview} from "../../engine/overview.js";
import type {Site} from "../../engine/published.js";
import {saveFile} from "../export/save-file.js";
import {html} from "../html.js";
import {CellList} from "./CellList.js";
import {listenToKeys} from "./cell-keys.js";
import {NotebookHeader} from "./NotebookHeader.js";
import {notebookFragment} from "./notebook-link.js";
import {keepNotebook, newId} from "./notebook-store.js";
import {addressOf, type NotebookOrigin, type OpenedNotebook, openAddressed} from "./open-notebook.js";
import {notebookTables, openNotebookDatabase} from "./open-notebook-database.js";
import {outline} from "./outline.js";
import {Shelf} from "./Shelf.js";
import {schemaBrowser} from "./schema-browser.js";
import {shareBox} from "./share-box.js";
import {openShipped, type ShippedName} from "./shipped.js";
import {valueElement} from "./value-element.js";

export interface NotebookStudioOptions {
  readonly site: Site;
  readonly overview: Overview;
}

export interface NotebookStudio {
  readonly node: HTMLElement;
  /** Draws results again, as values are to be shown now. */
  redraw(showsPasswords: boolean): void;
}

/** Milliseconds without a change after which it is kept, and after which text, charts and inputs are drawn anew. */
const pause = 400;

/** The notebook on the page: its cells, what runs them, and where it is kept. */
export function NotebookStudio({site, overview}: NotebookStudioOptions): NotebookStudio {
  let notebook: Notebook = {title: "", cells: []};
  let origin: NotebookOrigin = {kind: "new"};
  let showing = {site, showsPasswords: false};
  let removed: {readonly cell: Cell; readonly index: number}[] = [];
  let lastFocus: string | null = null;
  let saving: ReturnType<typeof setTimeout> | undefined;
  const drawing = new Map<string, ReturnType<typeof setTimeout>>();

  const runner = createRunner({
    open: openNotebookDatabase,
    published: notebookTables,
    bounds: overview.data,
    changed(id, state) {
      list.view(id)?.show(state, runner.isEdited(id));
      if (state.status !== "waiting") header.setRunning(runner.isRunning);
    }
  });
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const list = CellList({
    actions: {
      change,
      run: id => run([id]),
      stop: () => runner.stop(),
      move,
      remove,
      ask: sql => runner.ask(sql),
      valueAt: (name, column) => valueElement(runner.valueOf(name, column), showing),
      showing: () => showing,
      days: {from: day(overview.data.from), to: day(overview.data.to + 86_399_999)}
    },
    add: (kind, index) => add(kind, index),
    stateOf: id => runner.stateOf(id),
    isEdited: id => runner.isEdited(id)
  });
  const header = NotebookHeader({
    rename(title) {
      notebook = {...notebook, title: readTitle(title)};
      keep();
    },
    runAll: () => run(notebook.cells.map(({id}) => id)),
    stop: () => runner.stop(),
    fold: isFolded => {
      for (const {id, kind} of notebook.cells)
        if (kind !== "markdown" && kind !== "exercise")
          notebook = changeCell(notebook, id, {folded: isFolded});
      show();
      keepFolds();
    },
    create: () =>
      open({notebook: {title: "Untitled notebook", cells: []}, origin: {kind: "new"}, problems: []}),
    download() {
      const name = notebook.title
        .replace(/[^\p{L}\p{N}]+/gu, "-")
        .replace(/^-|-$/g, "")
        .toLowerCase();
      const file = new Blob([formatNotebook(notebook)], {type: "application/json"});
      saveFile(`${name.slice(0, 80) || "notebook"}.json`, file);
    },
    async openFile(file) {
      const {notebook: read, problems} = parseNotebook(await file.text());
      if (read === null) header.say(problems.map(problem => `${file.name}: ${problem}`));
      else open({notebook: read, origin: {kind: "file"}, problems});
    },
    share: () => shareBox(notebook),
    undo
  });
  const shelf = Shelf({
    openKept: id => void openWith(`?notebook=${encodeURIComponent(id)}`),
    openShipped: async name =>
      open({notebook: await openShipped(name as ShippedName), origin: {kind: "shipped", name}, problems: []}),
    forgotten(id) {
      if (origin.kind === "kept" && origin.id === id) origin = {kind: "new"};
      showOrigin();
    }
  });
  const contents = html`<div></div>`;
  const known = overview.windows.find(
    ({from, to}) => from === overview.data.from && to === overview.data.to
  )?.kpis;
  const schema = schemaBrowser({
    insert(name) {
      const chosen = notebook.cells.find(({id, kind}) => id === lastFocus && kind !== "input");
      const cell = chosen ?? notebook.cells.findLast(({kind}) => kind === "sql");
      list.view(cell?.id ?? add("sql", notebook.cells.length))?.insert(name);
    },
    preview(sql) {
      const at = notebook.cells.findIndex(({id}) => id === lastFocus);
      run([add("sql", at < 0 ? notebook.cells.length : at + 1, sql)]);
    },
    counts: new Map(known === undefined ? [] : [["events", known.events]])
  });
  const node = html`<div class="nb-studio" data-testid="notebook" data-state="loading">
  <div class="nb-main">${header.node}${list.node}</div>
  <aside class="nb-side">
    <details open><summary>Notebooks</summary>${shelf.node}</details>
    <details><summary>In this notebook</summary>${contents}</details>
    <details><summary>Tables</summary>${schema}</details>
  </aside>
</div>`;
  // On a phone everything beside the notebook would stand before it.
  if (matchMedia("(max-width: 900px)").matches)
    for (const box of node.querySelectorAll("aside > details")) box.removeAttribute("open");

  listenToKeys(list.node, {
    edit: id => list.view(id)?.edit(),
    run: id => run([id]),
    move,
    remove,
    undo,
    go(id, by) {
      const index = notebook.cells.findIndex(cell => cell.id === id);
      list.view(notebook.cells[index + by]?.id ?? "")?.focus();
    },
    help: header.help
  });
  list.node.addEventListener("focusin", event => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>(".nb-cell") : null;
    lastFocus = cell?.dataset.cell ?? lastFocus;
  });

  function show(isOther = false): void {
    runner.setCells(notebook.cells);
    list.update(notebook, isOther);
    contents.replaceChildren(outline(notebook.cells));
  }

  function run(ids: Iterable<string>): void {
    header.setRunning(true);
    void runner.run(ids).finally(() => header.setRunning(runner.isRunning));
  }

  function change(id: string, changed: Partial<Pick<Cell, "name" | "source" | "folded">>): void {
    const cell = notebook.cells.find(known => known.id === id);
    if (cell === undefined) return;
    const before = dependents(runner.plan, [id]);
    notebook = changeCell(notebook, id, changed);
    show();
    if (changed.name === undefined && changed.source === undefined) keepFolds();
    else keep();
    // Whoever selected from the old name is told, and whoever waited for the new one runs.
    if (changed.name !== undefined) run([...before, ...dependents(runner.plan, [id])]);
    else if (changed.source !== undefined && cell.kind !== "sql") {
      clearTimeout(drawing.get(id));
      drawing.set(
        id,
        setTimeout(() => run([id]), pause)
      );
    }
  }

  function add(kind: CellKind, index: number, source?: string): string {
    const cell = newCell(notebook, kind, source);
    notebook = insertCell(notebook, cell, index);
    show();
    keep();
    if (source === undefined) list.view(cell.id)?.edit();
    if (kind === "input" || kind === "exercise") run([cell.id]);
    list.view(cell.id)?.node.scrollIntoView({block: "nearest"});
    return cell.id;
  }

  function move(id: string, by: 1 | -1): void {
    const isTyping = document.activeElement?.matches(".nb-text") ?? false;
    notebook = moveCell(notebook, id, by);
    show();
    keep();
    if (isTyping) list.view(id)?.edit();
    else list.view(id)?.focus();
    list.view(id)?.node.scrollIntoView({block: "nearest"});
  }

  function remove(id: string): void {
    const index = notebook.cells.findIndex(cell => cell.id === id);
    const cell = notebook.cells[index];
    if (cell === undefined) return;
    removed = [...removed, {cell, index}];
    const after = [...dependents(runner.plan, [id])].filter(other => other !== id);
    notebook = removeCell(notebook, id);
    show();
    keep();
    run(after);
    header.offerUndo("Cell deleted.");
    list.view((notebook.cells[index] ?? notebook.cells[index - 1])?.id ?? "")?.focus();
  }

  function undo(): void {
    const last = removed.at(-1);
    if (last === undefined) return;
    removed = removed.slice(0, -1);
    // Its id may have been given to another cell meanwhile.
    const isTaken = notebook.cells.some(({id}) => id === last.cell.id);
    const cell = isTaken ? {...last.cell, id: newCell(notebook, last.cell.kind).id} : last.cell;
    notebook = insertCell(notebook, cell, last.index);
    show();
    keep();
    run([cell.id]);
    header.offerUndo(removed.length === 0 ? null : "Cell deleted.");
    list.view(cell.id)?.focus();
  }

  /** Keeps what was changed; what is not the reader's own becomes a copy that is. */
  function keep(): void {
    clearTimeout(saving);
    saving = setTimeout(() => void save(), pause);
  }

  /** Who hides code has changed nothing that would be worth a copy. */
  function keepFolds(): void {
    if (origin.kind === "kept") keep();
  }

  async function save(): Promise<void> {
    clearTimeout(saving);
    saving = undefined;
    const isCopy = origin.kind !== "kept";
    const id = origin.kind === "kept" ? origin.id : newId();
    const own: NotebookOrigin = {kind: "kept", id};
    origin = own;
    try {
      await keepNotebook(id, notebook);
      // Meanwhile another one may have been opened.
      if (origin !== own) return void shelf.update(origin);
      if (isCopy) history.replaceState(history.state, "", addressOf(origin));
      showOrigin(isCopy ? "Kept in this browser, as a copy of yours." : "Kept in this browser.");
    } catch (error) {
      header.setOrigin(
        origin,
        `Not kept in this browser: ${error instanceof Error ? error.message : String(error)}. Download it to keep it.`
      );
    }
  }

  function showOrigin(words?: string): void {
    header.setOrigin(origin, words);
    void shelf.update(origin);
  }

  function open(opened: OpenedNotebook): void {
    if (saving !== undefined) void save();
    clearTimeout(saving);
    saving = undefined;
    runner.setCells([]);
    if (runner.isRunning) runner.stop();
    ({notebook, origin} = opened);
    removed = [];
    lastFocus = null;
    history.replaceState(history.state, "", addressOf(origin));
    header.setTitle(notebook.title);
    header.say(opened.problems);
    header.offerUndo(null);
    show(true);
    showOrigin();
    run(notebook.cells.map(({id}) => id));
  }

  async function openWith(search: string, hash = ""): Promise<void> {
    if (saving !== undefined) await save();
    try {
      open(await openAddressed({...location, search, hash}));
    } catch (error) {
      header.say([
        `The notebook could not be opened: ${error instanceof Error ? error.message : String(error)}`
      ]);
      show(true);
    }
    node.dataset.state = "ready";
  }

  addEventListener("hashchange", () => {
    if (location.hash.startsWith(notebookFragment)) void openWith("", location.hash);
  });
  addEventListener("pagehide", () => {
    if (saving !== undefined) void save();
  });
  void openWith(location.search, location.hash);

  return {
    node,
    redraw(showsPasswords) {
      showing = {site, showsPasswords};
      for (const {id} of notebook.cells) list.view(id)?.redraw();
    }
  };
}
