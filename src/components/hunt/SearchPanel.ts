import type {DecisionTrail} from "../decisions/trail.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {huntAddress} from "./hunt-address.js";
import {forgetSearches, recentSearches} from "./recent-searches.js";

export interface SearchPanel {
  readonly node: HTMLElement;
  /** Says what is hunted for now, so that it can be saved; "" for nothing. */
  setCurrent(text: string): void;
}

const nameLimit = 60;

/** Searches that were saved under a name, and those of late: to open, save and delete. */
export function searchPanel(decisions: DecisionTrail, hunt: (text: string) => void): SearchPanel {
  let current = "";
  const name =
    html`<input type="text" name="name" maxlength="80" required placeholder="Name of this search" aria-label="Name of this search" autocomplete="off">` as HTMLInputElement;
  const said = html`<span role="status"></span>`;
  const form = html`<form class="hunt-save" hidden>${name}<button type="submit" class="button">Save this search</button>${said}</form>`;
  const saved = html`<div></div>`;
  const recent = html`<div></div>`;
  const node = html`<section class="hunt-searches" aria-label="Saved and recent searches">${form}${saved}${recent}</section>`;

  /** A link that hunts here; opened in a new tab, it leads to the same. */
  function opener(address: string, shown: Node | string, text: string): HTMLElement {
    const link = html`<a href=${address}>${shown}</a>`;
    link.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      hunt(text);
    });
    return link;
  }

  function drawSaved(): void {
    const searches = decisions.state().saved.filter(({what}) => what === "search");
    const items = searches.map(search => {
      const remove = html`<button type="button" class="button" aria-label=${`Delete the search ${search.name}`}>Delete</button>`;
      remove.addEventListener("click", () => {
        decisions.record({kind: "unsave", decision: search.decision});
      });
      const text = new URLSearchParams(search.address.split("?")[1] ?? "").get("q") ?? "";
      return html`<li data-saved=${search.name}>${opener(huntAddress(text), logText(search.name, nameLimit), text)} <small>${logText(text, nameLimit)}</small> ${remove}</li>`;
    });
    saved.replaceChildren(
      ...(items.length === 0 ? [] : [html`<h3>Saved searches</h3>`, html`<ul>${items}</ul>`])
    );
  }

  function drawRecent(): void {
    const texts = recentSearches().filter(text => text !== current);
    const clear = html`<button type="button" class="button">Clear</button>`;
    clear.addEventListener("click", () => {
      forgetSearches();
      drawRecent();
    });
    const items = texts.map(
      text => html`<li>${opener(huntAddress(text), logText(text, nameLimit), text)}</li>`
    );
    recent.replaceChildren(
      ...(items.length === 0
        ? []
        : [html`<h3>Recent searches ${clear}</h3>`, html`<ul class="hunt-recent">${items}</ul>`])
    );
  }

  form.addEventListener("input", event => event.stopPropagation());
  form.addEventListener("submit", event => {
    event.preventDefault();
    try {
      decisions.record({
        kind: "save",
        what: "search",
        name: name.value.trim(),
        address: huntAddress(current).replace(/^\.\//, "")
      });
      name.value = "";
      said.textContent = "Saved.";
    } catch (error) {
      said.textContent = `This could not be saved: ${error instanceof Error ? error.message : String(error)}`;
    }
  });
  decisions.subscribe(drawSaved);
  drawSaved();
  drawRecent();
  return {
    node,
    setCurrent(text) {
      current = text;
      form.hidden = text === "";
      said.textContent = "";
      drawRecent();
    }
  };
}
