import type {Severity} from "../../engine/event.js";
import type {Query} from "../../engine/sql.js";
import {type Alert, alertQuery} from "../alerts/alert.js";
import {type Campaign, campaignQuery} from "../incidents/campaign.js";
import {type Incident, incidentQuery} from "../incidents/incident.js";
import type {Workbench} from "../workbench/workbench.js";
import type {SubjectKind} from "./investigate-address.js";

/** What the page's address asks to look into. */
export interface SubjectName {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** A row of the table `sources`, as `engine/tables/sources.ts` documents it. */
export interface SourceRow {
  readonly address: string;
  readonly events_as_source: number;
  readonly events_as_destination: number;
  readonly events_as_attacker: number;
  readonly blocked: number;
  readonly alerts: number;
  readonly severity: Severity | null;
  readonly first_time: Date;
  readonly last_time: Date;
  readonly site: string | null;
  readonly is_private: boolean | null;
  readonly suspect: boolean;
  readonly place_from: string | null;
  readonly continent: string | null;
  readonly country_code: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** One of the sources that a subject is about. */
export interface SubjectSource {
  readonly address: string;
  /** Alerts of the subject about it. */
  readonly alerts: number;
  /** Of the gravest of them. */
  readonly severity: Severity;
  /** 0 to 100; null where none is published. */
  readonly risk: number | null;
  readonly threat_level: Severity | null;
  readonly country_code: string | null;
  /** Campus site, by data/campus.yml; null outside. */
  readonly site: string | null;
}

/** What is looked into, with what it is about. Exactly one of the four is there: the one of its kind. */
export interface Subject extends SubjectName {
  readonly alert: Alert | null;
  readonly incident: Incident | null;
  readonly campaign: Campaign | null;
  readonly source: SourceRow | null;
  /** The riskiest first. Empty where the log names no address. */
  readonly sources: readonly SubjectSource[];
}

const parameters = [
  ["alert", "alert"],
  ["incident", "incident"],
  ["campaign", "campaign"],
  ["address", "source"]
] as const;

/** What a page's query string asks for; null where it asks for nothing. */
export function subjectName(search: string): SubjectName | null {
  const params = new URLSearchParams(search);
  for (const [parameter, kind] of parameters) {
    const id = params.get(parameter)?.trim();
    if (id) return {kind, id};
  }
  return null;
}

/** One address as the table `sources` has it. */
export function sourceQuery(address: string): Query {
  return {sql: "\nSELECT *\nFROM sources\nWHERE address = ?", params: [address]};
}

/** The sources that an incident, or all incidents of a campaign, tell alerts about: rows of `SubjectSource`. */
export function subjectSourcesQuery({kind, id}: SubjectName): Query {
  const condition =
    kind === "campaign"
      ? "incident_id IN (SELECT incident_id FROM incidents WHERE campaign_id = ?)"
      : kind === "incident"
        ? "incident_id = ?"
        : kind === "alert"
          ? "alert_id = ?"
          : "attacker_ip = ?";
  return {
    sql: `
WITH told AS (
  SELECT attacker_ip AS address, count(*) AS alerts,
    min(array_position(['critical', 'high', 'medium', 'low'], severity)) AS place
  FROM alerts
  WHERE ${condition} AND attacker_ip IS NOT NULL
  GROUP BY attacker_ip
)
SELECT told.address, told.alerts, ['critical', 'high', 'medium', 'low'][place] AS severity,
  r.risk, r.threat_level, r.country_code, r.site
FROM told LEFT JOIN risks r ON r.address = told.address
ORDER BY r.risk DESC NULLS LAST, place, told.alerts DESC, told.address`,
    params: [id]
  };
}

/** Reads what the address asks for; null where no such alert, incident, campaign or source is known. */
export async function readSubject(workbench: Workbench, name: SubjectName): Promise<Subject | null> {
  const {kind, id} = name;
  const one = async <R extends object>(wanted: SubjectKind, query: Query) =>
    kind === wanted ? ((await workbench.ask<R>(query).rows)[0] ?? null) : null;
  const [alert, incident, campaign, source, sources] = await Promise.all([
    one<Alert>("alert", alertQuery(id)),
    one<Incident>("incident", incidentQuery(id)),
    one<Campaign>("campaign", campaignQuery(id)),
    one<SourceRow>("source", sourceQuery(id)),
    workbench.ask<SubjectSource>(subjectSourcesQuery(name)).rows
  ]);
  if (alert === null && incident === null && campaign === null && source === null) return null;
  return {kind, id, alert, incident, campaign, source, sources};
}
