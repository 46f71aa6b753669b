import type {Act, Decision, SuppressionMatch, Target} from "../../engine/decisions/decision.js";
import {html} from "../html.js";
import {investigateAddress} from "../investigate/investigate-address.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddress, maskAddresses} from "../mask.js";
import type {NameOf} from "./target-names.js";

/** Characters of a text that a sentence repeats; the rest is counted. */
const limit = 300;

/** What a person wrote, of several lines perhaps, as text that may be anybody's. */
export function proseText(text: string, most = limit): HTMLElement {
  const shown = text.length > most ? `${text.slice(0, most)}…` : text;
  return html`<span>${shown.split("\n").flatMap((line, i) => (i === 0 ? [logText(line)] : [html`<br>`, logText(line)]))}</span>`;
}

/** An address, masked where it is the campus's, as text from a log. */
export const addressText = (address: string, site: MaskedSite) => logText(maskAddress(address, site), 60);

/** What was decided about, with a link to where it is looked into. */
export function targetLink(target: Target, site: MaskedSite): HTMLElement {
  return html`<a href=${investigateAddress(target.kind, target.id)}>${targetText(target, site)}</a>`;
}

/** What was decided about by the name that the data have for it, and its id and source small beside it. */
export function namedTarget(target: Target, site: MaskedSite, nameOf: NameOf): HTMLElement {
  const name = nameOf(target);
  if (name === undefined) return targetLink(target, site);
  if (name === null)
    return html`<span>${targetLink(target, site)} <small>of other data: these have no such ${target.kind}</small></span>`;
  const {title, source} = name;
  const by = source === null ? null : html`<span>, source ${addressText(source, site)}</span>`;
  return html`<span><a href=${investigateAddress(target.kind, target.id)}>${logText(maskAddresses(title, site), 160)}</a> <small>${targetText(target, site)}${by}</small></span>`;
}

/** "source 203.0.113.7", "alert 8f3a…". */
export function targetText({kind, id}: Target, site: MaskedSite): HTMLElement {
  return html`<span>${kind} ${kind === "source" ? addressText(id, site) : logText(id, 40)}</span>`;
}

/** "2026-03-01 12:00 UTC" of ISO 8601; seconds where they tell more than the minute does. */
export function timeText(iso: string, seconds = false): string {
  return `${iso.slice(0, seconds ? 19 : 16).replace("T", " ")} UTC`;
}

/** Until when something holds: ", until 2026-12-31 23:59 UTC". */
export const untilText = (expires: string | null | undefined) =>
  expires ? `until ${timeText(expires)}` : "until taken back";

/** What alerts are expected: `"Port scan" by 203.0.113.7`. */
export function matchText(
  {address, detector, rule, finding}: SuppressionMatch,
  site: MaskedSite
): HTMLElement {
  const parts = [
    finding === undefined ? null : html`<span>“${logText(finding, 120)}”</span>`,
    rule === undefined ? null : html`<span>rule ${logText(rule, 120)}</span>`,
    detector === undefined ? null : html`<span>detector ${logText(detector, 60)}</span>`,
    address === undefined ? null : html`<span>by ${addressText(address, site)}</span>`
  ].filter(part => part !== null);
  return html`<span>${parts.map((part, i) => (i === 0 ? part : html`<span>, ${part}</span>`))}</span>`;
}

/** What was done, in words, without what it was done to where that is a target. */
export function actText(act: Act, find: (id: string) => Decision | undefined, site: MaskedSite): HTMLElement {
  const quoted = (text: string) => html`<q>${proseText(text)}</q>`;
  switch (act.kind) {
    case "acknowledge":
      return act.note === undefined
        ? html`<span>acknowledged</span>`
        : html`<span>acknowledged: ${quoted(act.note)}</span>`;
    case "close":
      return act.note === undefined
        ? html`<span>closed</span>`
        : html`<span>closed: ${quoted(act.note)}</span>`;
    case "reopen":
      return html`<span>opened again</span>`;
    case "star":
      return html`<span>starred</span>`;
    case "unstar":
      return html`<span>star taken away</span>`;
    case "tag":
      return html`<span>tagged ${quoted(act.tag)}</span>`;
    case "untag":
      return html`<span>tag ${quoted(act.tag)} taken away</span>`;
    case "note":
      return html`<span>noted: ${quoted(act.text)}</span>`;
    case "block":
      return html`<span>blocked, ${untilText(act.expires)}: ${quoted(act.reason)}</span>`;
    case "unblock":
      return html`<span>no longer blocked</span>`;
    case "suppress":
      return html`<span>expected, ${untilText(act.expires)}: ${quoted(act.reason)}</span>`;
    case "mark":
      return html`<span>marked: ${quoted(act.text)}</span>`;
    case "save":
      return html`<span>${act.what} saved as ${quoted(act.name)}</span>`;
    case "unsuppress":
      return html`<span>no longer expected: ${earlier(act.decision, find, site)}</span>`;
    case "unmark":
      return html`<span>mark taken away: ${earlier(act.decision, find, site)}</span>`;
    case "unsave":
      return html`<span>removed from what is saved: ${earlier(act.decision, find, site)}</span>`;
    case "undo":
      return html`<span>undone: ${earlier(act.decision, find, site)}</span>`;
  }
}

/** A decision that another one is about, in words; one undo is deep enough to follow. */
function earlier(id: string, find: (id: string) => Decision | undefined, site: MaskedSite): HTMLElement {
  const decision = find(id);
  if (decision === undefined) return html`<span>a decision that is not known here</span>`;
  const {act, at, by} = decision;
  const what = act.kind === "undo" ? html`<span>an undoing</span>` : actText(act, () => undefined, site);
  return html`<span>${what} (${logText(by, 40)}, ${timeText(at)})</span>`;
}

/** What a decision is about, with a link to where that is shown; of what is about another decision, that one's. */
export function subjectText(
  act: Act,
  find: (id: string) => Decision | undefined,
  site: MaskedSite,
  nameOf: NameOf
): HTMLElement {
  if ("target" in act) return namedTarget(act.target, site, nameOf);
  switch (act.kind) {
    case "block":
    case "unblock":
      return act.address.includes("/")
        ? html`<span>${addressText(act.address, site)}</span>`
        : html`<a href=${investigateAddress("source", act.address)}>${addressText(act.address, site)}</a>`;
    case "suppress":
      return matchText(act.match, site);
    case "mark":
      return html`<a href=${markAddress(act.from, act.to)}>${timeText(act.from)} to ${timeText(act.to)}</a>`;
    case "save":
      return html`<a href=${`./${act.address}`}>${logText(act.name, 80)}</a>`;
    default: {
      const decision = find(act.decision);
      return decision === undefined
        ? html`<span>–</span>`
        : subjectText(decision.act, () => undefined, site, nameOf);
    }
  }
}

/** The Timeline with a range of time selected, which the page wants to be of an hour at least. */
export function markAddress(from: string, to: string): string {
  const hour = 3_600_000;
  const start = Math.floor(Date.parse(from) / hour) * hour;
  const end = Math.max(start + hour, Math.ceil(Date.parse(to) / hour) * hour);
  const spell = (time: number) => new Date(time).toISOString().slice(0, 16);
  return `./timeline.html?from=${spell(start)}&to=${spell(end)}`;
}
