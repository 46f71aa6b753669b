import {html} from "../html.js";
import {logText, visibleText} from "../log-text.js";
import type {MaskedSite} from "../mask.js";
import {maskAddress} from "../mask.js";

/** What a value is: decides what can be done with it. */
export const valueKinds = [
  "address",
  "destination",
  "port",
  "service",
  "country",
  "user",
  "hash",
  "domain",
  "url",
  "technique",
  "text"
] as const;
export type ValueKind = (typeof valueKinds)[number];

export interface ValueOptions {
  /** What stands for it on the page, such as a country's name. @default the value itself, as text from a log */
  readonly shown?: string | Node;
  /** Characters of the value shown; the rest is counted. */
  readonly limit?: number;
  /** Whose addresses are masked. */
  readonly site?: MaskedSite;
}

/**
 * A value from a log as a button: pressing it opens the menu of what can be done with a value of its kind (filter, investigate,
 * hunt, copy). The menu itself is the page's, so that a table of values costs no more than its text.
 * @param value as the tables hold it; of a country its code
 */
export function valueButton(
  kind: ValueKind,
  value: string | number,
  {shown, limit, site}: ValueOptions = {}
): HTMLElement {
  const text = String(value);
  const masked = shownValue(kind, text, site);
  return html`<button type="button" class="value" aria-haspopup="menu" data-kind=${kind} data-value=${text}
    data-masked=${masked === text ? null : ""}>${shown ?? logText(masked, limit)}</button>`;
}

/** The same menu beside a value that is a link already. */
export function moreButton(
  kind: ValueKind,
  value: string | number,
  {site}: Pick<ValueOptions, "site"> = {}
): HTMLElement {
  const text = String(value);
  const masked = shownValue(kind, text, site);
  return html`<button type="button" class="value value-more" aria-haspopup="menu" aria-label=${`What to do with ${visibleText(masked)}`}
    data-kind=${kind} data-value=${text} data-shown=${masked} data-masked=${masked === text ? null : ""}>⋯</button>`;
}

function shownValue(kind: ValueKind, text: string, site: MaskedSite | undefined): string {
  const isAddress = kind === "address" || kind === "destination";
  return isAddress && site !== undefined ? maskAddress(text, site) : text;
}
