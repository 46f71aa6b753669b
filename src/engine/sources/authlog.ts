import {createEvent, type Event} from "../event.js";
import {readFtp, readKlogin, readLockout, readLogin, readWrappers} from "./authlog-login.js";
import {
  type AuthEventType,
  type AuthMessage,
  type AuthReading,
  notAuthentication
} from "./authlog-message.js";
import {readPam} from "./authlog-pam.js";
import {readSshd} from "./authlog-sshd.js";
import {readPkexec, readSu, readSudo} from "./authlog-sudo.js";
import {parseSyslog, type SyslogLine} from "./authlog-syslog.js";
import {createSyslogTimeReader} from "./authlog-time.js";
import {readAsa, readCharon, readOcserv, readOpenVpn, readWireGuard} from "./authlog-vpn.js";
import {cleanText, readAddress} from "./fields.js";
import type {Mapping, Source, SourceContext} from "./source.js";
import {isSeverityWord} from "./textlog-words.js";

/**
 * Authentication logs in syslog form (auth.log, secure): OpenSSH, sudo, su, PAM, FTP and login daemons, and VPN
 * servers. `event_type` is one of `authEventTypes`.
 */
export const authlog: Source<string> = {
  dataset: "authlog",
  container: "lines",
  recognises,
  open: openAuthlog
};

/** One line may say "message repeated N times"; more than these are not believed. */
const repeatLimit = 1000;

const readers: ReadonlyMap<string, (message: string) => AuthReading> = new Map([
  ["sshd", readSshd],
  ["sshd-session", readSshd],
  ["sudo", readSudo],
  ["pkexec", readPkexec],
  ["su", readSu],
  ["ftpd", readFtp],
  ["vsftpd", readFtp],
  ["proftpd", readFtp],
  ["login", readLogin],
  ["klogind", readKlogin],
  ["sshlockout", readLockout],
  ["openvpn", readOpenVpn],
  ["ovpn-server", readOpenVpn],
  ["charon", readCharon],
  ["charon-systemd", readCharon],
  ["ocserv", readOcserv],
  ["kernel", readWireGuard]
]);

/** Programs whose lines make a file an authentication log, although they say little themselves. */
const company = new Set(["CRON", "cron", "crond", "systemd-logind", "polkitd", "login", "xinetd"]);

const overTcp = new Set(["SSH", "FTP", "TELNET", "KLOGIN"]);

/** What became of an attempt is inferred from the message. PAM's second line about an attempt is not counted again. */
const actions: Partial<Record<AuthEventType, Event["action"]>> = {
  "login.failed": "blocked",
  "login.accepted": "allowed",
  "sudo.failed": "blocked",
  "sudo.command": "allowed",
  "su.failed": "blocked",
  "su.accepted": "allowed",
  "vpn.failed": "blocked",
  "vpn.connected": "allowed"
};

function recognises(sample: readonly string[]): boolean {
  // What stands where a host would may tell how grave a line is: then it is no line of syslog.
  const lines = sample
    .map(parseSyslog)
    .filter(line => line !== null && line.program !== null && !isSeverityWord(line.host));
  if (lines.length * 2 <= sample.length) return false;
  return lines.some(line => line !== null && (company.has(line.program ?? "") || isRead(readLine(line))));
}

function openAuthlog(context: SourceContext): (line: string) => Mapping {
  const readTime = createSyslogTimeReader(context);

  return line => {
    const syslog = parseSyslog(line);
    if (syslog === null) return {rejected: "not in syslog form; expected a time, a host and a program"};
    const time = readTime(syslog.time);
    if (time === null)
      return {rejected: "impossible time; expected a date that exists, between 1969 and 2199"};
    const {times, line: once} = unwrap(syslog);
    const reading = readLine(once);
    if (!isRead(reading)) return {ignored: reading ?? notAuthentication};
    const count = Math.min(repeatLimit, times * (reading.times ?? 1));
    return Array.from({length: count}, () => toEvent(time, once, reading));
  };
}

function isRead(reading: AuthReading): reading is AuthMessage {
  return reading !== null && typeof reading !== "string";
}

/** rsyslog writes "message repeated 5 times: [ Failed password for ...]" in place of five more lines like the one before. */
function unwrap(line: SyslogLine): {times: number; line: SyslogLine} {
  const match = /^message repeated (\d{1,9}) times: \[ ?(.*)\]$/.exec(line.message);
  if (match === null) return {times: 1, line};
  return {times: Math.max(1, Number(match[1])), line: {...line, message: match[2] ?? ""}};
}

function readLine({program, message}: SyslogLine): AuthReading {
  if (program === null) return null;
  // "/usr/sbin/sshd" and "ovpn-office" are programs too.
  const name = program.slice(program.lastIndexOf("/") + 1);
  const read = readers.get(name) ?? (name.startsWith("ovpn-") ? readOpenVpn : null);
  return (
    readPam(name, message) ??
    read?.(message) ??
    (name.startsWith("%") ? readAsa(name, message) : readWrappers(name, message))
  );
}

function toEvent(time: number, {host, pid, message}: SyslogLine, reading: AuthMessage): Event {
  const event = createEvent("authlog", reading.type, time);
  // A client that was looked up has a name instead of an address; the message keeps it.
  event.source_ip = readAddress(reading.client) ?? null;
  event.source_port = reading.clientPort ?? null;
  event.destination_ip = readAddress(reading.server) ?? null;
  event.destination_port = reading.serverPort ?? null;
  event.app_protocol = cleanText(reading.application);
  event.protocol = overTcp.has(reading.application) ? "TCP" : null;
  event.duration = reading.duration ?? null;
  event.bytes_sent = reading.bytesSent ?? null;
  event.bytes_received = reading.bytesReceived ?? null;
  event.action = actions[reading.type] ?? null;
  event.action_inferred = event.action === null ? null : true;
  event.attacker_ip = event.source_ip;
  event.username =
    reading.username === undefined || reading.username === "" ? null : cleanText(reading.username);
  // A VPN server is one process for all its clients, so its number tells no session.
  event.session =
    pid === null || reading.application === "VPN" ? null : cleanText(host === null ? pid : `${host}:${pid}`);
  event.sensor = host === null ? null : cleanText(host);
  event.details = {message: cleanText(message)};
  if (reading.command !== undefined) event.details.command = cleanText(reading.command);
  return event;
}
