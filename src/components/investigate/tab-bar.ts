import {html} from "../html.js";

export interface Tab {
  /** Its name in the page's address. */
  readonly name: string;
  readonly label: string;
  /** Called when it is first opened. */
  readonly draw: () => Node;
}

export interface TabBar {
  readonly node: HTMLElement;
  /** Drops what was drawn, and draws the open tab again. */
  redraw(): void;
  /** Whether a tab has been opened since it was last dropped. */
  isDrawn(name: string): boolean;
  /** Marks the tabs that hold nothing, each with words for it; the others are as ever. All stay reachable. */
  markEmpty(empty: ReadonlyMap<string, string>): void;
  /** Opens a tab by its name. */
  open(name: string): void;
}

/**
 * Tabs of which one is open, as the page's address says (`?tab=`). What a tab holds is drawn when it is first opened, so that
 * nothing is fetched for the others. Arrow keys, Home and End move between them.
 */
export function tabBar(label: string, tabs: readonly Tab[]): TabBar {
  const asked = new URLSearchParams(location.search).get("tab");
  let chosen = Math.max(
    0,
    tabs.findIndex(({name}) => name === asked)
  );
  const buttons = tabs.map(
    ({name, label: text}) =>
      html`<button type="button" role="tab" id=${`tab-${name}`} aria-controls=${`panel-${name}`} data-tab=${name}>${text}</button>`
  );
  const panels = tabs.map(
    ({name}) =>
      html`<div role="tabpanel" id=${`panel-${name}`} aria-labelledby=${`tab-${name}`} data-testid=${`panel-${name}`}></div>`
  );
  const drawn = new Set<number>();
  const list = html`<div role="tablist" class="investigate-tabs" aria-label=${label}>${buttons}</div>`;

  function show(): void {
    for (const [i, button] of buttons.entries()) {
      button.setAttribute("aria-selected", String(i === chosen));
      button.tabIndex = i === chosen ? 0 : -1;
      (panels[i] as HTMLElement).hidden = i !== chosen;
    }
    const tab = tabs[chosen];
    if (tab === undefined || drawn.has(chosen)) return;
    drawn.add(chosen);
    panels[chosen]?.replaceChildren(tab.draw());
  }

  function choose(index: number): void {
    chosen = (index + tabs.length) % tabs.length;
    show();
    const url = new URL(location.href);
    url.searchParams.set("tab", tabs[chosen]?.name ?? "");
    history.replaceState(history.state, "", url);
    reveal();
  }

  /** On a narrow screen the tabs scroll sideways; the page itself stays where it is. */
  function reveal(): void {
    const button = buttons[chosen];
    if (button !== undefined)
      list.scrollLeft = button.offsetLeft - list.offsetLeft - (list.clientWidth - button.offsetWidth) / 2;
  }

  for (const [i, button] of buttons.entries()) button.addEventListener("click", () => choose(i));
  list.addEventListener("keydown", event => {
    const keys: Readonly<Record<string, number>> = {
      ArrowRight: chosen + 1,
      ArrowLeft: chosen - 1,
      Home: 0,
      End: tabs.length - 1
    };
    const next = keys[event.key];
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
    buttons[chosen]?.focus();
  });
  show();
  // Once it is on the page.
  requestAnimationFrame(reveal);
  return {
    node: html`<div>${list}${panels}</div>`,
    redraw() {
      drawn.clear();
      show();
    },
    isDrawn: name => drawn.has(tabs.findIndex(tab => tab.name === name)),
    markEmpty(empty) {
      for (const [i, {name, label: text}] of tabs.entries()) {
        const words = empty.get(name);
        const button = buttons[i];
        if (button === undefined) continue;
        button.toggleAttribute("data-empty", words !== undefined);
        button.replaceChildren(text, ...(words === undefined ? [] : [html` <small>${words}</small>`]));
      }
    },
    open(name) {
      const index = tabs.findIndex(tab => tab.name === name);
      if (index >= 0) choose(index);
    }
  };
}
