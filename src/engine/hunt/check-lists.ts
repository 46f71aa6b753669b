import type {TextFile} from "../analysis/content.js";
import {readLists} from "../analysis/detect/find-indicators.js";
import type {Campus} from "../campus.js";
import {createMatcher, type Match, type ValueKind} from "../indicators/matcher.js";
import {hostOf, normaliseAddress, normaliseDomain} from "../indicators/normalise.js";
import {createRefusal} from "../indicators/refuse.js";
import {listDate} from "./list-date.js";
import {networkMembers} from "./network-members.js";
import type {Term} from "./term.js";

/** A list that terms are checked against. */
export interface CheckedList {
  readonly list: string;
  readonly file: string;
  readonly format: string;
  readonly entries: number;
  /** When it says that it was made; null where it does not. */
  readonly made: string | null;
  /** False of an example, which is for simulated logs only, where the logs are others. */
  readonly applied: boolean;
}

/** What a list says of a term. */
export interface ListHit {
  readonly list: CheckedList;
  /** Line of the file, from 1; of a JSON file the number of the attribute. */
  readonly line: number;
  /** The entry, normalised. */
  readonly entry: string;
  readonly kind: string;
  /** The list's own words; empty where there are none. */
  readonly comment: string;
  /** exact, parent domain, covering network, host of the URL, network of the URL's host, within the network, below the domain. */
  readonly how: string;
}

export interface ListChecker {
  readonly lists: readonly CheckedList[];
  /** Whether lists could name a thing of this type at all. */
  checks(term: Term): boolean;
  /** What the lists say of a term, in the order of lists. Of a network also the entries within it. */
  check(term: Term): readonly ListHit[];
  /** Why a term is never matched, although a list may hold it, such as a private address; null where it is. */
  refused(term: Term): string | null;
}

const holdsOf: Readonly<Partial<Record<Term["type"], readonly ValueKind[]>>> = {
  address: ["address"],
  domain: ["host"],
  url: ["url"],
  hash: ["hash", "ja3", "hassh"],
  ja3: ["ja3"],
  hassh: ["hassh"]
};

/** Entries within a network that are told; what is more is not. */
const mostWithin = 1000;

/**
 * Indexes lists, by the matcher that logs go through, so that what was never seen in a log can be asked about too.
 * @param files lists as published, of any format that `readIndicators` knows
 * @param options.campus the user's own ranges, which match nothing
 * @param options.simulated whether the logs are: lists that are marked as examples apply to no others
 */
export function createListChecker(
  files: readonly TextFile[],
  {campus = null, simulated = false}: {readonly campus?: Campus | null; readonly simulated?: boolean} = {}
): ListChecker {
  const read = readLists(files, campus);
  const lists = read.map(
    ({list, file, format, example, indicators}, i): CheckedList => ({
      list,
      file,
      format,
      entries: indicators.length,
      made: listDate(files[i]?.text ?? ""),
      applied: simulated || !example
    })
  );
  const matcher = createMatcher(read, campus);
  const refusal = createRefusal(campus);

  function told({list, indicator}: Match, how: string): ListHit[] {
    const found = lists[list];
    if (found === undefined) return [];
    const {line, value, kind, comment} = indicator;
    return [{list: found, line, entry: value, kind, comment, how}];
  }

  /** Entries that are within a network, or hold all of it. */
  function checkNetwork(network: string): ListHit[] {
    const [base = "", length = "0"] = network.split("/");
    return read
      .flatMap(({indicators}, list) =>
        indicators.flatMap(indicator => {
          if (indicator.value === network) return told({list, indicator}, "exact");
          if (indicator.kind === "address")
            return networkMembers(network, [indicator.value]).length > 0
              ? told({list, indicator}, "within the network")
              : [];
          if (indicator.kind !== "network") return [];
          const [entryBase = "", entryLength = "0"] = indicator.value.split("/");
          if (Number(entryLength) < Number(length))
            return networkMembers(indicator.value, [base]).length > 0
              ? told({list, indicator}, "covering network")
              : [];
          return networkMembers(network, [entryBase]).length > 0
            ? told({list, indicator}, "within the network")
            : [];
        })
      )
      .slice(0, mostWithin);
  }

  return {
    lists,
    checks: ({type}) => type === "network" || type in holdsOf,
    check(term) {
      if (term.type === "network") return checkNetwork(term.value);
      const found = new Map<string, ListHit>();
      for (const holds of holdsOf[term.type] ?? []) {
        const value = term.type === "url" ? `http://${term.value}` : term.value;
        for (const match of matcher.match(holds, value))
          for (const hit of told(match, howMatched(term, match))) found.set(`${match.list} ${hit.line}`, hit);
      }
      return [...found.values()];
    },
    refused({type, value}) {
      if (type === "address") return refusal({kind: "address", value});
      if (type === "network") return refusal({kind: "network", value});
      return type === "hash" ? refusal({kind: "hash", value}) : null;
    }
  };
}

/** How an entry matched a term. */
function howMatched({type, value}: Term, {indicator}: Match): string {
  if (indicator.value === value) return "exact";
  const host = type === "url" ? hostOf(value) : value;
  const address = normaliseAddress(host);
  if (indicator.kind === "network")
    return address === value ? "covering network" : "network of the URL's host";
  if (type !== "url") return "parent domain";
  return indicator.value === (address ?? normaliseDomain(host))
    ? "host of the URL"
    : "parent domain of the URL's host";
}
