import type {CampaignLink} from "./campaign.js";

/**
 * What joins incidents, in the order that a reader is told: people and hosts first, since they are what to act on; names
 * of tools, hashes and fingerprints last.
 */
const order = [
  "account",
  "foothold",
  "source",
  "control",
  "crowd",
  "network",
  "tool",
  "credentials",
  "payload",
  "commands",
  "fingerprint"
];

const place = (kind: string) => (order.includes(kind) ? order.indexOf(kind) : order.length);

/** The links of a campaign as they are told: each once, with all incidents that it joins. */
export function mergeLinks(links: readonly CampaignLink[]): readonly CampaignLink[] {
  const merged = new Map<string, CampaignLink>();
  for (const link of links) {
    const known = merged.get(link.words);
    const incidents = [...new Set([...(known?.incidents ?? []), ...link.incidents])];
    merged.set(link.words, {...(known ?? link), incidents});
  }
  return [...merged.values()].sort((a, b) => place(a.kind) - place(b.kind));
}
