/** What the keys of a replay do. */
export interface ReplayKeyActions {
  /** Space: plays and pauses, or goes on behind a card. */
  toggle(): void;
  /** Batches on; back where negative. */
  step(batches: 1 | -1): void;
  /** To the next or the previous chapter. */
  turn(direction: 1 | -1): void;
  /** To a chapter by its number, from 1. */
  goToChapter(number: number): void;
  /** To the first or the last event. */
  end(last: boolean): void;
  jump(kind: "alert" | "burst", direction: 1 | -1): void;
  fullScreen(): void;
  notes(): void;
  clean(): void;
  lock(): void;
  help(): void;
  /** Leaves the outermost of what was entered, such as full screen; false where there is nothing to leave. */
  leave(): boolean;
  /** Whether the stage fills the screen, so that every key is the replay's. */
  isPresenting(): boolean;
}

/** A key as pressed, with what of the page it was pressed on. */
export interface KeyPress {
  readonly key: string;
  readonly shift: boolean;
  readonly place: KeyPlace;
}

/**
 * - "stage": within the replay, on nothing that has keys of its own
 * - "page": nothing has the focus
 * - "button": presses by space; "slider", "scroller": move by arrows; "list": a choice, which arrows and letters move in
 * - "text": something is being typed, or a menu or a dialog is open
 * - "elsewhere": another part of the page
 */
export type KeyPlace = "stage" | "page" | "button" | "slider" | "scroller" | "list" | "text" | "elsewhere";

/** What clickers send: they must work whatever has the focus, because whoever holds one stands far from the keyboard. */
const clickerKeys: ReadonlySet<string> = new Set(["PageUp", "PageDown"]);

const scrollKeys: ReadonlySet<string> = new Set([
  "ArrowUp",
  "ArrowDown",
  "PageUp",
  "PageDown",
  "Home",
  "End"
]);
const arrowKeys: ReadonlySet<string> = new Set(["ArrowLeft", "ArrowRight", ...scrollKeys]);

/** Whether a key is the replay's, rather than that of what has the focus. */
export function isReplayKey({key, shift, place}: KeyPress, presenting: boolean): boolean {
  if (shift && !/^[a-z?]$/i.test(key)) return false;
  if (presenting && clickerKeys.has(key)) return true;
  // Space presses a button, and would press it twice; Enter is nobody's here.
  if (place === "button") return key !== " ";
  if (place === "slider" || place === "scroller") return !arrowKeys.has(key);
  // The page scrolls by these, unless there is nothing of it to be seen.
  if (place === "page") return presenting || !scrollKeys.has(key);
  return place === "stage";
}

/** What a key does, given the direction that Shift turns round. */
type Action = (actions: ReplayKeyActions, direction: 1 | -1) => void;

/** What a key asks for; null for a key that asks for nothing. */
export function actionOf({
  key,
  shift
}: Pick<KeyPress, "key" | "shift">): ((actions: ReplayKeyActions) => void) | null {
  if (/^\d$/.test(key)) return actions => actions.goToChapter(key === "0" ? 10 : Number(key));
  // With caps lock a letter is large without Shift.
  const action = byKey.get(key.length === 1 ? key.toLowerCase() : key);
  return action === undefined ? null : actions => action(actions, shift ? -1 : 1);
}

const byKey: ReadonlyMap<string, Action> = new Map<string, Action>([
  [" ", actions => actions.toggle()],
  ["ArrowLeft", actions => actions.step(-1)],
  ["ArrowRight", actions => actions.step(1)],
  ["PageUp", actions => actions.turn(-1)],
  ["ArrowUp", actions => actions.turn(-1)],
  ["PageDown", actions => actions.turn(1)],
  ["ArrowDown", actions => actions.turn(1)],
  ["Home", actions => actions.end(false)],
  ["End", actions => actions.end(true)],
  ["a", (actions, direction) => actions.jump("alert", direction)],
  ["b", (actions, direction) => actions.jump("burst", direction)],
  ["f", actions => actions.fullScreen()],
  ["n", actions => actions.notes()],
  ["c", actions => actions.clean()],
  ["k", actions => actions.lock()],
  ["?", actions => actions.help()]
]);

/**
 * Listens for the replay's keys as long as its root is on the page.
 * @param target another window whose keys are the replay's, such as that of the notes. @default the page's own
 * @returns ends it
 */
export function listenForReplayKeys(
  root: HTMLElement,
  actions: ReplayKeyActions,
  target: Window = window
): () => void {
  let wasShown = false;

  function listen(event: KeyboardEvent): void {
    if (root.isConnected) wasShown = true;
    else if (wasShown) {
      stop();
      return;
    }
    const {key, shiftKey: shift} = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const place = placeOf(event.target, root);
    if (key === "Escape") {
      if (place !== "text" && actions.leave()) event.preventDefault();
      return;
    }
    // A key that is held turns no pages.
    if (event.repeat && key !== "ArrowLeft" && key !== "ArrowRight") {
      if (key === " " && place !== "button" && place !== "text") event.preventDefault();
      return;
    }
    if (!isReplayKey({key, shift, place}, actions.isPresenting())) return;
    const action = actionOf({key, shift});
    if (action === null) return;
    event.preventDefault();
    // What has the focus may have a use of its own for what a clicker sends.
    if (event.eventPhase === Event.CAPTURING_PHASE) event.stopImmediatePropagation();
    action(actions);
  }

  function listenFirst(event: KeyboardEvent): void {
    if (clickerKeys.has(event.key) && actions.isPresenting()) listen(event);
  }

  function stop(): void {
    target.removeEventListener("keydown", listenFirst, true);
    target.removeEventListener("keydown", listen);
  }

  target.addEventListener("keydown", listenFirst, true);
  target.addEventListener("keydown", listen);
  return stop;
}

/** Told by names and roles, not by classes: elements of another window are of other classes. */
function placeOf(target: EventTarget | null, root: HTMLElement): KeyPlace {
  const element = target as HTMLElement | null;
  const page = element?.ownerDocument ?? null;
  if (element === null || page === null) return "page";
  if (page.querySelector("dialog[open]") !== null) return "text";
  // Another window is there for the replay alone.
  if (element === page.body || element === page.documentElement)
    return page === root.ownerDocument ? "page" : "stage";
  if (element.isContentEditable || element.closest('textarea, [role="menu"]') !== null) return "text";
  const own = ownKeys(element);
  if (own !== null) return own;
  if (page === root.ownerDocument && !root.contains(element)) return "elsewhere";
  return element !== root && element.scrollHeight > element.clientHeight + 1 ? "scroller" : "stage";
}

const listRoles =
  'select, [role="listbox"], [role="radiogroup"], [role="tablist"], [role="grid"], [role="tree"]';

function ownKeys(element: HTMLElement): KeyPlace | null {
  if (element.tagName === "INPUT") {
    const type = element.getAttribute("type") ?? "text";
    if (type === "range") return "slider";
    if (type === "radio") return "list";
    return ["checkbox", "button", "submit", "file", "reset"].includes(type) ? "button" : "text";
  }
  if (element.closest('[role="slider"]') !== null) return "slider";
  if (element.closest(listRoles) !== null) return "list";
  return element.closest('button, summary, [role="button"], [role="checkbox"], [role="switch"]') === null
    ? null
    : "button";
}
