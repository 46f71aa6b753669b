import type {Term, TermType} from "../../engine/hunt/term.js";
import type {ValueKind} from "../values/value.js";

/** How types are called where one is chosen. */
export const typeLabel: Readonly<Record<TermType, string>> = {
  address: "Address",
  network: "Network (CIDR)",
  domain: "Domain",
  url: "URL",
  hash: "Hash",
  ja3: "JA3 (TLS client)",
  hassh: "HASSH (SSH client)",
  port: "Destination port",
  user: "User name",
  command: "Command",
  text: "Free text"
};

/** Where a term was found, in a few words, by field. */
export const fieldLabel: Readonly<Record<string, string>> = {
  source_ip: "as source",
  destination_ip: "as destination",
  attacker_ip: "as attacker",
  destination_port: "as destination port",
  username: "as user name",
  event_type: "in the type of event",
  attack_type: "in the type of attack",
  signature: "in the sensor's signature",
  signature_category: "in the signature's category",
  command: "in a command",
  payload: "in a payload",
  message: "in the sensor's message",
  http_url: "in a URL",
  http_host: "as the host of a request",
  http_user_agent: "in a user agent",
  dns_query: "in a DNS query",
  tls_sni: "as TLS server name",
  file_name: "in a file's name",
  file_hash: "as hash of a file",
  ja3: "as JA3",
  hassh: "as HASSH"
};

/** What can be done with a term: the kind of its menu. A network's is a text's. */
export function valueKind({type}: Pick<Term, "type">): ValueKind {
  switch (type) {
    case "ja3":
    case "hassh":
      return "hash";
    case "network":
    case "command":
      return "text";
    default:
      return type;
  }
}

/** What a hash may be, by its length. */
export function hashWords(value: string): string {
  return {32: "MD5, JA3 or HASSH", 40: "SHA-1", 64: "SHA-256"}[value.length] ?? "hash";
}
