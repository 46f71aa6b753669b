import {html} from "../../html.js";

/** How a replay is shown. */
export interface Showing {
  /** The stage fills the screen, with large type. */
  readonly presenting: boolean;
  /** Nothing but the stage and its captions. */
  readonly clean: boolean;
}

export interface PresentingOptions {
  /** After every change. */
  readonly changed?: (showing: Showing) => void;
  /** A sentence for the reader. */
  readonly say: (sentence: string) => void;
}

export interface Presenting {
  /** As it is now. */
  readonly showing: Showing;
  /** Full screen, or back. */
  toggleFull(): void;
  /** The clean view, or back. */
  toggleClean(): void;
  /** Leaves the clean view, else full screen; false where neither was entered. */
  leave(): boolean;
}

/** Milliseconds without a movement after which a pointer over the clean view is hidden. */
const idleAfter = 3000;

/**
 * Full screen and the clean view of an element that can have the focus, as class names on it: "presenting", "clean", and "idle" while the pointer over a clean
 * view rests. Where the browser has no full screen, or refuses it, the element covers the window instead ("covering").
 */
export function createPresenting(
  root: HTMLElement,
  {changed = () => undefined, say}: PresentingOptions
): Presenting {
  let showing: Showing = {presenting: false, clean: false};
  let idle: ReturnType<typeof setTimeout> | undefined;
  /** Where the focus was before full screen. */
  let focused: Element | null = null;
  const back = html`<button type="button" class="button replay-back"></button>`;
  back.addEventListener("click", leave);
  root.append(back);

  function change(next: Partial<Showing>): void {
    const before = showing;
    showing = {...showing, ...next};
    root.classList.toggle("presenting", showing.presenting);
    root.classList.toggle("clean", showing.clean);
    // A clean view without full screen covers the window too: the site around it is not clean.
    const covering = (showing.presenting || showing.clean) && document.fullscreenElement !== root;
    root.classList.toggle("covering", covering);
    if (showing.presenting !== before.presenting || showing.clean !== before.clean) {
      moveFocus(before);
      changed(showing);
    }
    back.textContent = showing.clean ? "Show the controls" : "Leave full screen";
    wake();
  }

  /** Keys must reach the stage, and no button that happened to be pressed last: a presenter's space plays. */
  function moveFocus(before: Showing): void {
    const was = before.presenting || before.clean;
    const is = showing.presenting || showing.clean;
    if (is && !was) focused = document.activeElement;
    if (is) root.focus({preventScroll: true});
    else if (was && focused instanceof HTMLElement && focused.isConnected)
      focused.focus({preventScroll: true});
  }

  function wake(): void {
    root.classList.remove("idle");
    clearTimeout(idle);
    if (showing.clean) idle = setTimeout(() => root.classList.add("idle"), idleAfter);
  }

  async function enter(): Promise<void> {
    change({presenting: true});
    if (!document.fullscreenEnabled || root.requestFullscreen === undefined) {
      say("This browser has no full screen here, so that the replay fills its window; Esc leaves.");
      return;
    }
    try {
      await root.requestFullscreen({navigationUI: "hide"});
    } catch {
      say("The browser refused full screen, so that the replay fills its window; Esc leaves.");
    }
    // Meanwhile the reader may have left again.
    if (!showing.presenting && document.fullscreenElement === root) await document.exitFullscreen();
    change({});
  }

  function exit(): void {
    change({presenting: false, clean: false});
    if (document.fullscreenElement === root) void document.exitFullscreen().catch(() => undefined);
  }

  function leave(): boolean {
    if (showing.clean) change({clean: false});
    else if (showing.presenting) exit();
    else return false;
    return true;
  }

  function follow(): void {
    // Esc leaves the browser's full screen without a word to the page.
    if (root.isConnected && showing.presenting && document.fullscreenElement !== root) exit();
    else if (root.isConnected) change({});
  }

  root.addEventListener("fullscreenchange", follow);
  root.addEventListener("pointermove", wake, {passive: true});
  root.addEventListener("pointerdown", wake, {passive: true});

  return {
    get showing() {
      return showing;
    },
    toggleFull() {
      if (showing.presenting) exit();
      else void enter();
    },
    toggleClean() {
      change({clean: !showing.clean});
    },
    leave
  };
}
