import {html} from "./html.js";

/**
 * What is invisible, or changes how the text around it reads: control and format characters (bidirectional marks,
 * zero-width ones and tags among them), line and paragraph separators, and letters drawn as nothing.
 * https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/u;
const unseenRun = new RegExp(`(${unseen.source})`, "u");

/**
 * A string from a log, as an element: attackers wrote it, so it stands apart from the text around it, and what is
 * invisible in it is shown by name. Never parsed as HTML.
 * @param limit characters shown; the rest is counted
 */
export function logText(text: string, limit = Number.POSITIVE_INFINITY): HTMLElement {
  const shown = text.length > limit ? text.slice(0, limit) : text;
  // Splitting by a pattern with a group yields text and matches in turn.
  const parts = shown.split(unseenRun).map((part, i) => {
    if (i % 2 === 0) return part;
    return html`<span class="log-unseen" title=${codePoint(part)}>${visible(part)}</span>`;
  });
  const rest = text.length - shown.length;
  const more =
    rest > 0 ? html`<span class="log-unseen">… ${rest.toLocaleString("en-US")} more characters</span>` : null;
  return html`<bdi class="log-text">${parts}${more}</bdi>`;
}

/** The same as plain text, for where no element can be: titles, and text in charts. */
export function visibleText(text: string): string {
  return text
    .split(unseenRun)
    .map((part, i) => (i % 2 === 0 ? part : visible(part)))
    .join("");
}

/** Control characters have pictures of their own in Unicode; the others are named by their number. */
function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? "\u2421" : `\u2039${codePoint(character)}\u203a`;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
