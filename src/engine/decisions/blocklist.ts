import {type AddressRange, holdsRange, parseRange} from "./address-range.js";
import {whyNotBlocked} from "./block-safety.js";
import type {Block} from "./fold-decisions.js";

export const blocklistFormats = ["plain", "iptables", "ip6tables", "nftables", "nginx"] as const;
export type BlocklistFormat = (typeof blocklistFormats)[number];

export interface BlocklistOptions {
  /** The campus's own prefixes, which no list may hold. */
  readonly campus: readonly string[];
  /** When the list is made, milliseconds since 1970. */
  readonly now: number;
}

export interface Blocklist {
  readonly text: string;
  /** Addresses and ranges in it. */
  readonly count: number;
  /** Blocks that are in no list of this format, since they would lock out who must not be. */
  readonly refused: readonly {readonly address: string; readonly why: string}[];
}

interface Entry {
  readonly range: AddressRange;
  readonly comment: string;
}

/**
 * Active blocks as a file for a firewall or web server. Reasons stand in comments, one line each, whatever is written in them; what
 * blocks the campus itself is left out and named at the top.
 */
export function formatBlocklist(
  format: BlocklistFormat,
  blocked: readonly Block[],
  {campus, now}: BlocklistOptions
): Blocklist {
  const refused: {address: string; why: string}[] = [];
  const entries: Entry[] = [];
  for (const block of blocked) {
    const range = parseRange(block.address);
    const why = whyNotBlocked(block.address, campus);
    if (range === null || why !== null) refused.push({address: block.address, why: why ?? ""});
    else entries.push({range, comment: commentOf(block)});
  }
  entries.sort((a, b) => compareRanges(a.range, b.range));
  const kept = entries.filter(({range}) => families[format].includes(range.kind));
  const head = [
    `Flowbook blocklist, ${kept.length} ${kept.length === 1 ? "entry" : "entries"}, as of ${new Date(now).toISOString().slice(0, 16).replace("T", " ")} UTC.`,
    ...instructions[format],
    ...refused.map(({address, why}) => oneLine(`Left out: ${address}, since ${why}.`))
  ];
  const lines = [...head.map(line => `# ${line}`), ...bodies[format](kept)];
  return {text: `${lines.join("\n")}\n`, count: kept.length, refused};
}

const both = ["ipv4", "ipv6"] as const;

/** Which addresses each format can hold. */
const families: Readonly<Record<BlocklistFormat, readonly AddressRange["kind"][]>> = {
  plain: both,
  iptables: ["ipv4"],
  ip6tables: ["ipv6"],
  nftables: both,
  nginx: both
};

const restoring = (program: string): readonly string[] => [
  `Load with: ${program}-restore --noflush < this-file`,
  `Once, to have it obeyed: ${program} -I INPUT -j FLOWBOOK; ${program} -I FORWARD -j FLOWBOOK`
];

const instructions: Readonly<Record<BlocklistFormat, readonly string[]>> = {
  plain: ["One address or range a line."],
  iptables: restoring("iptables"),
  ip6tables: restoring("ip6tables"),
  nftables: ["Load with: nft -f this-file", "It replaces the table of this name, and no other."],
  nginx: ["Include in an http, server or location block."]
};

const bodies: Readonly<Record<BlocklistFormat, (entries: readonly Entry[]) => readonly string[]>> = {
  plain: entries => commented(entries, ({text}) => text),
  // A chain that is named is emptied, also with --noflush, so that loading a newer list replaces the older one.
  iptables: restore,
  ip6tables: restore,
  nftables: nftables,
  nginx: entries => commented(entries, ({text}) => `deny ${text};`)
};

function commented(entries: readonly Entry[], line: (range: AddressRange) => string): readonly string[] {
  return entries.flatMap(({range, comment}) => [`# ${comment}`, line(range)]);
}

function restore(entries: readonly Entry[]): readonly string[] {
  const rules = commented(
    entries,
    ({text, length}) => `-A FLOWBOOK -s ${text.includes("/") ? text : `${text}/${length}`} -j DROP`
  );
  return ["*filter", ":FLOWBOOK - [0:0]", ...rules, "COMMIT"];
}

/** https://wiki.nftables.org/wiki-nftables/index.php/Sets */
function nftables(entries: readonly Entry[]): readonly string[] {
  const drop = ["ip saddr @blocked_ipv4 drop", "ip6 saddr @blocked_ipv6 drop"];
  const chain = (hook: string) => [
    `  chain ${hook} {`,
    `    type filter hook ${hook} priority -10; policy accept;`,
    ...drop.map(rule => `    ${rule}`),
    "  }"
  ];
  const within = entries.flatMap(entry => {
    const wider = widerOf(entry, entries);
    return wider === undefined
      ? []
      : [`# ${entry.range.text} is within ${wider.range.text}: ${entry.comment}`];
  });
  return [
    ...within,
    // Adding before deleting, so that it is there to be deleted the first time too.
    "add table inet flowbook",
    "delete table inet flowbook",
    "table inet flowbook {",
    ...both.flatMap(kind => nftablesSet(kind, entries)),
    ...chain("input"),
    ...chain("forward"),
    "}"
  ];
}

function nftablesSet(kind: AddressRange["kind"], entries: readonly Entry[]): readonly string[] {
  const own = entries.filter(({range}) => range.kind === kind);
  // Comments stand behind their elements: older versions of nft take no line of a comment alone within a list.
  const elements = own
    .filter(entry => widerOf(entry, own) === undefined)
    .map(({range, comment}) => `      ${range.text}, # ${comment}`);
  return [
    `  set blocked_${kind} {`,
    `    type ${kind}_addr`,
    "    flags interval",
    // A list without elements is a syntax error.
    ...(own.length === 0 ? [] : ["    elements = {", ...elements, "    }"]),
    "  }"
  ];
}

/** The entry that holds another, if any: intervals of a set may not overlap. */
function widerOf({range}: Entry, entries: readonly Entry[]): Entry | undefined {
  return entries.find(other => other.range !== range && holdsRange(other.range, range));
}

/** Reason, date and expiry, and who said so; of one line, which does not end in what its readers might take for a sign to go on. */
function commentOf({reason, at, by, expires}: Block): string {
  const until = expires === null ? "" : `, until ${day(expires)}`;
  return `${shorten(oneLine(reason), 200)} (${shorten(oneLine(by), 60)}, ${day(at)}${until})`;
}

const day = (iso: string) => iso.slice(0, 10);

const shorten = (text: string, limit: number) => (text.length > limit ? `${text.slice(0, limit)}…` : text);

/** Nothing that ends a line, moves the cursor or turns the text around: whatever a reason holds stays within its comment. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, " ")
    .replace(/ +/g, " ")
    .trim();
}

/** IPv4 before IPv6, each by number, wider ranges first. */
function compareRanges(a: AddressRange, b: AddressRange): number {
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1;
  const [left, right] = [a.network[0].toByteArray(), b.network[0].toByteArray()];
  const at = left.findIndex((byte, i) => byte !== right[i]);
  return at === -1 ? a.length - b.length : (left[at] ?? 0) - (right[at] ?? 0);
}
