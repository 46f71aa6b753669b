import {alerts, explanations} from "./tables/alerts.js";
import {beacons} from "./tables/beacons.js";
import {burstSources, bursts} from "./tables/bursts.js";
import type {Table} from "./tables/column.js";
import {details, events, raw} from "./tables/events.js";
import {hosts} from "./tables/hosts.js";
import {campaigns, incidents, riskParts, risks, siteRisks} from "./tables/incidents.js";
import {indicatorHits, indicatorLists} from "./tables/indicators.js";
import {evaluation, quality} from "./tables/quality.js";
import {reputation} from "./tables/reputation.js";
import {geography, services, timeline} from "./tables/rollups.js";
import {ruleHits, rules} from "./tables/rules.js";
import {sequences} from "./tables/sequences.js";
import {signatureHits, signatures} from "./tables/signatures.js";
import {sessions, sources} from "./tables/sources.js";

export type {Column, SqlType, Table} from "./tables/column.js";
export {
  alerts,
  beacons,
  burstSources,
  bursts,
  campaigns,
  details,
  evaluation,
  events,
  explanations,
  geography,
  hosts,
  incidents,
  indicatorHits,
  indicatorLists,
  quality,
  raw,
  reputation,
  riskParts,
  risks,
  ruleHits,
  rules,
  sequences,
  services,
  sessions,
  signatureHits,
  signatures,
  siteRisks,
  sources,
  timeline
};

/** Every published table, empty ones included. `raw` is published in shards, the others as one file each. */
export const tables: readonly Table[] = [
  events,
  details,
  raw,
  alerts,
  incidents,
  campaigns,
  risks,
  riskParts,
  siteRisks,
  explanations,
  sources,
  hosts,
  reputation,
  timeline,
  geography,
  services,
  sessions,
  rules,
  ruleHits,
  signatures,
  signatureHits,
  indicatorLists,
  indicatorHits,
  beacons,
  bursts,
  burstSources,
  sequences,
  quality,
  evaluation
];

/** Number of files that `raw` is published in; a power of two, at most 16. */
export const rawShards = 8;

/** Which shard of `raw` holds an event: its id's first hexadecimal digit tells, so that no index is needed. */
export function rawShardOf(eventId: string): number {
  return Math.floor((Number.parseInt(eventId.charAt(0), 16) * rawShards) / 16);
}
