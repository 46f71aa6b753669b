import {capitalise, formatCount} from "../format.js";
import {html} from "../html.js";
import type {MaskedSite} from "../mask.js";
import {formatTime} from "../time-zone.js";
import {chosenOf, type Facet, type Narrowed, toggleValue} from "./facet.js";
import {closesByItself, type FacetChoice, facetMenu} from "./facet-menu.js";
import type {Visit} from "./last-visit.js";
import {subjects, type Toggle, type TriageState} from "./triage-state.js";

/** Facets that unfold from a button, in this order; findings, sources, destinations and sites have panels. */
const offered = [
  "severity",
  "dataset",
  "technique",
  "service",
  "country",
  "status",
  "action",
  "tag"
] as const satisfies readonly Facet[];

const switches = [
  {
    name: "suspicious",
    label: "Suspicious",
    title: "Severity medium and above: what calls for a look each day or sooner"
  },
  {name: "fresh", label: "New since my last visit", title: ""},
  {name: "starred", label: "Starred", title: "What you gave a star"},
  {
    name: "listed",
    label: "On my blocklist",
    title: "Sources that you have blocked; what the log says was blocked is another matter"
  }
] as const satisfies readonly {name: Toggle; label: string; title: string}[];

export interface TriageBar {
  readonly node: HTMLElement;
  update(narrowed: Narrowed): void;
  /** The counts beside the choices; null while they are awaited. */
  count(choices: ReadonlyMap<string, readonly FacetChoice[]>): void;
  /** Says what "new" is measured from. */
  say(visit: Visit | null, timeZone: string): void;
  search(): void;
}

export interface TriageBarOptions {
  readonly site: MaskedSite;
  /** Called with what the reader has narrowed the table to; `typing` while a word may go on. */
  readonly choose: (next: Narrowed, typing?: boolean) => void;
  /** Opens the list of keys. */
  readonly showKeys: () => void;
}

/** What a row is, the search, the facets with their counts, and the switches. */
export function triageBar({site, choose, showKeys}: TriageBarOptions): TriageBar {
  let now: Narrowed | null = null;
  let choices: ReadonlyMap<string, readonly FacetChoice[]> = new Map();
  const change = (next: Partial<TriageState>, typing = false) => {
    if (now !== null) choose({...now, state: {...now.state, page: 0, ...next}}, typing);
  };

  const tabs = subjects.map(of => {
    const button = html`<button type="button" data-of=${of}>${capitalise(of)}</button>`;
    // What orders one kind of rows may mean nothing to another.
    button.addEventListener("click", () => change({of, sort: null}));
    return {of, button};
  });
  const field =
    html`<input type="search" aria-label="Search the table" spellcheck="false" autocomplete="off">` as HTMLInputElement;
  field.addEventListener("input", event => {
    event.stopPropagation();
    change({search: field.value}, true);
  });
  const menus = offered.map(facet => ({
    facet,
    menu: facetMenu(facet, site, value => {
      if (now !== null) choose(toggleValue(facet, value, now));
    })
  }));
  const switchButtons = switches.map(({name, label, title}) => {
    const button =
      html`<button type="button" class="button triage-switch" data-switch=${name} title=${title}>${label}</button>` as HTMLButtonElement;
    button.addEventListener("click", () => {
      if (now !== null) change({on: {...now.state.on, [name]: !now.state.on[name]}});
    });
    return {name, button};
  });
  const blocked = html`<button type="button" class="button triage-switch" data-switch="blocked" title="What the log says was blocked">Blocked</button>`;
  blocked.addEventListener("click", () => {
    if (now === null) return;
    const isOn = now.state.facets.action.join() === "blocked";
    change({facets: {...now.state.facets, action: isOn ? [] : ["blocked"]}});
  });
  const investigated =
    html`<select aria-label="Investigated"><option value="">Investigated or not</option><option value="yes">Investigated</option><option value="no">Not investigated</option></select>` as HTMLSelectElement;
  investigated.title = "Investigated: acknowledged, closed, or with a note of yours";
  investigated.addEventListener("change", () =>
    change({investigated: investigated.value === "" ? null : investigated.value === "yes"})
  );
  const keys = html`<button type="button" class="button for-keyboards" aria-label="Keys of this table" title="Keys of this table (?)">?</button>`;
  keys.addEventListener("click", showKeys);
  const visited = html`<span class="triage-visit" data-testid="triage-visit"></span>`;
  const foldCount = html`<span class="facet-count"></span>`;

  const node = html`<div class="triage-bar" data-testid="triage-bar">
  <div class="triage-row">
    <div class="choice triage-of" role="group" aria-label="What a row is">${tabs.map(({button}) => button)}</div>
    <div class="triage-search">${field}${keys}</div>
  </div>
  <details class="triage-fold" open>
    <summary>Filters${foldCount}</summary>
    <div class="triage-row triage-facets">${menus.map(({menu}) => menu.node)}${investigated}</div>
    <div class="triage-row triage-switches"><span>Only</span>${switchButtons[0]?.button}${blocked}${switchButtons.slice(1).map(({button}) => button)}${visited}</div>
  </details>
</div>`;
  // On a narrow screen the filters are one press away.
  const fold = node.querySelector("details");
  const narrow = matchMedia("(max-width: 640px)");
  const unfold = () => fold?.toggleAttribute("open", !narrow.matches);
  narrow.addEventListener("change", unfold);
  unfold();
  closesByItself(node);

  function showCounts(narrowed: Narrowed): void {
    for (const {facet, menu} of menus) menu.update(choices.get(facet) ?? [], chosenOf(facet, narrowed));
  }

  return {
    node,
    update(narrowed) {
      now = narrowed;
      const {state} = narrowed;
      for (const {of, button} of tabs) button.setAttribute("aria-pressed", String(of === state.of));
      if (document.activeElement !== field) field.value = state.search;
      field.placeholder = searchHint[state.of];
      field.title = searchHint[state.of];
      for (const {name, button} of switchButtons) button.setAttribute("aria-pressed", String(state.on[name]));
      blocked.setAttribute("aria-pressed", String(state.facets.action.join() === "blocked"));
      investigated.value = state.investigated === null ? "" : state.investigated ? "yes" : "no";
      const active = offered.reduce((sum, facet) => sum + chosenOf(facet, narrowed).length, 0);
      foldCount.textContent = active === 0 ? "" : ` (${formatCount(active)} set)`;
      showCounts(narrowed);
    },
    count(counted) {
      choices = counted;
      if (now !== null) showCounts(now);
    },
    say(visit, timeZone) {
      const button = switchButtons.find(({name}) => name === "fresh")?.button;
      if (button !== undefined) {
        button.disabled = visit === null;
        button.title =
          visit === null
            ? "This browser remembers no earlier visit to these data"
            : "Alerts newer than the newest of their dataset that this browser has seen";
      }
      visited.textContent =
        visit === null
          ? "First visit to these data"
          : `Last visit ${formatTime(Date.parse(visit.at), timeZone)}`;
    },
    search() {
      field.focus();
      field.select();
    }
  };
}

const searchHint: Readonly<Record<TriageState["of"], string>> = {
  alerts: "Search in source, destination, user, port, finding …",
  incidents: "Search in title, address, account, technique …",
  campaigns: "Search in title, technique, evidence …",
  sources: "Search in address, network, host name, site …"
};
