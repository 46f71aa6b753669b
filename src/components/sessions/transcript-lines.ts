import {severities} from "../../engine/event.js";
import type {LineFinding, SessionEvent} from "./session-evidence.js";

/** A part of what a line says. */
export interface LinePart {
  readonly text: string;
  /** `log`: as somebody else wrote it; `secret`: a password; `words`: ours. */
  readonly kind: "log" | "secret" | "words";
}

/** One line of a transcript: one event, with those that only say what became of it. */
export interface TranscriptLine {
  readonly event: SessionEvent;
  /** Milliseconds since the session's first event. */
  readonly offset: number;
  readonly label: string;
  readonly kind: "command" | "file" | "login" | "forward" | "other";
  readonly parts: readonly LinePart[];
  /** The gravest first; each rule, signature or list once. */
  readonly findings: readonly LineFinding[];
}

const words = (text: string): LinePart => ({kind: "words", text});
const log = (text: string | null): LinePart[] => (text === null || text === "" ? [] : [{kind: "log", text}]);

/** Events that repeat a command to say whether the honeypot knew it. */
const answers = new Set(["cowrie.command.success", "cowrie.command.failed"]);

/** The events of a session as lines to read, in order. */
export function transcriptOf(
  events: readonly SessionEvent[],
  findings: readonly LineFinding[]
): readonly TranscriptLine[] {
  const byEvent = new Map<string, LineFinding[]>();
  for (const finding of findings) {
    const own = byEvent.get(finding.event_id);
    if (own === undefined) byEvent.set(finding.event_id, [finding]);
    else own.push(finding);
  }
  const start = Number(events[0]?.event_time ?? 0);
  const lines: {line: Omit<TranscriptLine, "findings">; findings: LineFinding[]}[] = [];
  for (const event of events) {
    const own = byEvent.get(event.event_id) ?? [];
    const last = lines.at(-1);
    if (answers.has(event.event_type) && last?.line.kind === "command") {
      last.findings.push(...own);
      if (event.event_type !== "cowrie.command.failed") continue;
      const isAll = event.command === last.line.event.command;
      last.line = {
        ...last.line,
        parts: [
          ...last.line.parts,
          words(isAll ? " – the honeypot did not know it" : " – the honeypot did not know "),
          ...(isAll ? [] : log(event.command))
        ]
      };
      continue;
    }
    lines.push({line: lineOf(event, Number(event.event_time) - start), findings: [...own]});
  }
  return lines.map(({line, findings: found}) => ({...line, findings: gravestOnce(found)}));
}

/** Of the findings of one rule, signature or list, the first; the gravest stand first. */
function gravestOnce(findings: readonly LineFinding[]): readonly LineFinding[] {
  const rank = ({severity}: LineFinding) => severities.indexOf(severity);
  const once = new Map<string, LineFinding>();
  for (const finding of findings) {
    const key = `${finding.detector}\n${finding.rule}`;
    if (!once.has(key)) once.set(key, finding);
  }
  return [...once.values()].sort((a, b) => rank(b) - rank(a));
}

function lineOf(event: SessionEvent, offset: number): Omit<TranscriptLine, "findings"> {
  const line = (kind: TranscriptLine["kind"], label: string, parts: readonly LinePart[]) => ({
    event,
    offset,
    kind,
    label,
    parts
  });
  const type = event.event_type;
  switch (type) {
    case "cowrie.command.input":
    case "cowrie.command.success":
    case "cowrie.command.failed":
    case "cowrie.session.input":
    case "dionaea.command":
      return line("command", "typed", log(event.command ?? event.payload ?? event.message));
    case "cowrie.login.success":
    case "cowrie.login.failed":
    case "dionaea.login":
      return line("login", loginLabel(type), credentials(event));
    case "cowrie.session.file_download":
    case "cowrie.session.file_upload":
    case "cowrie.session.file_download.failed":
    case "dionaea.download":
    case "dionaea.offer":
      return line("file", fileLabel(type), fileParts(event));
    case "cowrie.direct-tcpip.request":
      return line("forward", "asked to reach", [
        ...log(event.destination_ip),
        ...(event.destination_port === null ? [] : [words(` port ${event.destination_port}`)])
      ]);
    case "cowrie.direct-tcpip.data":
      return line("forward", "sent on", log(event.payload ?? event.message));
    case "cowrie.session.connect":
      return line("other", "connected", [
        ...(event.destination_port === null ? [] : [words(`to port ${event.destination_port}`)])
      ]);
    case "cowrie.session.closed":
      return line("other", "left", []);
    case "cowrie.client.version":
      return line("other", "client", log(event.message));
    case "cowrie.client.kex":
      return line("other", "fingerprint", log(event.hassh));
    default:
      return line("other", type.replace(/^(cowrie|dionaea)\./, ""), otherParts(event));
  }
}

/** Of an event that has no words of its own here, whatever its log says of it. */
function otherParts({command, message, payload}: SessionEvent): LinePart[] {
  const [first, ...further] = [command, message ?? (command === null ? payload : null)].flatMap(log);
  return first === undefined ? [] : [first, ...further.flatMap(part => [words(" – "), part])];
}

const loginLabel = (type: string) =>
  type === "cowrie.login.success" ? "let in" : type === "dionaea.login" ? "tried" : "refused";

function fileLabel(type: string): string {
  if (type.endsWith(".failed")) return "failed to fetch";
  if (type === "dionaea.offer") return "offered";
  return type === "cowrie.session.file_upload" ? "uploaded" : "file";
}

function credentials({username, password}: SessionEvent): LinePart[] {
  return [
    ...(username === null || username === "" ? [words("no user name")] : log(username)),
    words(" with "),
    password === null
      ? words("no password logged")
      : password === ""
        ? words("an empty password")
        : {kind: "secret", text: password}
  ];
}

function fileParts({http_url, file_name, file_hash, message}: SessionEvent): LinePart[] {
  const parts: LinePart[] = [];
  if (http_url !== null) parts.push(words("from "), ...log(http_url));
  // Cowrie keeps what it got under its hash, which says nothing of what it was called.
  if (file_name !== null && (file_hash === null || !file_name.includes(file_hash)))
    parts.push(words(parts.length === 0 ? "" : " as "), ...log(file_name));
  if (file_hash !== null) parts.push(words(parts.length === 0 ? "hash " : ", hash "), ...log(file_hash));
  return parts.length === 0 ? log(message) : parts;
}
