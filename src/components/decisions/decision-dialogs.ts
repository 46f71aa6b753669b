import {parseRange} from "../../engine/decisions/address-range.js";
import {whyNotBlocked} from "../../engine/decisions/block-safety.js";
import {textLimits} from "../../engine/decisions/check-act.js";
import type {Target} from "../../engine/decisions/decision.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddress} from "../mask.js";
import {formatTimeRange} from "../time-zone.js";
import {type AskField, askDialog, dayInput, lineInput, textInput} from "./ask-dialog.js";
import {targetText} from "./decision-words.js";
import {decisions} from "./decisions.js";

const expiryHint = "Until the end of that day, UTC. Empty: until somebody takes it back.";

/** Acknowledges or closes with a note, which may be left empty. */
export function askStatus(kind: "acknowledge" | "close", target: Target, site: MaskedSite): void {
  const note = textInput(textLimits.note);
  askDialog({
    title: kind === "close" ? "Close with a note" : "Acknowledge with a note",
    about: targetText(target, site),
    fields: [
      {
        name: "note",
        label: kind === "close" ? "What came of it?" : "What is being done?",
        hint: "May be left empty.",
        input: note
      }
    ],
    decide: kind === "close" ? "Close" : "Acknowledge",
    onDecide() {
      const text = note.value.trim();
      decisions.record({kind, target, ...(text === "" ? {} : {note: text})});
    }
  });
}

export function askNote(target: Target, site: MaskedSite): void {
  const text = textInput(textLimits.note);
  askDialog({
    title: "Add a note",
    about: targetText(target, site),
    fields: [{name: "text", label: "Note", input: text}],
    decide: "Add",
    onDecide: () => void decisions.record({kind: "note", target, text: text.value})
  });
}

/** Adds a tag; the tags that are in use are offered. */
export function askTag(target: Target, site: MaskedSite): void {
  const tag = lineInput(textLimits.tag);
  const known = [...new Set(decisions.state().targets.flatMap(({tags}) => tags))].sort();
  const list = html`<datalist id="decision-tags">${known.map(value => html`<option value=${value}></option>`)}</datalist>`;
  tag.setAttribute("list", "decision-tags");
  askDialog({
    title: "Add a tag",
    about: targetText(target, site),
    fields: [
      {name: "tag", label: "Tag", hint: 'One or two words, such as "false positive".', input: tag},
      list
    ],
    decide: "Add",
    onDecide: () => void decisions.record({kind: "tag", target, tag: tag.value})
  });
}

/** As much of site.json as a block is held against. */
export type BlockSite = MaskedSite;

/**
 * Blocks an address or range, with a reason. Refuses what would lock out the campus itself.
 * @param address filled in; the reader may widen it to a range
 */
export function askBlock(address: string, site: BlockSite): void {
  const field = lineInput(60, address);
  const reason = textInput(textLimits.reason);
  const expires = dayInput();
  askDialog({
    title: "Block an address",
    about:
      "Puts it on the blocklist, which the Decisions page exports for firewalls and web servers. Nothing is blocked by this page itself.",
    fields: [
      {name: "address", label: "Address or range", hint: "A range as 203.0.113.0/24.", input: field},
      {name: "reason", label: "Why?", hint: "Stands as a comment in what is exported.", input: reason},
      {name: "expires", label: "Until", hint: expiryHint, input: expires}
    ],
    decide: "Block",
    onDecide() {
      const wanted = field.value.trim();
      if (wanted === "")
        throw new RangeError("no address is given; expected one such as 203.0.113.7, or a range");
      const why = whyNotBlocked(wanted, site.prefixes ?? []);
      if (why !== null) throw new RangeError(`${wanted} is not blocked: ${why}`);
      decisions.record({
        kind: "block",
        address: wanted,
        reason: reason.value,
        ...(expires.value === "" ? {} : {expires: expires.value})
      });
    }
  });
}

/** Takes the block that covers an address back, be it of the address or of a range that holds it. */
export function unblock(address: string): void {
  const block = decisions.state().blockOf(address);
  if (block !== null) decisions.record({kind: "unblock", address: block.address});
}

/** What an alert is told by where others like it are to be expected. */
export interface SuppressibleAlert {
  readonly attacker_ip: string | null;
  readonly detector: string;
  readonly rule: string | null;
  readonly finding: string;
}

/** Says that alerts like one are expected; which parts of it tell the others is the reader's choice. */
export function askSuppress(alert: SuppressibleAlert, site: MaskedSite): void {
  const who = whoField(alert.attacker_ip ?? "", site);
  const parts = [
    {key: "finding", text: `the finding "${alert.finding}"`, value: alert.finding, checked: true},
    ...(alert.rule === null
      ? []
      : [{key: "rule", text: `the rule ${alert.rule}`, value: alert.rule, checked: false}]),
    {
      key: "detector",
      text: `everything of the detector ${alert.detector}`,
      value: alert.detector,
      checked: false
    }
  ].map(part => {
    const box = html`<input type="checkbox">` as HTMLInputElement;
    box.checked = part.checked;
    return {...part, box};
  });
  const reason = textInput(textLimits.reason);
  const expires = dayInput();
  askDialog({
    title: "Expected: suppress alerts like this",
    about:
      "From the next build on such findings raise no alert; they are kept and counted, and the Data page says so. Whatever is named must hold.",
    fields: [
      who.field,
      html`<fieldset class="ask-field"><legend>Of</legend>${parts.map(
        ({box, text}) => html`<label>${box} ${html`<bdi>${text}</bdi>`}</label>`
      )}</fieldset>`,
      {name: "reason", label: "Why is it expected?", input: reason},
      {name: "expires", label: "Until", hint: expiryHint, input: expires}
    ],
    decide: "Suppress",
    onDecide() {
      const by = who.address();
      if (by !== "" && parseRange(by)?.length === 0) {
        throw new RangeError("that range is every address there is; leave it empty to mean whoever it is");
      }
      decisions.record({
        kind: "suppress",
        match: {
          ...(by === "" ? {} : {address: by}),
          ...Object.fromEntries(parts.filter(({box}) => box.checked).map(({key, value}) => [key, value]))
        },
        reason: reason.value,
        ...(expires.value === "" ? {} : {expires: expires.value})
      });
    }
  });
}

/** The source, to be widened to a range or left out; where the page masks it, only to be left out. */
function whoField(
  attacker: string,
  site: MaskedSite
): {readonly field: AskField | HTMLElement; address(): string} {
  const masked = maskAddress(attacker, site);
  if (masked !== attacker) {
    const box = html`<input type="checkbox" checked>` as HTMLInputElement;
    return {
      field: html`<fieldset class="ask-field"><legend>By</legend><label>${box} the source ${logText(masked)}</label></fieldset>`,
      address: () => (box.checked ? attacker : "")
    };
  }
  const input = lineInput(60, attacker);
  const hint = "The source, or a range that holds it; empty: whoever it is.";
  return {field: {name: "address", label: "By", hint, input}, address: () => input.value.trim()};
}

/** Marks a range of time with a comment; milliseconds since 1970. */
export function askMark(from: number, to: number): void {
  const text = textInput(textLimits.note);
  const spell = (time: number) => new Date(time).toISOString();
  askDialog({
    title: "Mark this time",
    about: html`<span>${formatTimeRange(from, to, "UTC")}</span>`,
    fields: [{name: "text", label: "Comment", input: text}],
    decide: "Mark",
    onDecide: () => void decisions.record({kind: "mark", from: spell(from), to: spell(to), text: text.value})
  });
}
