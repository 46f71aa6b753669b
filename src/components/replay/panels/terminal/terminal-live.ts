import type {ShellSession} from "../../../../engine/replay/shell.js";
import type {LiveSession} from "../../../../engine/replay/shell-frame.js";
import {formatPlural} from "../../../format.js";
import {html} from "../../../html.js";
import {logText} from "../../../log-text.js";
import {type MaskedSite, maskAddress} from "../../../mask.js";
import {severityMark} from "../../../severity-mark.js";

export interface TerminalLiveOptions {
  readonly site: MaskedSite;
  /** What the place of a source is called. */
  readonly place: (source: string | null) => string;
  /** Called when the reader wants to stay with a session. */
  readonly pin: (session: ShellSession) => void;
}

export interface TerminalLive {
  readonly node: HTMLElement;
  show(sessions: readonly LiveSession[]): void;
}

const listed = 6;

/** The sessions beside the one on screen, to go to. */
export function terminalLive({site, place, pin}: TerminalLiveOptions): TerminalLive {
  const list = html`<ul></ul>`;
  const more = html`<p></p>`;
  const node = html`<div class="replay-terminal-live"><h4>Also within the last minute</h4>${list}${more}</div>`;
  let shown: readonly string[] = [];

  function item({session, commands, gravest}: LiveSession): HTMLElement {
    const source =
      session.source_ip === null ? "no source" : logText(maskAddress(session.source_ip, site), 45);
    const button = html`<button type="button" class="button" title="Stay with this session">${source} <small>${place(session.source_ip)}</small><small>${formatPlural(commands, "command")}${gravest === null ? null : html` ${severityMark(gravest)}`}</small></button>`;
    button.addEventListener("click", () => pin(session));
    return html`<li>${button}</li>`;
  }

  return {
    node,
    show(sessions) {
      const first = sessions.slice(0, listed);
      const keys = first.map(
        ({session, commands, gravest}) => `${session.session} ${session.sensor} ${commands} ${gravest}`
      );
      const rest = sessions.length - first.length;
      const text = sessions.length === 0 ? "none" : rest > 0 ? `and ${formatPlural(rest, "other")}` : "";
      if (more.textContent !== text) more.textContent = text;
      if (keys.length === shown.length && keys.every((key, i) => key === shown[i])) return;
      // An entry that stays keeps its button, and with it the reader's focus.
      const before = new Map(shown.map((key, i) => [key, list.children[i]]));
      list.replaceChildren(...first.map((session, i) => before.get(keys[i] ?? "") ?? item(session)));
      shown = keys;
    }
  };
}
