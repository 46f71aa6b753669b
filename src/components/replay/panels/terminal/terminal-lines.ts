import {formatPlural} from "../../../format.js";
import {html} from "../../../html.js";
import {logText} from "../../../log-text.js";
import {type MaskedSite, maskAddresses} from "../../../mask.js";
import {formatWall} from "../../../time-zone.js";
import type {TerminalRow, TerminalRows} from "./terminal-rows.js";

export interface TerminalLinesOptions {
  readonly site: MaskedSite;
  readonly timeZone: string;
}

export interface TerminalLines {
  readonly node: HTMLElement;
  /** @param host what the prompt names */
  show(rows: TerminalRows, host: string | null): void;
}

/** Characters shown of one text. */
const longest = 1200;
const longestName = 20;

/** The screen of a terminal. Rows that stay the same keep their elements. */
export function terminalLines({site, timeZone}: TerminalLinesOptions): TerminalLines {
  const list = html`<ol class="replay-terminal-lines" data-testid="replay-terminal-lines"></ol>`;
  const earlier = html`<p class="replay-terminal-earlier" hidden></p>`;
  // Its content stands at the end of a column that runs backwards, so that the last line stays in sight.
  const node = html`<div class="replay-terminal-screen" tabindex="0" role="log" aria-live="off" aria-label="What was typed"><div>${earlier}${list}</div></div>`;
  let keys: readonly string[] = [];

  function item({kind, time, label, text, isTyping}: TerminalRow, prompt: string): HTMLElement {
    const shown = text === "" ? null : logText(maskAddresses(text, site), longest);
    const at = formatWall(time, timeZone, true).replace(/^.*, /, "");
    const before =
      kind === "command"
        ? html`<span class="replay-terminal-prompt">${logText(prompt, 2 * longestName)} $</span>`
        : label === ""
          ? null
          : html`<span class="replay-terminal-label">${label}</span>`;
    return html`<li data-kind=${kind} data-typing=${isTyping ? "" : null}><time>${isTyping ? "" : at}</time><span>${before}${before === null || shown === null ? null : " "}${shown}${isTyping ? html`<i class="replay-terminal-cursor"></i>` : null}</span></li>`;
  }

  return {
    node,
    show(found, host) {
      const {rows} = found;
      const prompt = [found.user, host]
        .filter(part => part !== null && part !== "")
        .map(part => part?.slice(0, longestName))
        .join("@");
      const next = rows.map(({key}) => `${key} ${prompt}`);
      let same = 0;
      while (same < next.length && same < keys.length && next[same] === keys[same]) ++same;
      while (list.childElementCount > same) list.lastElementChild?.remove();
      list.append(...rows.slice(same).map(row => item(row, prompt)));
      keys = next;
      const text =
        found.earlier === 0 ? "" : `${formatPlural(found.earlier, "earlier line")} above, not shown`;
      if (earlier.textContent !== text) {
        earlier.textContent = text;
        earlier.hidden = text === "";
      }
    }
  };
}
