import {whyNotBlocked} from "../../engine/decisions/block-safety.js";
import type {Target} from "../../engine/decisions/decision.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {MaskedSite} from "../mask.js";
import {
  askBlock,
  askNote,
  askStatus,
  askSuppress,
  askTag,
  type SuppressibleAlert,
  unblock
} from "./decision-dialogs.js";
import {matchText, proseText, timeText, untilText} from "./decision-words.js";
import {decisions} from "./decisions.js";
import {followDecisions} from "./follow-decisions.js";
import {statusMark} from "./status-mark.js";

export interface DecisionActionsOptions {
  readonly site: MaskedSite;
  /** The alert itself, where the target is one: what can be expected, and whose address can be blocked. */
  readonly alert?: SuppressibleAlert;
  /** The address to block. @default the source's, or the alert's attacker */
  readonly address?: string;
}

/**
 * What can be decided about something, as a row of buttons beside what has been: acknowledge, close with a note, reopen, star, tag,
 * note, block its address, and, of an alert, expect others like it. Changes by itself when somebody decides.
 */
export function decisionActions(target: Target, {site, alert, address}: DecisionActionsOptions): HTMLElement {
  const source = address ?? (target.kind === "source" ? target.id : (alert?.attacker_ip ?? null));
  const status = html`<span class="decision-group"></span>`;
  const marks = html`<span class="decision-group"></span>`;
  const said = html`<div class="decision-said"></div>`;
  const node = html`<div class="decision-actions" role="group" aria-label="Decide" data-target=${`${target.kind} ${target.id}`}>
  ${statusMark(target)}${status}${marks}${said}
</div>`;

  const draw = () => {
    const state = decisions.state();
    const now = state.statusOf(target).status;
    refill(status, [
      now === "open"
        ? button("acknowledge", "Acknowledge", () => decisions.record({kind: "acknowledge", target}))
        : null,
      now === "closed" ? null : button("close", "Close…", () => askStatus("close", target, site)),
      now === "open" ? null : button("reopen", "Reopen", () => decisions.record({kind: "reopen", target}))
    ]);
    const starred = state.isStarred(target);
    const star = button("star", starred ? "★ Starred" : "☆ Star", () =>
      decisions.record({kind: decisions.state().isStarred(target) ? "unstar" : "star", target})
    );
    star.setAttribute("aria-pressed", String(starred));
    refill(marks, [
      star,
      button("tag", "Tag…", () => askTag(target, site)),
      button("note", "Note…", () => askNote(target, site)),
      source === null ? null : blockButton(source, site),
      alert === undefined ? null : suppressButton(alert, site)
    ]);
    said.replaceChildren(...saidAbout(target, source, alert, site));
  };
  return followDecisions(node, draw);
}

function button(act: string, label: string, onClick: () => void): HTMLElement {
  const node = html`<button type="button" class="button" data-act=${act}>${label}</button>`;
  node.addEventListener("click", onClick);
  return node;
}

/** Puts buttons in place of those before, and the focus where it was, so that deciding by keyboard does not lose it. */
function refill(group: HTMLElement, buttons: readonly (HTMLElement | null)[]): void {
  const focused = group.contains(document.activeElement) ? document.activeElement : null;
  const act = focused instanceof HTMLElement ? focused.dataset.act : undefined;
  const present = buttons.filter(node => node !== null);
  group.replaceChildren(...present);
  if (focused !== null) (present.find(node => node.dataset.act === act) ?? present[0])?.focus();
}

/** Nothing for an address that must not be blocked, such as the campus's own. */
function blockButton(address: string, site: MaskedSite): HTMLElement | null {
  if (whyNotBlocked(address, site.prefixes ?? []) !== null) return null;
  return decisions.state().isBlocked(address)
    ? button("unblock", "Unblock", () => unblock(address))
    : button("block", "Block…", () => askBlock(address, site));
}

function suppressButton(alert: SuppressibleAlert, site: MaskedSite): HTMLElement {
  const suppression = decisions.state().isSuppressed(alert);
  return suppression === null
    ? button("suppress", "Expected…", () => askSuppress(alert, site))
    : button("unsuppress", "Not expected", () =>
        decisions.record({kind: "unsuppress", decision: suppression.decision})
      );
}

/** What has been written about it: the note of its status, its tags, notes, and whether it is blocked or expected. */
function saidAbout(
  target: Target,
  source: string | null,
  alert: SuppressibleAlert | undefined,
  site: MaskedSite
): Node[] {
  const state = decisions.state();
  const {status, note, at, by} = state.statusOf(target);
  const block = source === null ? null : state.blockOf(source);
  const suppression = alert === undefined ? null : state.isSuppressed(alert);
  const lines: Node[] = [];
  const tags = state.tagsOf(target);
  if (tags.length > 0)
    lines.push(html`<p class="decision-tags">${tags.map(tag => tagChip(target, tag))}</p>`);
  const line = (what: Node | string, who: string, when: string) =>
    lines.push(html`<p>${what} <small>${logText(who, 40)}, ${timeText(when)}</small></p>`);
  if (note !== null && at !== null && by !== null)
    line(
      html`<span>${status === "closed" ? "Closed" : "Acknowledged"}: ${proseText(note, 1000)}</span>`,
      by,
      at
    );
  if (block !== null)
    line(
      html`<span>Blocked${block.address === source ? "" : html`<span> with ${logText(block.address)}</span>`} ${untilText(block.expires)}: ${proseText(block.reason, 1000)}</span>`,
      block.by,
      block.at
    );
  if (suppression !== null)
    line(
      html`<span>Expected (${matchText(suppression.match, site)}) ${untilText(suppression.expires)}: ${proseText(suppression.reason, 1000)}</span>`,
      suppression.by,
      suppression.at
    );
  for (const {text, by, at} of state.notesOf(target)) line(proseText(text, 1000), by, at);
  return lines;
}

function tagChip(target: Target, tag: string): HTMLElement {
  const remove = html`<button type="button" class="link-button" aria-label=${`Take the tag ${tag} away`}>×</button>`;
  remove.addEventListener("click", () => decisions.record({kind: "untag", target, tag}));
  return html`<span class="decision-tag">${logText(tag, 60)} ${remove}</span>`;
}
