import {parseRange} from "../../engine/decisions/address-range.js";
import type {Target} from "../../engine/decisions/decision.js";
import type {BlockSite, SuppressibleAlert} from "../decisions/decision-dialogs.js";
import {askBlock, askNote, askStatus, askSuppress, askTag, unblock} from "../decisions/decision-dialogs.js";
import {decisions} from "../decisions/decisions.js";
import {html} from "../html.js";
import {investigateAddress} from "../investigate/investigate-address.js";
import {mapAddress} from "../map/map-address.js";

export interface RowSubject {
  readonly target: Target;
  /** To block or to locate; null where there is no single one. */
  readonly address: string | null;
  /** The alert itself, where the row is one. */
  readonly alert?: SuppressibleAlert;
}

export interface RowAction {
  readonly label: string;
  /** The key that does the same from the row. */
  readonly key?: string;
  readonly href?: string;
  readonly run?: () => void;
}

/** What can be done about a row, in the order of the menu. */
export function rowActions(
  {target, address, alert}: RowSubject,
  site: BlockSite,
  open: () => void
): RowAction[] {
  const state = decisions.state();
  const {status} = state.statusOf(target);
  const isStarred = state.isStarred(target);
  const isAddress = address !== null && parseRange(address) !== null;
  const suppression = alert === undefined ? null : state.isSuppressed(alert);
  return [
    {label: "Details", key: "Enter", run: open},
    {label: "Investigate", key: "i", href: investigateAddress(target.kind, target.id)},
    ...(address === null ? [] : [{label: "Locate on the map", href: mapAddress(address)}]),
    ...(status === "open"
      ? [{label: "Acknowledge with a note…", key: "a", run: () => askStatus("acknowledge", target, site)}]
      : []),
    ...(status === "closed"
      ? []
      : [{label: "Close with a note…", key: "c", run: () => askStatus("close", target, site)}]),
    ...(status === "open"
      ? []
      : [{label: "Open again", run: () => void decisions.record({kind: "reopen", target})}]),
    {
      label: isStarred ? "Take the star away" : "Star",
      key: "s",
      run: () => void decisions.record({kind: isStarred ? "unstar" : "star", target})
    },
    {label: "Tag…", run: () => askTag(target, site)},
    {label: "Add a note…", run: () => askNote(target, site)},
    ...(!isAddress
      ? []
      : state.isBlocked(address)
        ? [{label: "Take off the blocklist", key: "b", run: () => unblock(address)}]
        : [{label: "Block the source…", key: "b", run: () => askBlock(address, site)}]),
    ...(alert === undefined
      ? []
      : suppression === null
        ? [{label: "Expected: suppress…", run: () => askSuppress(alert, site)}]
        : [
            {
              label: "Not expected after all",
              run: () => void decisions.record({kind: "unsuppress", decision: suppression.decision})
            }
          ])
  ];
}

let close: (() => void) | undefined;

/** Opens a menu beside a button; the same button again, Escape, or a press elsewhere closes it. */
export function openRowMenu(owner: HTMLElement, actions: readonly RowAction[]): void {
  const isAgain = owner.getAttribute("aria-expanded") === "true";
  close?.();
  if (isAgain) return;
  const items = actions.map(item);
  const menu = html`<div class="value-menu triage-menu" role="menu" aria-label=${owner.getAttribute("aria-label")}>${items}</div>`;
  const shut = (refocus: boolean): void => {
    menu.remove();
    owner.removeAttribute("aria-expanded");
    removeEventListener("pointerdown", outside, {capture: true});
    removeEventListener("scroll", follow, {capture: true});
    removeEventListener("keydown", leave, {capture: true});
    close = undefined;
    if (refocus) owner.focus({preventScroll: true});
  };
  const outside = ({target}: Event) => {
    if (target instanceof Node && !menu.contains(target) && !owner.contains(target)) shut(false);
  };
  const follow = ({target}: Event) => {
    if (target === menu) return;
    if (owner.isConnected) place(menu, owner);
    else shut(false);
  };
  // The rows may be drawn anew while it is open, so that the focus need not be in it.
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    shut(true);
  };
  close = () => shut(false);

  function item({label, key, href, run}: RowAction): HTMLElement {
    const shortcut = key === undefined ? null : html`<kbd>${key}</kbd>`;
    if (href !== undefined)
      return html`<a role="menuitem" tabindex="-1" href=${href}>${label}${shortcut}</a>`;
    const button = html`<button type="button" role="menuitem" tabindex="-1">${label}${shortcut}</button>`;
    button.addEventListener("click", () => {
      shut(true);
      run?.();
    });
    return button;
  }

  menu.addEventListener("keydown", event => {
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1}[event.key];
    event.stopPropagation();
    if (next !== undefined) {
      event.preventDefault();
      items.at(next % items.length)?.focus();
    } else if (event.key === "Tab") {
      event.preventDefault();
      shut(true);
    }
  });
  document.body.append(menu);
  owner.setAttribute("aria-expanded", "true");
  place(menu, owner);
  items[0]?.focus({preventScroll: true});
  addEventListener("pointerdown", outside, {capture: true});
  addEventListener("scroll", follow, {capture: true, passive: true});
  addEventListener("keydown", leave, {capture: true});
}

/** Below the button, or above it where there is no room, and never beyond the window. */
function place(menu: HTMLElement, owner: HTMLElement): void {
  const gap = 4;
  const box = owner.getBoundingClientRect();
  const {width, height} = menu.getBoundingClientRect();
  const top = box.bottom + gap + height <= innerHeight ? box.bottom + gap : box.top - gap - height;
  menu.style.top = `${Math.max(gap, top)}px`;
  menu.style.left = `${Math.max(gap, Math.min(box.right - width, innerWidth - width - gap))}px`;
}
