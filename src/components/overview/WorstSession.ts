import {fillLater} from "../fill-later.js";
import {html} from "../html.js";
import type {MaskedSite} from "../mask.js";
import type {Session} from "../sessions/session.js";
import {sessionSentence} from "../sessions/session-words.js";

export interface WorstSessionOptions {
  readonly site: MaskedSite;
  readonly timeZone: string;
}

/** What the worst visitor of a honeypot did, in a line that leads to it. Hidden where nothing was found in any session. */
export function WorstSession(
  sessions: readonly Session[] | Promise<readonly Session[]>,
  options: WorstSessionOptions
): HTMLElement {
  // Its line is there from the start, so that nothing moves when the row arrives.
  const line = html`<p class="worst-session" data-testid="worst-honeypot-session" data-state="loading">Looking up the worst honeypot session …</p>`;
  void fillLater(line, Promise.resolve(sessions), "The worst honeypot session", ([worst]) => {
    line.hidden = worst === undefined;
    return worst === undefined ? [] : ["The worst honeypot session: ", ...sessionSentence(worst, options)];
  });
  return line;
}
