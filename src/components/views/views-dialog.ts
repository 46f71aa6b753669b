import type {DecisionState} from "../../engine/decisions/fold-decisions.js";
import {decisions} from "../decisions/decisions.js";
import {capitalise, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";

type Saved = DecisionState["saved"][number];

/** A page of this site with what it selects; anything else in a file of decisions leads nowhere. */
const pageAddress = /^[a-z-]+\.html([?#].*)?$/s;

export interface ViewsDialog {
  open(): void;
}

let dialog: ViewsDialog | undefined;

/** The page's one dialog of saved views. */
export function viewsDialog(): ViewsDialog {
  dialog ??= createViewsDialog();
  return dialog;
}

/** Saves what the page shows under a name, and lists what was saved before. Views are kept with the decisions. */
function createViewsDialog(): ViewsDialog {
  const list = html`<ul class="views-list" data-testid="views-list"></ul>`;
  const field =
    html`<input type="text" name="name" maxlength="80" required autocomplete="off" spellcheck="false" aria-label="Name of this view">` as HTMLInputElement;
  const form = html`<form class="views-form"><label>Save what this page shows as ${field}</label><button class="button">Save this view</button></form>`;
  const closeButton = html`<button type="button" class="button panel-close">Close</button>`;
  const node = html`<dialog class="views-dialog" aria-labelledby="views-title" data-testid="views-dialog">
    <header><h2 id="views-title">Saved views</h2>${closeButton}</header>
    <p>A view is a page with its window, filters and what is open on it. It is kept in this browser with your decisions; export them on the
      Decisions page to take them elsewhere.</p>
    ${form}${list}
  </dialog>` as HTMLDialogElement;
  document.body.append(node);

  function render(): void {
    const {saved} = decisions.state();
    const lines = saved.filter(({address}) => pageAddress.test(address)).map(lineOf);
    list.replaceChildren(
      ...(lines.length === 0 ? [html`<li class="views-none">Nothing saved yet.</li>`] : lines)
    );
  }

  function lineOf({what, name, address, at, by, decision}: Saved): HTMLElement {
    const remove = html`<button type="button" class="button" aria-label=${`Remove ${name}`}>Remove</button>`;
    remove.addEventListener("click", () => decisions.record({kind: "unsave", decision}));
    return html`<li><a href=${`./${address}`} data-keep-selection="">${logText(name)}</a>
      <span class="views-about">${what === "search" ? "search" : capitalise(address.replace(/\.html.*$/s, ""))}, ${at.slice(0, 10)}, ${logText(by, 40)}</span>${remove}</li>`;
  }

  form.addEventListener("submit", event => {
    event.preventDefault();
    const name = field.value.trim();
    if (name === "") return;
    decisions.record({kind: "save", what: "view", name, address: addressHere()});
    field.value = "";
  });
  closeButton.addEventListener("click", () => node.close());
  node.addEventListener("click", event => {
    if (event.target === node) node.close();
  });
  decisions.subscribe(() => {
    if (node.open) render();
  });
  return {
    open() {
      field.value = suggestedName();
      render();
      node.showModal();
      field.select();
    }
  };
}

/** This page relative to the site's root, whatever the site is served under. */
function addressHere(): string {
  const page = location.pathname.split("/").at(-1) || "index.html";
  return `${page.endsWith(".html") ? page : `${page}.html`}${location.search}${location.hash}`;
}

function suggestedName(): string {
  const page = document.querySelector("#observablehq-main h1")?.textContent ?? "View";
  const parts = new URLSearchParams(location.search).size;
  return parts === 0 ? page : `${page}, ${formatPlural(parts, "choice")}`;
}
