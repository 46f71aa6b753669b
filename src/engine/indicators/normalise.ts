import ipaddr from "ipaddr.js";
import {readAddress} from "../sources/fields.js";
import type {IndicatorKind} from "./indicator.js";

/** An indicator without its place in a list. */
export interface Recognised {
  readonly kind: IndicatorKind;
  readonly value: string;
}

const hashLengths = new Set([32, 40, 64]);
const hexadecimal = /^[0-9a-f]+$/i;
const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;
const plainText = /^[\x21-\x7e]+$/;
const urlPorts = new Set(["", "80", "443"]);
const urlSchemes = new Set(["http:", "https:", "ftp:"]);
/** Longer ones are nobody's address; the log readers cut at a similar length. */
const longestUrl = 8192;

/** Undoes what keeps an indicator in a report from being clicked: `hxxp://`, `1.2.3[.]4`, `evil(dot)example`. */
export function refang(text: string): string {
  const trimmed = text.trim();
  const unbracketed = /[[({]/.test(trimmed)
    ? trimmed
        .replace(/\[(\.|:|:\/\/|\/)\]|\((\.|:)\)|\{(\.)\}/g, (_, a, b, c) => a ?? b ?? c)
        .replace(/[[({]dot[\])}]/gi, ".")
    : trimmed;
  return unbracketed.replace(/^(h)(?:xx|XX|\*\*)(ps?:)/i, "$1tt$2").replace(/^fxp:/i, "ftp:");
}

/** An address as logs write it; null for anything else. */
export function normaliseAddress(text: string): string | null {
  const bare = text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text;
  return bare.includes("%") ? null : (readAddress(bare) ?? null);
}

/** A network with its host bits cleared, `192.0.2.0/24`; one of a single address is that address. */
export function normaliseNetwork(text: string): Recognised | null {
  const slash = text.indexOf("/");
  if (slash < 0) return null;
  const address = normaliseAddress(text.slice(0, slash));
  const suffix = text.slice(slash + 1);
  if (address === null || !/^\d{1,3}$/.test(suffix)) return null;
  const length = Number(suffix);
  const isIPv6 = address.includes(":");
  const bits = isIPv6 ? 128 : 32;
  if (length > bits) return null;
  if (length === bits) return {kind: "address", value: address};
  const range = `${address}/${length}`;
  const base = isIPv6
    ? ipaddr.IPv6.networkAddressFromCIDR(range).toRFC5952String()
    : ipaddr.IPv4.networkAddressFromCIDR(range).toString();
  return {kind: "network", value: `${base}/${length}`};
}

/**
 * A domain in lower case without its final dot, wildcards (`*.evil.example`, `||evil.example^`) as the domain itself,
 * names in other scripts as DNS writes them. Null for what is no domain of two labels or more: a list that holds a whole
 * top level would match the internet.
 */
export function normaliseDomain(text: string): string | null {
  let name = text.toLowerCase();
  if (name.startsWith("||") && name.endsWith("^")) name = name.slice(2, -1);
  name = name.replace(/^\*?\./, "").replace(/\.$/, "");
  if (name.length > 253 || !name.includes(".")) return null;
  if (!plainText.test(name)) {
    try {
      name = new URL(`http://${name}`).hostname;
    } catch {
      return null;
    }
  }
  const labels = name.split(".");
  if (labels.length < 2 || !labels.every(part => label.test(part))) return null;
  return /^\d+$/.test(labels.at(-1) ?? "") ? null : name;
}

/**
 * What identifies a URL in a log that names no scheme: host, port where it is neither 80 nor 443, path and query, as
 * https://url.spec.whatwg.org writes them. User names, passwords and fragments do not reach a server's log and are left out.
 */
export function normaliseUrl(text: string): string | null {
  if (text.length > longestUrl) return null;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  // Chromium percent-encodes in a host what the standard forbids there and Node refuses.
  if (!urlSchemes.has(url.protocol) || url.hostname === "" || url.hostname.includes("%")) return null;
  const port = urlPorts.has(url.port) ? "" : `:${url.port}`;
  return `${url.hostname}${port}${url.pathname}${url.search}`;
}

/** Host of a normalised URL, or of an HTTP host header: without its port. */
export function hostOf(text: string): string {
  const authority = text.split(/[/?]/, 1)[0] ?? "";
  if (authority.startsWith("[")) return authority.slice(0, authority.indexOf("]") + 1);
  const colon = authority.indexOf(":");
  // An IPv6 address without brackets has more colons than a port needs.
  return colon < 0 || authority.indexOf(":", colon + 1) > 0 ? authority : authority.slice(0, colon);
}

/** MD5, SHA-1 or SHA-256 in lower case. */
export function normaliseHash(text: string): string | null {
  return hashLengths.has(text.length) && hexadecimal.test(text) ? text.toLowerCase() : null;
}

/** JA3 and HASSH are MD5 sums. */
export function normaliseFingerprint(text: string): string | null {
  return text.length === 32 && hexadecimal.test(text) ? text.toLowerCase() : null;
}

function asKind(kind: IndicatorKind, value: string | null): Recognised | null {
  return value === null ? null : {kind, value};
}

/** An address, perhaps with a port that logs are not asked for: `192.0.2.1:443`, `[2001:db8::1]:443`. */
function normaliseEndpoint(text: string): string | null {
  const found = /^(\[[^\]]+\]|[\d.]+)(?::\d{1,5})?$/.exec(text)?.[1];
  return normaliseAddress(found ?? text);
}

const readers: Readonly<Record<IndicatorKind, (text: string) => Recognised | null>> = {
  address: text => asKind("address", normaliseEndpoint(text)) ?? normaliseNetwork(text),
  network: text => normaliseNetwork(text) ?? asKind("address", normaliseAddress(text)),
  domain: text => asKind("domain", normaliseDomain(text)) ?? asKind("address", normaliseAddress(text)),
  url: text => asKind("url", normaliseUrl(text.includes("://") ? text : `http://${text}`)),
  hash: text => asKind("hash", normaliseHash(text)),
  ja3: text => asKind("ja3", normaliseFingerprint(text)),
  hassh: text => asKind("hassh", normaliseFingerprint(text))
};

/** Reads a value of which the list says what it is; null when it is no such thing. */
export function readAs(kind: IndicatorKind, text: string): Recognised | null {
  return readers[kind](refang(text));
}

/** Reads a value by its looks; null when it is nothing that could be matched. 32 hexadecimal digits are taken for a file's MD5. */
export function recognise(text: string): Recognised | null {
  const value = refang(text);
  if (value === "") return null;
  if (value.includes("://")) return readers.url(value);
  const simple = readers.address(value) ?? readers.hash(value) ?? asKind("domain", normaliseDomain(value));
  if (simple) return simple;
  const host = hostOf(value);
  // A host and a path, without scheme; a prefix too long for its address is neither.
  const isHost = (normaliseDomain(host) ?? normaliseAddress(host)) !== null;
  return isHost && /\/(?!\d*$)/.test(value) ? readers.url(value) : null;
}
