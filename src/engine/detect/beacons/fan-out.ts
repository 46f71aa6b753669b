import type {Judgement} from "./judge-pair.js";

export interface FanOut {
  /** Destinations that the pair's host calls regularly. */
  readonly destinations: number;
  /** Hosts that call the pair's destination regularly. */
  readonly hosts: number;
}

/**
 * How beacons of one dataset share hosts and destinations: one host with many, as malware with a list of servers has, or many hosts
 * with one, as an infection that spreads has, and software that came with all of them.
 */
export function countFanOut(judgements: readonly Judgement[]): (judgement: Judgement) => FanOut {
  const destinations = new Map<string, Set<string>>();
  const hosts = new Map<string, Set<string>>();
  for (const {pair, isBeacon} of judgements) {
    if (!isBeacon) continue;
    add(destinations, JSON.stringify([pair.dataset, pair.source]), pair.destination);
    add(hosts, JSON.stringify([pair.dataset, pair.destination]), pair.source);
  }
  return ({pair}) => ({
    destinations: destinations.get(JSON.stringify([pair.dataset, pair.source]))?.size ?? 0,
    hosts: hosts.get(JSON.stringify([pair.dataset, pair.destination]))?.size ?? 0
  });
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}
