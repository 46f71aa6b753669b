import type {Action} from "../event.js";

/** What Cowrie's event ids say about an attack. https://github.com/cowrie/cowrie/blob/main/src/cowrie/core/eventids.py */
export interface CowrieEvent {
  readonly attack_type: string;
  /** Inferred: Cowrie says what happened, not what it decided. */
  readonly action?: Action;
  /** The application protocol where only one can cause this event. */
  readonly app_protocol?: string;
}

const reconnaissance: CowrieEvent = {attack_type: "Reconnaissance"};
const sshReconnaissance: CowrieEvent = {attack_type: "Reconnaissance", app_protocol: "SSH"};
const telnetReconnaissance: CowrieEvent = {attack_type: "Reconnaissance", app_protocol: "TELNET"};
const command: CowrieEvent = {attack_type: "Command Execution"};
const malware: CowrieEvent = {attack_type: "Malware"};
const proxy: CowrieEvent = {attack_type: "Proxy Abuse", app_protocol: "SSH"};
const exploit: CowrieEvent = {attack_type: "Exploit", app_protocol: "TELNET"};

export const cowrieEvents: ReadonlyMap<string, CowrieEvent> = new Map([
  ["cowrie.session.connect", reconnaissance],
  ["cowrie.session.closed", reconnaissance],
  ["cowrie.client.version", sshReconnaissance],
  ["cowrie.client.kex", sshReconnaissance],
  ["cowrie.client.malformed_packet", reconnaissance],
  ["cowrie.client.var", reconnaissance],
  ["cowrie.telnet.option", telnetReconnaissance],
  ["cowrie.telnet.error", telnetReconnaissance],
  ["cowrie.client.fingerprint", {attack_type: "Brute Force", app_protocol: "SSH"}],
  ["cowrie.login.failed", {attack_type: "Brute Force", action: "blocked"}],
  ["cowrie.login.success", {attack_type: "Brute Force", action: "allowed"}],
  ["cowrie.command.input", command],
  ["cowrie.command.success", command],
  ["cowrie.command.failed", command],
  ["cowrie.command.chpasswd", command],
  ["cowrie.session.input", command],
  ["cowrie.session.file_download", malware],
  ["cowrie.session.file_download.failed", malware],
  ["cowrie.session.file_upload", malware],
  ["cowrie.direct-tcpip.request", proxy],
  ["cowrie.direct-tcpip.data", proxy],
  ["cowrie.direct-tcpip.redirect", proxy],
  ["cowrie.direct-tcpip.tunnel", proxy],
  ["cowrie.direct-tcpip.ja4", proxy],
  ["cowrie.direct-tcpip.ja4h", proxy],
  ["cowrie.tunnelproxy-tcpip.data", proxy],
  ["cowrie.telnet.exploit_attempt", exploit],
  ["cowrie.telnet.exploit_success", exploit]
]);

const recording = "bookkeeping of terminal recordings";
const terminal = "terminal size and session parameters";
const backend = "connections to Cowrie's own backend";
const lookup = "reputation look-ups by Cowrie's plugins";

/** What no attacker did, with the reason an analyst is told. `log.closed` repeats its session's duration. */
export const ignoredCowrieEvents: ReadonlyMap<string, string> = new Map([
  ["cowrie.log.open", recording],
  ["cowrie.log.closed", recording],
  ["cowrie.client.size", terminal],
  ["cowrie.session.params", terminal],
  ["cowrie.proxy.backend_connect_error", backend],
  ["cowrie.proxy.backend_connected", backend],
  ["cowrie.proxy.backend_disconnected", backend],
  ["cowrie.proxy.client_disconnect", backend],
  ["cowrie.proxy.ssh", backend],
  ["cowrie.abuseipdb.ratelimited", lookup],
  ["cowrie.abuseipdb.reportedip", lookup],
  ["cowrie.abuseipdb.reportfail", lookup],
  ["cowrie.abuseipdb.started", lookup],
  ["cowrie.abuseipdb.wakeup", lookup],
  ["cowrie.greynoise.result", lookup],
  ["cowrie.reversedns.connect", lookup],
  ["cowrie.reversedns.forward", lookup],
  ["cowrie.urlhaus.submitted", lookup],
  ["cowrie.virustotal.scanfile", lookup],
  ["cowrie.virustotal.scanurl", lookup]
]);
