export interface KeyActions {
  readonly edit: (id: string) => void;
  readonly run: (id: string) => void;
  readonly move: (id: string, by: 1 | -1) => void;
  readonly remove: (id: string) => void;
  readonly undo: () => void;
  /** Leads to the cell before or after. */
  readonly go: (id: string, by: 1 | -1) => void;
  readonly help: () => void;
}

/** What the keys do, as the help says it. */
export const keyHelp: readonly {readonly keys: string; readonly does: string}[] = [
  {keys: "Enter", does: "edits the cell that has the focus"},
  {keys: "Escape", does: "leaves the code for its cell"},
  {keys: "Shift+Enter or Ctrl+Enter", does: "runs the cell, and what depends on it"},
  {keys: "↑ and ↓", does: "lead to the cell above and below"},
  {keys: "Alt+↑ and Alt+↓", does: "move the cell"},
  {keys: "Delete", does: "deletes the cell; Ctrl+Z brings it back"},
  {keys: "?", does: "shows these keys"}
];

/** Listens to the keys of cells below an element. Within code and controls all but Alt+arrows keep their own meaning. */
export function listenToKeys(root: HTMLElement, actions: KeyActions): void {
  root.addEventListener("keydown", event => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    const cell = target?.closest<HTMLElement>(".nb-cell");
    const id = cell?.dataset.cell;
    if (id === undefined) return;
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
    const act = (does: () => void) => {
      event.preventDefault();
      does();
    };
    const isField = target?.matches("input, select, textarea") ?? false;
    if (event.altKey && by !== null && !isField) return act(() => actions.move(id, by));
    if (event.altKey && by !== null && target?.matches(".nb-text")) return act(() => actions.move(id, by));
    if (target !== cell) return;
    if (event.key === "Enter")
      return act(() =>
        event.shiftKey || event.ctrlKey || event.metaKey ? actions.run(id) : actions.edit(id)
      );
    if (event.key === "Delete") return act(() => actions.remove(id));
    if (event.key === "?") return act(actions.help);
    if (event.key === "z" && (event.ctrlKey || event.metaKey)) return act(actions.undo);
    if (by !== null && !event.shiftKey && !event.ctrlKey) return act(() => actions.go(id, by));
  });
}
