import type {Site} from "../../engine/published.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {canFilterHere, filteredAlerts, filterHere} from "./filter-here.js";
import type {ValueKind} from "./value.js";
import {type ValueAction, valueActions} from "./value-actions.js";

const longestTitle = 60;
/** Pixels between the value and its menu, and between the menu and the edge of the window. */
const gap = 4;

let opened: {readonly menu: HTMLElement; readonly owner: HTMLElement} | undefined;

/** Opens the menu of a value; the same value again closes it. */
export function openValueMenu(owner: HTMLElement): void {
  const again = opened?.owner === owner;
  closeValueMenu();
  if (again) return;
  const kind = owner.dataset.kind as ValueKind;
  const value = owner.dataset.value ?? "";
  const shown = owner.dataset.masked === undefined ? null : (owner.dataset.shown ?? owner.textContent);
  const items = valueActions(kind, value, shown).map(action => itemOf(action, value));
  const menu = html`<div class="value-menu" role="menu" aria-label=${`What to do with ${shown ?? value}`}>
    <div class="value-title" aria-hidden="true">${logText(shown ?? value, longestTitle)}</div>
    ${items}
  </div>`;
  menu.addEventListener("keydown", event => steer(event, items));
  // A dialog lies above everything that is not in it.
  // In full screen nothing outside of that element is seen.
  (owner.closest("dialog") ?? document.fullscreenElement ?? document.body).append(menu);
  opened = {menu, owner};
  owner.setAttribute("aria-expanded", "true");
  place(menu, owner);
  items[0]?.focus({preventScroll: true});
  addEventListener("pointerdown", closeOutside, {capture: true});
  addEventListener("scroll", closeOnScroll, {capture: true, passive: true});
}

function closeValueMenu(): void {
  opened?.menu.remove();
  opened?.owner.removeAttribute("aria-expanded");
  opened = undefined;
  removeEventListener("pointerdown", closeOutside, {capture: true});
  removeEventListener("scroll", closeOnScroll, {capture: true});
}

function closeOutside({target}: Event): void {
  if (!(target instanceof Node) || opened === undefined) return;
  if (!opened.menu.contains(target) && !opened.owner.contains(target)) closeValueMenu();
}

function closeOnScroll({target}: Event): void {
  if (target !== opened?.menu) closeValueMenu();
}

function itemOf(action: ValueAction, value: string): HTMLElement {
  if ("href" in action)
    return html`<a role="menuitem" tabindex="-1" href=${action.href} data-action=${action.label}>${action.label}</a>`;
  const {label} = action;
  if ("field" in action && !canFilterHere()) {
    const href = filteredAlerts(action.field, value, action.out);
    return html`<a role="menuitem" tabindex="-1" href=${href} data-action=${label}>${label} in Alerts</a>`;
  }
  const button = html`<button type="button" role="menuitem" tabindex="-1" data-action=${label}>${label}</button>`;
  button.addEventListener("click", () => {
    const owner = opened?.owner;
    if ("copy" in action) void copy(action.copy, button);
    else if ("block" in action) {
      closeValueMenu();
      void block(action.block);
    } else {
      closeValueMenu();
      filterHere(action.field, value, action.out);
      owner?.focus({preventScroll: true});
    }
  });
  return button;
}

async function block(address: string): Promise<void> {
  const [{askBlock}, {files}] = await Promise.all([
    import("../decisions/decision-dialogs.js"),
    import("../workbench/files.js")
  ]);
  askBlock(address, await files.json<Site>("site.json"));
}

async function copy(text: string, button: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    // Without the permission (or HTTPS) the reader copies a selected text instead.
    const field =
      html`<input class="value-copy" readonly aria-label="Press Ctrl+C to copy">` as HTMLInputElement;
    field.value = text;
    button.replaceWith(field);
    field.focus();
    field.select();
  }
}

/** Arrows, Home and End move between the items; Escape goes back to the value, Tab on from it. */
function steer(event: KeyboardEvent, items: readonly HTMLElement[]): void {
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1}[event.key];
  if (next !== undefined) {
    event.preventDefault();
    items.at(next % items.length)?.focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    const owner = opened?.owner;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
    }
    closeValueMenu();
    owner?.focus({preventScroll: true});
  }
}

/** Below the value, or above it where there is no room, and never beyond the window. */
function place(menu: HTMLElement, owner: HTMLElement): void {
  const box = owner.getBoundingClientRect();
  const {width, height} = menu.getBoundingClientRect();
  const below = box.bottom + gap;
  const top = below + height <= innerHeight ? below : Math.max(gap, box.top - gap - height);
  const left = Math.max(gap, Math.min(box.left, innerWidth - width - gap));
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}
