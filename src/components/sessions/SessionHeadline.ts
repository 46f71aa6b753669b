import {fillLater} from "../fill-later.js";
import {html} from "../html.js";
import type {MaskedSite} from "../mask.js";
import type {Session} from "./session.js";
import {sessionSentence} from "./session-words.js";

export interface SessionHeadlineOptions {
  readonly site: MaskedSite;
  readonly timeZone: string;
  /** Called when the reader chooses the worst. */
  readonly open: (sessionId: string) => void;
}

/** How the order of sessions comes about. */
export const rankingMeaning =
  "The worst first: by the gravest thing found in a session; then by how many kinds of attack (ATT&CK techniques) signatures and rules recognise in it; then the files it left; then its commands that do more than look round; then whether it got in; then its length.";

/** What logs have sessions, for where there are none. */
export const sessionLogs =
  "Sessions come from the honeypots' own logs: Cowrie's JSON log (SSH and Telnet), and Dionaea's connections as exported from its database; other logs, Dionaea's log_json among them, do not say which events belong together.";

/** The worst session of the selection in one sentence, leading to it. */
export function SessionHeadline(
  sessions: readonly Session[] | Promise<readonly Session[]>,
  {site, timeZone, open}: SessionHeadlineOptions
): HTMLElement {
  const box = html`<section class="attention session-headline" data-testid="sessions-finding" data-state="loading" aria-label="What did they do once they were in?"><p class="attention-sentence">Looking for the worst session …</p></section>`;
  box.addEventListener("click", event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link =
      event.target instanceof Element ? event.target.closest<HTMLElement>("a[data-session]") : null;
    const id = link?.dataset.session;
    if (id === undefined) return;
    event.preventDefault();
    open(id);
  });
  void fillLater(box, Promise.resolve(sessions), "The sessions", found => {
    const [worst] = found;
    box.dataset.status = statusOf(worst);
    box.dataset.sessions = String(found.length);
    return worst === undefined
      ? [
          html`<p class="attention-sentence"><strong>No honeypot sessions in this selection.</strong></p>`,
          html`<p>${sessionLogs}</p>`
        ]
      : [html`<p class="attention-sentence">The worst: ${sessionSentence(worst, {site, timeZone})}</p>`];
  });
  return box;
}

function statusOf(worst: Session | undefined): string {
  if (worst === undefined) return "usual";
  return worst.severity === "critical" || worst.severity === "high" ? "attention" : "look";
}
