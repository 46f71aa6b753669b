/**
 * The published data. Framework finds attachments by their literal names, so all of them stand here, once; pages read
 * through files.ts, which knows of the reader's own logs too.
 */
import {FileAttachment} from "observablehq:stdlib";

/** The address of every published table. A table of several shards has several. */
export const tables = {
  events: FileAttachment("../../data/events.parquet").href,
  details: FileAttachment("../../data/details.parquet").href,
  raw: [
    FileAttachment("../../data/raw-0.parquet").href,
    FileAttachment("../../data/raw-1.parquet").href,
    FileAttachment("../../data/raw-2.parquet").href,
    FileAttachment("../../data/raw-3.parquet").href,
    FileAttachment("../../data/raw-4.parquet").href,
    FileAttachment("../../data/raw-5.parquet").href,
    FileAttachment("../../data/raw-6.parquet").href,
    FileAttachment("../../data/raw-7.parquet").href
  ],
  alerts: FileAttachment("../../data/alerts.parquet").href,
  incidents: FileAttachment("../../data/incidents.parquet").href,
  campaigns: FileAttachment("../../data/campaigns.parquet").href,
  risks: FileAttachment("../../data/risks.parquet").href,
  risk_parts: FileAttachment("../../data/risk_parts.parquet").href,
  site_risks: FileAttachment("../../data/site_risks.parquet").href,
  explanations: FileAttachment("../../data/explanations.parquet").href,
  sources: FileAttachment("../../data/sources.parquet").href,
  hosts: FileAttachment("../../data/hosts.parquet").href,
  reputation: FileAttachment("../../data/reputation.parquet").href,
  timeline: FileAttachment("../../data/timeline.parquet").href,
  geography: FileAttachment("../../data/geography.parquet").href,
  services: FileAttachment("../../data/services.parquet").href,
  sessions: FileAttachment("../../data/sessions.parquet").href,
  rules: FileAttachment("../../data/rules.parquet").href,
  rule_hits: FileAttachment("../../data/rule_hits.parquet").href,
  signatures: FileAttachment("../../data/signatures.parquet").href,
  signature_hits: FileAttachment("../../data/signature_hits.parquet").href,
  indicator_lists: FileAttachment("../../data/indicator_lists.parquet").href,
  indicator_hits: FileAttachment("../../data/indicator_hits.parquet").href,
  beacons: FileAttachment("../../data/beacons.parquet").href,
  bursts: FileAttachment("../../data/bursts.parquet").href,
  burst_sources: FileAttachment("../../data/burst_sources.parquet").href,
  sequences: FileAttachment("../../data/sequences.parquet").href,
  quality: FileAttachment("../../data/quality.parquet").href,
  evaluation: FileAttachment("../../data/evaluation.parquet").href
} as const satisfies Record<string, string | readonly string[]>;

export type TableName = keyof typeof tables;

/** The other published files, by the names that they have in a workspace too. */
export const documents = {
  /** Read as the engine's `Site`. */
  "site.json": FileAttachment("../../data/site.json"),
  /** Read as the engine's `Overview`: key figures on screen before DuckDB is, and the bounds of a selection. */
  "overview.json": FileAttachment("../../data/overview.json"),
  /** Read as the engine's `Cube`, which answers most filters before and without DuckDB. */
  "cube.json": FileAttachment("../../data/cube.json"),
  /** What was learnt about each family of events; its forest, as the engine decodes it, is a file of its own. */
  "model.json": FileAttachment("../../data/model.json"),
  /** How every feature's values are spread, read as the engine's `FeatureDistributions`. */
  "feature-distributions.json": FileAttachment("../../data/feature-distributions.json"),
  "model-flow.bin": FileAttachment("../../data/model-flow.bin"),
  "model-honeypot.bin": FileAttachment("../../data/model-honeypot.bin"),
  "model-login.bin": FileAttachment("../../data/model-login.bin"),
  /** What `npm run evaluate` found out, as `components/model/evaluation.ts` reads it; says so where it has not run. */
  "evaluation.json": FileAttachment("../../data/evaluation.json"),
  /** What came with the site from files of decisions, as `readDecisions` of the engine reads it. */
  "decisions.json": FileAttachment("../../data/decisions.json"),
  /** What replays are told by, read as the engine's `PublishedStories`. */
  "stories.json": FileAttachment("../../data/stories.json"),
  /** Milliseconds that each rule took when the data were made, by its file and line: the one file that differs from run to run. */
  "rule-costs.json": FileAttachment("../../data/rule-costs.json")
} as const;

export type FileName = keyof typeof documents;

/** Addresses of what the engine goes by when logs are opened in the page, and of what it takes along when they come beside the published data. */
export const published = {
  site: FileAttachment("../../data/site.json").href,
  /** Rules, signatures, lists and the campus, as of `PublishedMaterials`. */
  materials: FileAttachment("../../data/materials.json").href,
  /** Where addresses are; empty files where nothing may be passed on. */
  places: {
    ipv4: FileAttachment("../../data/places-ipv4.bin").href,
    ipv6: FileAttachment("../../data/places-ipv6.bin").href
  },
  tables: {
    events: tables.events,
    details: tables.details,
    raw: tables.raw,
    quality: tables.quality,
    hosts: tables.hosts,
    reputation: tables.reputation
  }
};
