import {type Severity, severities} from "../../engine/event.js";
import {formatPlural} from "../format.js";
import type {Session} from "./session.js";

/** What was found in a session's events. */
export interface SessionFinding {
  readonly severity: Severity;
  /** ATT&CK technique; null where none applies. */
  readonly technique: string | null;
  readonly finding: string;
}

/** The findings of a session, the gravest first. */
export function findingsOf({findings}: Pick<Session, "findings">): readonly SessionFinding[] {
  return (findings ?? "")
    .split("\n")
    .filter(line => line !== "")
    .map(line => {
      const [severity = "", technique = "", finding = ""] = line.split("\t");
      return {
        severity: severities.find(known => known === severity) ?? "none",
        technique: technique === "" ? null : technique,
        finding
      };
    });
}

interface Aim {
  readonly technique: RegExp;
  /** @default any */
  readonly finding?: RegExp;
  /** Where not even of medium severity it says nothing. @default false */
  readonly grave?: boolean;
  readonly text: string;
}

/** What findings say that a visitor was after: what does most harm first. Techniques are those of https://attack.mitre.org. */
const aims: readonly Aim[] = [
  {technique: /^T(1485|1486|1490|1495|1561)/, text: "destroyed data"},
  {technique: /^T(1059|1105)/, finding: /execut/i, grave: true, text: "fetched a program and made it run"},
  {technique: /^T1496/, grave: true, text: "brought a cryptocurrency miner"},
  {technique: /^T1210/, text: "spread a worm"},
  {technique: /^T1098\.004/, text: "left an SSH key to come back with"},
  {technique: /^T1053/, text: "scheduled a job to stay"},
  {technique: /^T1136/, text: "made an account"},
  {technique: /^T(1098$|1531)/, text: "changed a password"},
  {technique: /^T1105/, grave: true, text: "left a file"},
  {technique: /^T1003/, text: "read password hashes"},
  {technique: /^T(1562|1685)/, text: "switched defences off"},
  {technique: /^T1070/, text: "removed its traces"},
  {technique: /^T1090/, text: "sent traffic on through the honeypot"},
  {technique: /^T1105/, text: "tried to fetch a file"},
  {technique: /^T(1082|1033|1087|1057|1016)/, text: "looked round the machine"},
  {technique: /^T1595/, text: "scanned for what answers"}
];

/** As many aims as fit a sentence. */
const told = 3;

/** Where one of these was seen, the others add nothing to it. */
const implied: Readonly<Record<string, readonly string[]>> = {
  "fetched a program and made it run": ["left a file", "tried to fetch a file"],
  "left an SSH key to come back with": ["left a file"],
  "left a file": ["tried to fetch a file"]
};

/** What a session was about, without its subject: "fetched a program and made it run, and removed its traces". */
export function aboutSession(
  session: Pick<
    Session,
    "findings" | "commands" | "own_commands" | "accepted_logins" | "failed_logins" | "forwards" | "downloads"
  >
): string {
  const findings = findingsOf(session);
  const seen = aims.filter(({technique, finding, grave}) =>
    findings.some(
      found =>
        technique.test(found.technique ?? "") &&
        (finding?.test(found.finding) ?? true) &&
        (!grave || severities.indexOf(found.severity) >= severities.indexOf("medium"))
    )
  );
  const texts = seen.map(({text}) => text);
  const shown = texts.filter(text => !texts.some(other => implied[other]?.includes(text))).slice(0, told);
  if (shown.length > 0) return listed(shown);
  if (session.own_commands > 0) return "typed commands that no signature knows";
  if (session.commands > 0) return "looked round the machine";
  if (session.forwards > 0) return "sent traffic on through the honeypot";
  if (session.accepted_logins > 0) return "logged in and did nothing";
  if (session.failed_logins > 0) return "guessed passwords in vain";
  return "connected and left";
}

function listed(texts: readonly string[]): string {
  if (texts.length < 2) return texts[0] ?? "";
  const before = texts.slice(0, -1);
  // Where a part has an "and" of its own, a comma tells the two apart.
  const comma = before.some(text => text.includes(" and ")) ? "," : "";
  return `${before.join(", ")}${comma} and ${texts.at(-1)}`;
}

/** What a visitor did, in figures: "14 commands and 2 files". */
export function doneInSession({
  commands,
  downloads,
  forwards,
  failed_logins,
  accepted_logins,
  events
}: Pick<
  Session,
  "commands" | "downloads" | "forwards" | "failed_logins" | "accepted_logins" | "events"
>): string {
  const parts = [
    ...(commands > 0 ? [formatPlural(commands, "command")] : []),
    ...(downloads > 0 ? [formatPlural(downloads, "file")] : []),
    ...(forwards > 0 ? [formatPlural(forwards, "forwarded connection")] : [])
  ];
  if (parts.length > 0) return listed(parts);
  const logins = failed_logins + accepted_logins;
  return logins > 0 ? formatPlural(logins, "login attempt") : formatPlural(events, "event");
}
