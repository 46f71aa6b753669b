/** What the keys of the table do. */
export interface KeyActions {
  /** Moves the focus by rows. */
  readonly move: (step: 1 | -1) => void;
  /** To the first or the last row of the page. */
  readonly end: (last: boolean) => void;
  /** By the key: i, a, c, s, b, x or Enter. */
  readonly act: (key: string) => void;
  readonly search: () => void;
  readonly help: () => void;
  /** Whether the keys are about a row: one has the focus, or has the cursor while nothing else has the focus. */
  readonly isInTable: () => boolean;
  /** Whether the rows are awaited. */
  readonly isLoading: () => boolean;
  /** Says so. */
  readonly sayLoading: () => void;
}

/** Keys that do something about the row that has the focus. */
const rowKeys: ReadonlySet<string> = new Set(["i", "a", "c", "s", "b", "x", "Enter", " "]);

/** Keys after which a dialog is expected, and words typed into it. */
const dialogKeys: ReadonlySet<string> = new Set(["c", "b"]);

/** Milliseconds without a key after which a word is taken to be over. */
const wordPause = 800;

/** Listens for the table's keys as long as it is on the page; never while the reader types, or a dialog or menu is open. */
export function listenForKeys(node: HTMLElement, actions: KeyActions): void {
  let wasShown = false;
  // Where the dialog that a key asks for did not open, what is typed for it must not act on rows.
  let deafUntil = 0;
  function listen(event: KeyboardEvent): void {
    if (node.isConnected) wasShown = true;
    else if (wasShown) {
      removeEventListener("keydown", listen);
      return;
    }
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event))
      return;
    if (event.timeStamp < deafUntil && event.key.length === 1) {
      deafUntil = event.timeStamp + wordPause;
      event.preventDefault();
    } else if (handle(event)) event.preventDefault();
  }

  function handle({key, target, timeStamp}: KeyboardEvent): boolean {
    const inTable = actions.isInTable();
    if (!inTable && dialogKeys.has(key)) deafUntil = timeStamp + wordPause;
    if (actions.isLoading() && /^[jkicasbx]$/.test(key)) {
      actions.sayLoading();
      return true;
    }
    if (key === "j" || (key === "ArrowDown" && inTable)) actions.move(1);
    else if (key === "k" || (key === "ArrowUp" && inTable)) actions.move(-1);
    else if (key === "/") actions.search();
    else if (key === "?") actions.help();
    else if ((key === "Home" || key === "End") && inTable) actions.end(key === "End");
    else if (inTable && rowKeys.has(key)) {
      // Enter and Space on a control of the row are the control's.
      const isRow = target instanceof HTMLTableRowElement || target === document.body;
      if (!isRow && (key === "Enter" || key === " ")) return false;
      actions.act(key === " " ? "x" : key);
    } else return false;
    return true;
  }

  addEventListener("keydown", listen);
}

function isElsewhere({target}: KeyboardEvent): boolean {
  if (document.querySelector("dialog[open]") !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="menu"], textarea, select') !== null) return true;
  return target instanceof HTMLInputElement && target.type !== "checkbox";
}
