import {severities} from "../../engine/event.js";
import {emptyCell} from "../empty-cell.js";
import {capitalise, formatCount, formatSpan} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddresses} from "../mask.js";
import type {RowColumn} from "../row-browser.js";
import {severityMark} from "../severity-mark.js";
import {formatTime, formatWall, timeLabel} from "../time-zone.js";
import {type Session, sessionAddress} from "./session.js";
import {aboutSession} from "./session-findings.js";
import {sourceText} from "./session-words.js";

export interface SessionColumnsOptions {
  readonly site: MaskedSite;
  readonly timeZone: string;
}

const nameLimit = 24;

/** The columns of a table of sessions, in the order they stand. */
export function sessionColumns({site, timeZone}: SessionColumnsOptions): readonly RowColumn<Session>[] {
  const count = (
    key: "commands" | "downloads" | "failed_logins",
    label: string,
    title: string
  ): RowColumn<Session> => ({
    key,
    label,
    title,
    numeric: true,
    cell: session => formatCount(session[key]),
    value: session => session[key],
    order: session => session[key]
  });
  return [
    {
      key: "severity",
      label: "Severity",
      cell: ({severity}) => severityMark(severity),
      order: ({severity}) => severities.indexOf(severity)
    },
    {
      key: "about",
      label: "What it did",
      title: "As signatures and rules recognise it",
      cell: session =>
        html`<a href=${sessionAddress(session.session_id)} data-session=${session.session_id}>${capitalise(aboutSession(session))}</a>`,
      order: aboutSession
    },
    {
      key: "source_ip",
      label: "Source",
      cell: session => sourceText(session, site),
      order: ({source_ip}) => source_ip
    },
    {
      key: "country",
      label: "Where",
      cell: session => session.country ?? emptyCell("place not known"),
      order: ({country}) => country
    },
    {
      key: "first_time",
      label: timeLabel("When", timeZone),
      cell: ({first_time, last_time}) =>
        html`<span title=${`until ${formatTime(last_time, timeZone)}`}>${formatWall(first_time, timeZone)}</span>`,
      order: ({first_time}) => Number(first_time)
    },
    {
      key: "duration",
      label: "Length",
      cell: ({duration}) => lengthText(duration) ?? emptyCell(),
      order: ({duration}) => duration
    },
    {
      key: "username",
      label: "Let in as",
      cell: ({username, accepted_logins}) =>
        accepted_logins === 0
          ? emptyCell("no login was accepted")
          : username === null
            ? emptyCell("account not logged")
            : logText(maskAddresses(username, site), nameLimit),
      order: ({username}) => username
    },
    count("commands", "Commands", "Commands typed"),
    count("downloads", "Files", "Files fetched or uploaded"),
    count("failed_logins", "Refused", "Logins refused")
  ];
}

/** "14 seconds"; null where nothing tells. Dionaea may log all of a session under one time. */
export function lengthText(seconds: number | null): string | null {
  if (seconds === null) return null;
  return seconds === 0 ? "one moment" : formatSpan(seconds * 1000);
}
