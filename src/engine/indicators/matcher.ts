import type {Campus} from "../campus.js";
import {writeAddressWords} from "./address-words.js";
import type {Indicator, IndicatorKind} from "./indicator.js";
import {hostOf, normaliseAddress, normaliseDomain, normaliseHash, normaliseUrl} from "./normalise.js";
import {PrefixTree} from "./prefix-tree.js";
import type {IndicatorList} from "./read-indicators.js";
import {createRefusal} from "./refuse.js";

/** An entry of a list that a value from a log matches. */
export interface Match {
  /** Index of the list. */
  readonly list: number;
  readonly indicator: Indicator;
}

/** What a log field holds, and hence what it is compared with. A host is an address or a domain, perhaps with a port. */
export type ValueKind = "address" | "host" | "url" | "hash" | "ja3" | "hassh";

export interface Matcher {
  /**
   * What lists say of a value: at most one entry per list, the most exact (an address before its network, a network before
   * a wider one, a domain before the one above it, a URL before its host), in order of lists.
   */
  match(kind: ValueKind, value: string): readonly Match[];
  /** Entries per list that an earlier line of the same list holds already. */
  readonly duplicates: readonly number[];
}

const kinds: readonly Exclude<IndicatorKind, "network">[] = [
  "address",
  "domain",
  "url",
  "hash",
  "ja3",
  "hassh"
];

/**
 * Indexes lists so that a value is found in time that does not depend on their length.
 * @param campus the user's own ranges: what is in them, private or a public resolver matches nothing, although a listed
 * network may hold it.
 */
export function createMatcher(
  lists: readonly Pick<IndicatorList, "indicators">[],
  campus: Campus | null = null
): Matcher {
  const refusal = createRefusal(campus);
  const size = lists.reduce((total, list) => total + list.indicators.length, 0);
  /** Entries by number: which list, which indicator of it, and the next entry of the same value (-1: none). */
  const listOf = new Uint16Array(size);
  const indicatorOf = new Uint32Array(size);
  const nextOf = new Int32Array(size).fill(-1);
  const lastOf = new Int32Array(size);
  const byValue = Object.fromEntries(kinds.map(kind => [kind, new Map<string, number>()])) as Record<
    (typeof kinds)[number],
    Map<string, number>
  >;
  const networks = {1: new PrefixTree(1), 4: new PrefixTree(4)};
  const words = new Uint32Array(4);
  const found = new Int32Array(129);
  const duplicates = lists.map(() => 0);
  let entries = 0;

  /** The first entry of a value: the one given, unless an earlier list has it. */
  function firstOf({kind, value}: Indicator, entry: number): number {
    if (kind === "network") {
      const slash = value.indexOf("/");
      const length = writeAddressWords(value.slice(0, slash), words);
      return networks[length].add(words, Number(value.slice(slash + 1)), entry);
    }
    const first = byValue[kind].get(value);
    if (first === undefined) byValue[kind].set(value, entry);
    return first ?? entry;
  }

  for (const [list, {indicators}] of lists.entries()) {
    for (const [index, indicator] of indicators.entries()) {
      const first = firstOf(indicator, entries);
      const last = first === entries ? first : (lastOf[first] ?? 0);
      if (first !== entries && listOf[last] === list) {
        duplicates[list] = (duplicates[list] ?? 0) + 1;
        continue;
      }
      listOf[entries] = list;
      indicatorOf[entries] = index;
      if (first !== entries) nextOf[last] = entries;
      lastOf[first] = entries;
      entries++;
    }
  }

  function collect(first: number | undefined, matches: Map<number, Match>): void {
    for (let entry = first ?? -1; entry >= 0; entry = nextOf[entry] ?? -1) {
      const list = listOf[entry] ?? 0;
      const indicator = lists[list]?.indicators[indicatorOf[entry] ?? 0];
      if (indicator && !matches.has(list)) matches.set(list, {list, indicator});
    }
  }

  function matchAddress(address: string, matches: Map<number, Match>): void {
    if (refusal({kind: "address", value: address}) !== null) return;
    collect(byValue.address.get(address), matches);
    const count = networks[writeAddressWords(address, words)].match(words, found);
    for (let i = 0; i < count; i++) collect(found[i], matches);
  }

  function matchHost(text: string, matches: Map<number, Match>): void {
    const host = hostOf(text);
    const address = normaliseAddress(host);
    if (address !== null) {
      matchAddress(address, matches);
      return;
    }
    const domain = normaliseDomain(host);
    for (let name = domain ?? ""; name.includes("."); name = name.slice(name.indexOf(".") + 1))
      collect(byValue.domain.get(name), matches);
  }

  const compare: Readonly<Record<ValueKind, (value: string, matches: Map<number, Match>) => void>> = {
    address(value, matches) {
      const address = normaliseAddress(value);
      if (address !== null) matchAddress(address, matches);
    },
    host: matchHost,
    url(value, matches) {
      const url = normaliseUrl(value);
      if (url === null) return;
      collect(byValue.url.get(url), matches);
      matchHost(hostOf(url), matches);
    },
    hash: (value, matches) => collect(byValue.hash.get(normaliseHash(value) ?? ""), matches),
    ja3: (value, matches) => collect(byValue.ja3.get(value.toLowerCase()), matches),
    hassh: (value, matches) => collect(byValue.hassh.get(value.toLowerCase()), matches)
  };

  return {
    match(kind, value) {
      const matches = new Map<number, Match>();
      compare[kind](value, matches);
      return [...matches.values()].sort((a, b) => a.list - b.list);
    },
    duplicates
  };
}
