import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {addressText} from "../incidents/incident-words.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddresses} from "../mask.js";
import {formatTime} from "../time-zone.js";
import {type Session, sessionAddress} from "./session.js";
import {aboutSession, doneInSession} from "./session-findings.js";

const nameLimit = 40;

/** How many sessions there are and how far they went: a title. */
export function sessionsFinding(sessions: readonly Session[]): string {
  const count = (matches: (session: Session) => boolean) => sessions.filter(matches).length;
  const typed = count(({commands}) => commands > 0);
  const left = count(({downloads}) => downloads > 0);
  const inside = count(({accepted_logins}) => accepted_logins > 0);
  return `${formatPlural(sessions.length, "session")}: ${formatCount(inside)} got in, ${formatCount(typed)} typed commands, ${formatCount(left)} left files`;
}

/** A session named in a sentence, its figures leading to it: "14 commands and 2 files by 192.0.2.1 on ...". */
export function sessionSentence(
  session: Session,
  {site, timeZone}: {readonly site: MaskedSite; readonly timeZone: string}
): (Node | string)[] {
  const {session_id, first_time, username, accepted_logins} = session;
  return [
    html`<strong><a href=${sessionAddress(session_id)} data-session=${session_id} data-testid="worst-session">${doneInSession(session)}</a></strong>`,
    " by ",
    sourceText(session, site),
    ` on ${formatTime(first_time, timeZone)}`,
    ...(accepted_logins === 0
      ? []
      : username === null || username === ""
        ? [", after logging in"]
        : [", after logging in as ", logText(maskAddresses(username, site), nameLimit)]),
    `; it ${aboutSession(session)}.`
  ];
}

/** Who. */
export function sourceText({source_ip}: Pick<Session, "source_ip">, site: MaskedSite): Node {
  return source_ip === null ? document.createTextNode("an unknown source") : addressText(source_ip, site);
}

/** "Zurich, Switzerland"; null where its place is not known. */
export function placeText({
  country,
  region,
  city
}: Pick<Session, "country" | "region" | "city">): string | null {
  const parts = [city ?? region, country].filter(part => part !== null);
  return parts.length === 0 ? null : [...new Set(parts)].join(", ");
}
