import type {Severity} from "../../engine/event.js";
import type {Selection} from "../../engine/selection.js";
import type {Query} from "../../engine/sql.js";
import {bySeverity} from "../severity-rank.js";
import type {Answer, Workbench} from "../workbench/workbench.js";
import {type Incident, incidentCondition} from "./incident.js";

/** A row of the table `campaigns`, as `engine/tables/incidents.ts` documents it. */
export interface Campaign {
  readonly campaign_id: string;
  readonly title: string;
  readonly evidence: string | null;
  /** JSON: `CampaignLink`s, strongest first. */
  readonly links: string;
  readonly techniques: string;
  readonly incidents: number;
  readonly sources: number;
  readonly targets: number;
  readonly alerts: number;
  readonly events: number;
  readonly first_time: Date;
  readonly last_time: Date;
  readonly severity: Severity;
}

/** What joins incidents of a campaign. */
export interface CampaignLink {
  readonly kind: string;
  readonly words: string;
  /** Ids of the incidents that it joins. */
  readonly incidents: readonly string[];
}

/** As much of an incident as its campaign shows. */
export type Member = Pick<
  Incident,
  | "incident_id"
  | "campaign_id"
  | "title"
  | "technique"
  | "technique_name"
  | "tactic"
  | "attacker_ip"
  | "account"
  | "sources"
  | "target"
  | "targets"
  | "alerts"
  | "first_time"
  | "last_time"
  | "severity"
  | "origin"
>;

/** A campaign with all of its incidents, the first first. */
export interface WholeCampaign extends Campaign {
  readonly members: readonly Member[];
}

const memberColumns = [
  "incident_id, campaign_id, title, technique, technique_name, tactic, attacker_ip, account",
  "sources, target, targets, alerts, first_time, last_time, severity, origin"
].join(",\n  ");

/** The campaigns of the selected incidents, the gravest first: by severity, then by stages, then by incidents. */
export function campaignsQuery(selection: Selection): Query {
  const where = incidentCondition(selection);
  return {
    sql: `
SELECT *
FROM campaigns
WHERE campaign_id IN (
  SELECT campaign_id FROM incidents WHERE ${where.sql}
)
ORDER BY ${bySeverity}, len(string_split(stages, '"tactic"')) DESC, incidents DESC, first_time, campaign_id`,
    params: where.params
  };
}

/** All incidents of the campaigns that the selected incidents are of, those outside of the selection too. */
export function membersQuery(selection: Selection): Query {
  const where = incidentCondition(selection);
  return {
    sql: `
SELECT
  ${memberColumns}
FROM incidents
WHERE campaign_id IN (
  SELECT campaign_id FROM incidents WHERE ${where.sql}
)
ORDER BY first_time, incident_id`,
    params: where.params
  };
}

/** One campaign, whatever is selected. */
export function campaignQuery(campaignId: string): Query {
  return {sql: "\nSELECT *\nFROM campaigns\nWHERE campaign_id = ?", params: [campaignId]};
}

/** The incidents of one campaign, the first first. */
export function membersOfQuery(campaignId: string): Query {
  return {
    sql: `\nSELECT\n  ${memberColumns}\nFROM incidents\nWHERE campaign_id = ?\nORDER BY first_time, incident_id`,
    params: [campaignId]
  };
}

/** The campaigns of a selection, each whole. */
export function askCampaigns(workbench: Workbench, selection: Selection): Answer<WholeCampaign> {
  const campaigns = workbench.ask<Campaign>(campaignsQuery(selection));
  const members = workbench.ask<Member>(membersQuery(selection));
  const rows = Promise.all([campaigns.rows, members.rows]).then(([all, incidents]) =>
    all.map(campaign => ({
      ...campaign,
      members: incidents.filter(({campaign_id}) => campaign_id === campaign.campaign_id)
    }))
  );
  return {query: campaigns.query, rows};
}
