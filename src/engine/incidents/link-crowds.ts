import {incidentDefaults} from "./defaults.js";
import {type Incident, isOneHand} from "./incident.js";
import type {Link} from "./link.js";
import type {LinkContext} from "./link-incidents.js";

/**
 * Crowds at the same time with mostly the same sources are one crowd at several targets, and what one of its sources does
 * alone meanwhile is part of it. A crowd that goes on for days holds bots of many masters, and is joined to nothing by them.
 */
export function linkCrowds({incidents, joinable, options}: LinkContext): Link[] {
  const crowds = joinable.filter(i => {
    const incident = incidents[i] as Incident;
    const isShort = incident.to - incident.from <= incidentDefaults.background;
    return incident.kind === "distributed" && isShort && isOneHand(incident);
  });
  const crowdsOf = new Map<string, number[]>();
  for (const crowd of crowds) {
    for (const actor of incidents[crowd]?.actors ?? [])
      crowdsOf.set(actor, [...(crowdsOf.get(actor) ?? []), crowd]);
  }
  const shared = new Map<string, number>();
  for (const members of crowdsOf.values()) {
    for (const [n, a] of members.entries())
      for (const b of members.slice(n + 1)) shared.set(`${a} ${b}`, (shared.get(`${a} ${b}`) ?? 0) + 1);
  }
  const links: Link[] = [];
  for (const [key, count] of shared) {
    const [a = 0, b = 0] = key.split(" ").map(Number);
    const [one, other] = [incidents[a] as Incident, incidents[b] as Incident];
    const smaller = Math.min(one.actors.length, other.actors.length);
    if (count < options.sharedSources || count < options.sharedCrowd * smaller) continue;
    if (!overlap(one, other, options.together)) continue;
    links.push({
      kind: "crowd",
      value: `${count} sources`,
      words: `${count} sources in common, of ${smaller} of the smaller`,
      incidents: [a, b]
    });
  }
  for (const i of joinable) {
    const incident = incidents[i] as Incident;
    const [actor = ""] = incident.actors;
    if (incident.kind !== "source") continue;
    for (const crowd of crowdsOf.get(actor) ?? []) {
      const many = incidents[crowd] as Incident;
      if (!overlap(incident, many, options.together)) continue;
      links.push({
        kind: "crowd",
        value: actor,
        words: `${actor} is one of the crowd's sources`,
        incidents: [i, crowd].sort((x, y) => x - y)
      });
    }
  }
  return links;
}

const overlap = (a: Incident, b: Incident, gap: number): boolean =>
  a.from <= b.to + gap && b.from <= a.to + gap;
