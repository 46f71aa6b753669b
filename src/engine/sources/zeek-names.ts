import type {Event} from "../event.js";
import {upperCase} from "./fields.js";

/** The name of one of Zeek's logs, "conn" or "dns"; null for what could be none. */
export function readPath(path: unknown): string | null {
  return typeof path === "string" && /^[A-Za-z0-9_-]{1,40}$/.test(path) ? path : null;
}

/** The reason for which a record of another log is left out. */
export const otherLog = (path: string | null): string =>
  path === null
    ? "a record of another of Zeek's logs; only conn.log is read"
    : `a record of Zeek's ${path}.log; only conn.log is read`;

/** Zeek's names of what the other sensors call otherwise; of the rest, the part that says how a parser was built is left out. */
const applications: ReadonlyMap<string, string> = new Map([
  ["ssl", "TLS"],
  ["krb", "KRB5"],
  ["krb_tcp", "KRB5"],
  ["dce_rpc", "DCERPC"],
  ["ftp-data", "FTP-DATA"],
  ["gssapi", "GSSAPI"],
  ["ntlm", "NTLM"]
]);

/** What other protocols are wrapped in or logged in by: it names a connection only where nothing else does. */
const wrappers: ReadonlySet<string> = new Set(["GSSAPI", "NTLM", "KRB5", "TLS"]);

/** The dozen combinations that a log has are remembered; one with more has made-up ones. */
const rememberedLimit = 4096;
const remembered = new Map<string, string | null>();

/**
 * The application protocol in a `service` such as "smb,gssapi,krb", whose order is chance: the first by name of those that are no
 * wrapper of another. "-ssl" is a guess that Zeek took back. Null where none is left.
 */
export function zeekApplication(service: string): string | null {
  let name = remembered.get(service);
  if (name === undefined) {
    if (remembered.size >= rememberedLimit) remembered.clear();
    name = readService(service);
    remembered.set(service, name);
  }
  return name;
}

function readService(service: string): string | null {
  const names = service
    .split(",")
    .filter(name => name !== "" && !name.startsWith("-"))
    .map(
      name => applications.get(name) ?? upperCase(name.replace(/^spicy_/, "").replace(/_(?:tcp|udp)$/, ""))
    )
    .sort();
  return names.find(name => !wrappers.has(name)) ?? names[0] ?? null;
}

const syn = /[shq]/i;
const fin = /f/i;
const rst = /r/i;
/** Every segment but the first SYN carries an ACK, also the reset that refuses one. RFC 9293, section 3.10.7. */
const ack = /[hadf]|r/i;
const resetByClient = /^S?R$/;

/**
 * TCP flags that either side set, from a `history` such as "ShADadFf": one letter for each kind of packet, the client's in
 * capitals. PSH and URG are not in it and stay unmeasured.
 * https://docs.zeek.org/en/master/scripts/base/protocols/conn/main.zeek.html#id-Conn::Info
 */
export function setZeekFlags(event: Event, history: string): void {
  event.flag_syn = syn.test(history);
  event.flag_fin = fin.test(history);
  event.flag_rst = rst.test(history);
  event.flag_ack = ack.test(history) && !resetByClient.test(history);
}
