import ipaddr from "ipaddr.js";
import {isMap, isScalar, isSeq, LineCounter, type Node, parseDocument} from "yaml";
import type {Beacon} from "./beacon.js";

/** Regular calls that are known to be harmless. Whatever an entry names must hold; of a list, any of it. */
export interface AllowEntry {
  readonly reason: string;
  /** Lower case; a domain covers the names below it. */
  readonly domains: readonly string[];
  /** Where calls go to, and where they come from. */
  readonly addresses: readonly Network[];
  readonly sources: readonly Network[];
  /** "123/UDP", or "443" for any protocol; all ports of a pair must be among them. */
  readonly ports: readonly string[];
}

export interface AllowList {
  readonly entries: readonly AllowEntry[];
  /** What could not be used, each as file:line:column, what it is and what was expected. */
  readonly errors: readonly string[];
}

type Network = ReturnType<typeof ipaddr.parseCIDR>;

const keys = ["reason", "domains", "addresses", "sources", "ports"] as const;

export const emptyAllowList: AllowList = {entries: [], errors: []};

/**
 * Reads `allow.yml`: a key `allow` with a list of entries. An entry that is wrong is left out and named in `errors`, so that it
 * lets nothing pass; the others hold.
 *
 * @param file its name, for errors
 */
export function readAllowList(source: string, file: string): AllowList {
  const lines = new LineCounter();
  const document = parseDocument(source, {lineCounter: lines});
  const errors: string[] = [];
  function fail(node: {range?: readonly number[] | null} | number | null, message: string): null {
    const offset = typeof node === "number" ? node : (node?.range?.[0] ?? 0);
    const {line, col} = lines.linePos(offset);
    errors.push(`${file}:${line}:${col}: ${message}`);
    return null;
  }

  for (const {pos, message} of document.errors) fail(pos[0], lowerFirst(message.split("\n")[0] ?? message));
  if (errors.length > 0) return {entries: [], errors};
  const root = document.contents;
  if (root === null) return emptyAllowList;
  const list = isMap(root) ? root.get("allow", true) : null;
  if (list !== undefined && isSeq(list)) {
    const entries = list.items.map(item => readEntry(item as Node, fail)).filter(entry => entry !== null);
    return {entries, errors};
  }
  fail(root, 'invalid allow-list; expected the key "allow" with a list of entries');
  return {entries: [], errors};
}

type Fail = (node: Node | number | null, message: string) => null;

function readEntry(node: Node, fail: Fail): AllowEntry | null {
  if (!isMap(node)) return fail(node, `invalid entry; expected ${keys.join(", ")}`);
  const found: Partial<Record<(typeof keys)[number], Node>> = {};
  for (const {key, value} of node.items) {
    const name = keys.find(k => isScalar(key) && key.value === k);
    if (name === undefined) {
      return fail(key as Node, `unknown key: "${String(key)}"; expected ${keys.join(", ")}`);
    }
    if (value !== null) found[name] = value as Node;
  }
  const {reason} = found;
  if (!isScalar(reason) || typeof reason.value !== "string" || reason.value.trim() === "") {
    return fail(reason ?? node, "invalid reason; expected a sentence that says why these calls are harmless");
  }
  const domains = readList(found.domains, "domain", fail, readDomain);
  const addresses = readList(found.addresses, "address", fail, readNetwork);
  const sources = readList(found.sources, "source", fail, readNetwork);
  const ports = readList(found.ports, "port", fail, readPort);
  if (domains === null || addresses === null || sources === null || ports === null) return null;
  if (domains.length + addresses.length + sources.length + ports.length === 0) {
    return fail(
      node,
      "invalid entry: it would allow everything; expected domains, addresses, sources or ports"
    );
  }
  return {reason: reason.value.trim(), domains, addresses, sources, ports};
}

/** What one item says, or what was expected instead. */
type Item<T> = {readonly value: T} | {readonly expected: string};

function readList<T>(
  node: Node | undefined,
  what: string,
  fail: Fail,
  read: (text: string) => Item<T>
): T[] | null {
  if (node === undefined) return [];
  if (!isSeq(node)) return fail(node, `invalid ${what}: not a list; expected [..., ...]`);
  const values: T[] = [];
  for (const item of node.items as Node[]) {
    const text = isScalar(item) ? String(item.value) : "";
    const result = read(text);
    if ("expected" in result) return fail(item, `invalid ${what}: "${text}"; expected ${result.expected}`);
    values.push(result.value);
  }
  return values;
}

function readDomain(text: string): Item<string> {
  const value = text.toLowerCase().replace(/^\*?\./, "");
  // A single label would allow a whole top-level domain.
  const isDomain = value.length <= 253 && /^([a-z0-9_-]{1,63}\.)+[a-z0-9-]{1,63}$/.test(value);
  return isDomain ? {value} : {expected: "a domain of two labels or more, like ntp.org"};
}

function readNetwork(text: string): Item<Network> {
  const expected = "an address or a prefix, like 192.0.2.0/24 or 2001:db8::1";
  try {
    if (text.includes("/")) return {value: ipaddr.parseCIDR(text)};
    if (!text.includes(":") && !ipaddr.IPv4.isValidFourPartDecimal(text)) return {expected};
    const address = ipaddr.parse(text);
    return {value: [address, address.kind() === "ipv4" ? 32 : 128] as Network};
  } catch {
    return {expected};
  }
}

function readPort(text: string): Item<string> {
  const [, port, protocol] = /^(\d{1,5})(?:\/([a-z]{1,10}))?$/i.exec(text) ?? [];
  if (port === undefined || Number(port) > 65_535) return {expected: "a port, like 123/UDP or 443"};
  return {value: protocol === undefined ? String(Number(port)) : `${Number(port)}/${protocol.toUpperCase()}`};
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** What an entry is held against: columns of `beacons`. */
export type AllowSubject = Pick<
  Beacon,
  "source_ip" | "destination" | "destination_kind" | "destination_ip" | "ports"
>;

/** The reason of the first entry that holds for a pair, or null. */
export function allowedBy({entries}: AllowList, pair: AllowSubject): string | null {
  return entries.find(entry => holds(entry, pair))?.reason ?? null;
}

/** Finished pairs with what the list says of each, replacing what another list said: no log is read again for it. */
export function applyAllowList(beacons: readonly Beacon[], list: AllowList): Beacon[] {
  return beacons.map(beacon => ({...beacon, allowed_by: allowedBy(list, beacon)}));
}

function holds(entry: AllowEntry, pair: AllowSubject): boolean {
  const {domains, addresses, sources, ports} = entry;
  if (domains.length > 0 && !(pair.destination_kind === "name" && isBelow(pair.destination, domains))) {
    return false;
  }
  if (addresses.length > 0 && !isWithin(pair.destination_ip, addresses)) return false;
  if (sources.length > 0 && !isWithin(pair.source_ip, sources)) return false;
  return (
    ports.length === 0 ||
    pair.ports.split(" ").every(port => ports.includes(port) || ports.includes(port.replace(/\/.*/, "")))
  );
}

const isBelow = (name: string, domains: readonly string[]) =>
  domains.some(domain => name === domain || name.endsWith(`.${domain}`));

function isWithin(text: string, networks: readonly Network[]): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  return networks.some(network => network[0].kind() === address.kind() && address.match(network));
}
