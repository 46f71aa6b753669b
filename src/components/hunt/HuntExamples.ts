import type {Example} from "../../engine/hunt/examples.js";
import {recogniseTerm} from "../../engine/hunt/recognise-term.js";
import {type TermType, writeTerm} from "../../engine/hunt/term.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddress} from "../mask.js";
import {huntAddress} from "./hunt-address.js";

export interface HuntExamplesOptions {
  readonly site: MaskedSite;
  readonly hunt: (text: string) => void;
}

const valueLimit = 80;

/** What each example is, and why it is worth a look. */
const words: Readonly<
  Record<Example["why"], {readonly type: TermType; readonly why: (measure: number) => string}>
> = {
  riskiest: {type: "address", why: risk => `the riskiest source: ${risk.toFixed(1)} of 100`},
  network: {
    type: "network",
    why: count => `${formatCount(count)} risky sources are neighbours in this network`
  },
  listed: {
    type: "domain",
    why: count => `on a list of known-bad indicators, and in ${formatPlural(count, "event")}`
  },
  file: {type: "hash", why: count => `the file that came most often: ${formatPlural(count, "time")}`},
  fingerprint: {
    type: "hassh",
    why: count => `the SSH client of most sources: ${formatCount(count)} share it`
  },
  agent: {
    type: "text",
    why: count =>
      `a rare user agent: sent by ${count === 1 ? "one source" : formatPlural(count, "source")} only`
  },
  command: {type: "command", why: count => `the command typed by most sources: ${formatCount(count)}`},
  account: {type: "user", why: count => `the account that most sources tried: ${formatCount(count)}`}
};

/** Values of these data that are worth hunting for, each with why; pressing one hunts for it. */
export function HuntExamples(examples: readonly Example[], {site, hunt}: HuntExamplesOptions): HTMLElement {
  const items = examples.map(({why, value, measure}) => {
    const {type, why: say} = words[why];
    const isListedUrl = why === "listed" && value.includes("/");
    const text = typed(isListedUrl ? "url" : type, value);
    const link = html`<a class="hunt-example" href=${huntAddress(text)} data-why=${why} data-measure=${measure}>
      <strong>${logText(type === "address" ? maskAddress(value, site) : value, valueLimit)}</strong>
      <span>${say(measure)}</span>
    </a>`;
    link.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      hunt(text);
    });
    return html`<li>${link}</li>`;
  });
  return html`<ul class="hunt-examples">${items}</ul>`;
}

/** A value as it is typed, with its type where its looks say another. */
function typed(type: TermType, value: string): string {
  const term = recogniseTerm(value);
  if (term?.type === type && term.value === value) return writeTerm(term);
  return `${type}:${value}`;
}
