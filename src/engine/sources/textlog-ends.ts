import {toPort} from "./authlog-message.js";
import {readAddress} from "./fields.js";

/** Who a message is about: the addresses in it, with the ports that it names beside them. */
export interface MessageEnds {
  readonly source: string | null;
  readonly sourcePort: number | null;
  readonly destination: string | null;
  readonly destinationPort: number | null;
}

interface Found {
  readonly address: string;
  readonly port: number | null;
  /** What the words before it say that it is. */
  readonly role: "source" | "destination" | null;
}

/** What an address may be made of, and what may not stand before it, as in "v1.2.3.4" and "std::min". */
const candidate = /(?<![\w.:-])\[?[0-9A-Fa-f:.]{2,64}\]?/g;
const marks = /[.:]/;
/** Addresses after these are not looked for. */
const candidateLimit = 200;
const before = 24;

const sourceWord =
  /(?:^|[\s(,;"'[])(?:from|by|src|src_?ip|source|source_?ip|client|client_?ip|remote|attacker|host|rhost|peer)[=:\s]\s?["']?$/i;
const destinationWord =
  /(?:^|[\s(,;"'[]|->\s?)(?:to|on|against|into|towards?|dst|dst_?ip|dest|dest_?ip|destination|destination_?ip|server|target)[=:\s]\s?["']?$|->\s?$/i;
const portAfter = /^(?:,? (?:\(?port )|,? port[=:] ?|#| (?:sport|dport|spt|dpt)[=:])(\d{1,5})(?!\d)/i;
/** As firewalls write it, away from its address. */
const sourcePortWord = /(?:^|\s)(?:spt|sport|src_?port)[=:](\d{1,5})(?!\d)/i;
/** A port by itself, "on port 22", is the one that was reached for. */
const loosePort =
  /(?:^|\s)(?:on|to|at|dst|dest|destination|dport|dpt)(?: tcp| udp)?[ =:](?:port[ =:]?)?(\d{1,5})(?![\d.:])/i;

/**
 * The first address is the source and the next different one the destination, unless the words before them say otherwise
 * ("to 192.0.2.1 from 198.51.100.7"). A network ("192.0.2.0/24") and a version number ("v1.2.3.4") are no addresses.
 */
export function readMessageEnds(message: string): MessageEnds {
  let source: Found | null = null;
  let destination: Found | null = null;
  let count = 0;
  for (const match of message.matchAll(candidate)) {
    // Most are the beginnings of words, "Fa" of "Failed".
    if (!marks.test(match[0])) continue;
    if (++count > candidateLimit) break;
    const found = readCandidate(message, match.index, match[0]);
    if (found === null) continue;
    if (found.role === "destination") destination ??= found;
    else if (found.role === "source" && source?.role !== "source") {
      // What was only taken for the source by its place makes room.
      if (source !== null && source.address !== found.address) destination ??= source;
      source = found;
    } else if (source === null) source = found;
    else if (found.address !== source.address) destination ??= found;
    if (source?.role === "source" && destination !== null) break;
  }
  return {
    source: source?.address ?? null,
    sourcePort: source?.port ?? toPort(sourcePortWord.exec(message)?.[1]) ?? null,
    destination: destination?.address ?? null,
    destinationPort: destination?.port ?? toPort(loosePort.exec(message)?.[1]) ?? null
  };
}

function readCandidate(message: string, index: number, text: string): Found | null {
  const bracketed = /^\[([^\]]*)\](?=$|[\s,;:)])/.exec(message.slice(index, index + text.length + 1));
  // A sentence's full stop, or the colon before what was said, is no part of an address.
  const bare =
    bracketed?.[1] ??
    text
      .replace(/^\[/, "")
      .replace(/\]$/, "")
      .replace(/[.:]+$/, "");
  const opened = text.startsWith("[") ? 1 : 0;
  const whole = readWhole(bare);
  if (whole === null) return null;
  const end = bracketed === null ? index + opened + bare.length : index + bracketed[0].length;
  const after = message.slice(end, end + before);
  if (/^\/\d{1,3}(?![\w/])/.test(after) || /^[\w-]/.test(after)) return null;
  const lead = message.slice(Math.max(0, index - before), index + opened - (bracketed === null ? 0 : opened));
  return {
    address: whole.address,
    port:
      whole.port ??
      toPort(portAfter.exec(after)?.[1]) ??
      toPort(/^:(\d{1,5})(?![\d.:])/.exec(after)?.[1]) ??
      null,
    role: sourceWord.test(lead) ? "source" : destinationWord.test(lead) ? "destination" : null
  };
}

/** An address, with a port behind a colon where it is IPv4; IPv6 without a digit is somebody's code ("dead::beef"). */
function readWhole(text: string): {address: string; port: number | null} | null {
  const colon = text.indexOf(":");
  if (colon > 0 && text.indexOf(":", colon + 1) < 0) {
    const address = readAddress(text.slice(0, colon));
    const port = toPort(text.slice(colon + 1));
    return typeof address === "string" && port !== undefined ? {address, port} : null;
  }
  if (colon >= 0 && !/\d/.test(text)) return null;
  const address = readAddress(text);
  return typeof address === "string" ? {address, port: null} : null;
}
