import type {Incident} from "./incident.js";
import type {CampaignOptions, Link, LinkKind} from "./link.js";

/** Something found in the events of an incident that others may have too. */
export interface Trait {
  /** Index of the incident. */
  readonly incident: number;
  readonly kind: Extract<LinkKind, "payload" | "commands" | "credentials" | "fingerprint" | "control">;
  readonly value: string;
}

const say: Readonly<Record<Trait["kind"], (value: string) => string>> = {
  payload: value => `the same file or download address: ${value}`,
  commands: value => `exactly the same commands in the same order (hash ${value.slice(0, 12)})`,
  credentials: value => `the same rare user names and passwords: ${value}`,
  fingerprint: value => `the same rare client fingerprint: ${value}`,
  control: value => `the same server outside the campus: ${value}`
};

/**
 * Links of incidents that share a trait. What more than `commonplace` incidents share joins none. Credentials are taken
 * for the same list where two sources, or two crowds, have at least `sharedPairs` in common and half of the shorter list.
 */
export function linkSharedTraits(
  incidents: readonly Incident[],
  traits: readonly Trait[],
  options: CampaignOptions
): Link[] {
  const sharing = new Map<string, {kind: Trait["kind"]; value: string; incidents: Set<number>}>();
  const lists = new Map<number, number>();
  for (const {incident, kind, value} of traits) {
    if (kind === "credentials") lists.set(incident, (lists.get(incident) ?? 0) + 1);
    const key = `${kind}\n${value}`;
    const shared = sharing.get(key) ?? {kind, value, incidents: new Set()};
    shared.incidents.add(incident);
    sharing.set(key, shared);
  }
  const links: Link[] = [];
  const pairs = new Map<string, {incidents: [number, number]; count: number}>();
  for (const {kind, value, incidents: sharers} of sharing.values()) {
    if (sharers.size < 2 || sharers.size > options.commonplace) continue;
    const members = [...sharers].sort((a, b) => a - b);
    // One host that calls the same server again and again shares it with nobody.
    const hosts = new Set(members.flatMap(member => incidents[member]?.actors ?? []));
    if (kind === "control" && hosts.size < 2) continue;
    if (kind !== "credentials") {
      links.push({kind, value, words: say[kind](value), incidents: members});
      continue;
    }
    for (const [i, a] of members.entries()) {
      for (const b of members.slice(i + 1)) {
        const pair = pairs.get(`${a} ${b}`) ?? {incidents: [a, b], count: 0};
        pair.count += 1;
        pairs.set(`${a} ${b}`, pair);
      }
    }
  }
  for (const {incidents: pair, count} of pairs.values()) {
    const [a, b] = pair;
    const shorter = Math.min(lists.get(a) ?? 0, lists.get(b) ?? 0);
    if (count < options.sharedPairs || count < options.sharedList * shorter) continue;
    if (incidents[a]?.kind !== incidents[b]?.kind) continue;
    const value = `${count} in common`;
    links.push({kind: "credentials", value, words: say.credentials(value), incidents: pair});
  }
  return links;
}

/** What a campus host spoke to is its control server where that is what the incident is about. */
const controlled = new Set(["control", "tunnel", "exfiltration", "generated"]);

/** Traits that incidents have by themselves: what was delivered, and where implants call. */
export function traitsOfIncidents(
  incidents: readonly Incident[],
  isCampus: (target: string) => boolean
): Trait[] {
  return incidents.flatMap((incident, index): Trait[] => {
    if (!incident.internal || !controlled.has(incident.family)) return [];
    return incident.targets
      .filter(target => !isCampus(target))
      .map(value => ({incident: index, kind: "control", value}));
  });
}
