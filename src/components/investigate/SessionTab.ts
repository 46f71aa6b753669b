import {fillLater} from "../fill-later.js";
import {capitalise, formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {maskAddress} from "../mask.js";
import {severityLabel} from "../palette.js";
import {sessionLogs} from "../sessions/SessionHeadline.js";
import {type Session, sessionAddress} from "../sessions/session.js";
import {lengthText} from "../sessions/session-columns.js";
import {readEvidence} from "../sessions/session-evidence.js";
import {aboutSession, doneInSession} from "../sessions/session-findings.js";
import {sourceText} from "../sessions/session-words.js";
import {transcriptOf} from "../sessions/transcript-lines.js";
import {severityMark} from "../severity-mark.js";
import {formatTime, formatWall} from "../time-zone.js";
import type {TabOptions} from "./part.js";
import {scopeSessionsQuery} from "./session-queries.js";
import {TerminalPlayer} from "./TerminalPlayer.js";

interface ScopeSession extends Session {
  readonly in_all: number;
}

/** The visits of its sources to honeypots, one at a time as it was typed, the worst first. */
export function SessionTab(options: TabOptions): HTMLElement {
  const {workbench, scope} = options;
  const box = html`<div data-state="loading" data-testid="session-tab"><div class="frame-skeleton investigate-skeleton"></div></div>`;
  void fillLater(
    box,
    Promise.resolve(workbench.ask<ScopeSession>(scopeSessionsQuery(scope)).rows),
    "Its sessions",
    sessions => {
      const [worst] = sessions;
      if (worst === undefined) return [html`<p>It had no session with a honeypot. ${sessionLogs}</p>`];
      const played = html`<div></div>`;
      const choose = (session: Session) => played.replaceChildren(sessionPlayer(session, options));
      choose(worst);
      return [chooser(sessions, worst.in_all, options, choose), played];
    }
  );
  return box;
}

function chooser(
  sessions: readonly ScopeSession[],
  all: number,
  {workbench, timeZone, scope}: TabOptions,
  choose: (session: Session) => void
): HTMLElement {
  const who = ({source_ip}: Session) =>
    scope.address !== null || source_ip === null ? "" : ` · ${maskAddress(source_ip, workbench.site)}`;
  const select = html`<select aria-label="Session to play">${sessions.map(
    session =>
      html`<option value=${session.session_id}>${severityLabel[session.severity]} · ${doneInSession(session)} · ${formatWall(session.first_time, timeZone)}${who(session)}</option>`
  )}</select>` as HTMLSelectElement;
  select.addEventListener("input", event => {
    event.stopPropagation();
    const session = sessions.find(({session_id}) => session_id === select.value);
    if (session !== undefined) choose(session);
  });
  const which =
    all > sessions.length
      ? `the ${formatCount(sessions.length)} worst of ${formatCount(all)} sessions`
      : `${formatPlural(all, "session")}, the worst first`;
  return html`<label class="row-controls"><span>Session</span> ${select} <small data-sessions=${all}>${which}</small></label>`;
}

function sessionPlayer(session: Session, {workbench, timeZone}: TabOptions): HTMLElement {
  const box = html`<div data-state="loading"><div class="frame-skeleton investigate-skeleton"></div></div>`;
  void fillLater(box, readEvidence(workbench, session), "The session", ({events, findings}) => {
    const lines = transcriptOf(events, findings);
    return lines.length === 0
      ? ["None of its events is among the published data."]
      : [TerminalPlayer(lines, {site: workbench.site})];
  });
  const length = lengthText(session.duration);
  return html`<section class="frame investigate-part" data-session=${session.session_id}>
  <h3>${capitalise(aboutSession(session))}</h3>
  <p>${severityMark(session.severity)} · ${doneInSession(session)} by ${sourceText(session, workbench.site)}, ${formatTime(session.first_time, timeZone, true)}${length === null ? "" : `, ${length}`}. <a href=${sessionAddress(session.session_id)}>All about this session</a></p>
  ${box}
</section>`;
}
