import {isTechnique} from "./families.js";
import {type Incident, isOneHand} from "./incident.js";
import {type Campaign, type CampaignOptions, campaignDefaults, type Link, linkKinds} from "./link.js";

/**
 * Joins incidents by links (union-find). Links are taken in order of their strength, and one that would make a campaign
 * of more than `largest` incidents is left out: a campaign of everything tells nobody anything. An attack of many sources is
 * a campaign by itself; one source's doing is not, nor are a honeypot's many visitors unless they bring the same.
 * @returns campaigns in order of their first incident; incidents in none are in no campaign
 */
export function joinCampaigns(
  incidents: readonly Incident[],
  links: readonly Link[],
  options: CampaignOptions = campaignDefaults
): Campaign[] {
  const parent = Int32Array.from(incidents, (_, i) => i);
  const size = new Int32Array(incidents.length).fill(1);
  function find(i: number): number {
    let root = i;
    while (parent[root] !== root) root = parent[root] ?? root;
    for (let at = i; at !== root; ) {
      const next = parent[at] ?? root;
      parent[at] = root;
      at = next;
    }
    return root;
  }

  const ordered = [...links].sort(
    (a, b) =>
      linkKinds.indexOf(a.kind) - linkKinds.indexOf(b.kind) ||
      a.incidents.length - b.incidents.length ||
      (a.incidents[0] ?? 0) - (b.incidents[0] ?? 0) ||
      (a.value < b.value ? -1 : a.value > b.value ? 1 : 0)
  );
  const taken: Link[] = [];
  for (const link of ordered) {
    const roots = [...new Set(link.incidents.map(find))].sort((a, b) => a - b);
    const total = roots.reduce((sum, root) => sum + (size[root] ?? 0), 0);
    const [first] = roots;
    if (first === undefined || (roots.length > 1 && total > options.largest)) continue;
    for (const root of roots) parent[root] = first;
    size[first] = total;
    taken.push(link);
  }

  const members = new Map<number, number[]>();
  for (let i = 0; i < incidents.length; ++i) {
    const root = find(i);
    const group = members.get(root);
    if (group) group.push(i);
    else members.set(root, [i]);
  }
  const linksOf = new Map<number, Link[]>();
  for (const link of taken) {
    const root = find(link.incidents[0] ?? 0);
    const group = linksOf.get(root);
    if (group) group.push(link);
    else linksOf.set(root, [link]);
  }
  return [...members]
    .filter(([, group]) => group.length > 1 || isCampaignAlone(incidents[group[0] ?? 0]))
    .map(([root, group]) => ({incidents: group, links: linksOf.get(root) ?? []}));
}

const isCampaignAlone = (incident: Incident | undefined): boolean =>
  incident?.kind === "distributed" && isTechnique(incident.family) && isOneHand(incident);
