import {tacticName, tacticOrder} from "../attack/tactics.js";
import {techniqueName} from "../attack/techniques.js";
import type {StyleVerdict} from "./actor-style.js";
import type {Incident} from "./incident.js";
import type {Campaign} from "./link.js";
import {meaningOf, recommend, titleOf} from "./recommendations.js";

export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** What the logs say of one incident's events. */
export interface IncidentMeasures {
  readonly id: string;
  readonly events: number;
  readonly origin: string | null;
  /** Distinct targets of its events. */
  readonly targets: readonly string[];
  readonly succeeded: boolean | null;
  readonly style: StyleVerdict;
}

const severities = ["none", "low", "medium", "high", "critical"];
const severityOf = (level: number): string => severities[level] ?? "none";
const mostFindings = 12;
const mostLinks = 50;
/** An account stands for whoever the log names no address of: "name on host". */
const isAccount = (actor: string): boolean => actor.includes(" on ");

/** A row of `incidents`. */
export function incidentRow(incident: Incident, measures: IncidentMeasures, campaignId: string | null): Row {
  const {actors, technique, findings} = incident;
  const [actor = null] = actors.length === 1 ? actors : [];
  const targets = measures.targets.length > 0 ? measures.targets : incident.targets;
  return {
    incident_id: measures.id,
    campaign_id: campaignId,
    title: titleOf(incident, targets.length, measures.succeeded),
    kind: incident.kind,
    technique,
    technique_name: technique && techniqueName(technique),
    tactic: incident.tactic,
    attacker_ip: actor && !isAccount(actor) ? actor : null,
    account: actor && isAccount(actor) ? actor : null,
    sources: actors.length,
    target: targets.length === 1 ? (targets[0] ?? null) : null,
    targets: targets.length,
    detectors: [...new Set(findings.map(({detector}) => detector))].sort().join(","),
    findings: JSON.stringify(findings.slice(0, mostFindings)),
    alerts: incident.alerts.length,
    events: measures.events,
    first_time: incident.from,
    last_time: incident.to,
    severity: severityOf(incident.level),
    succeeded: measures.succeeded,
    style: measures.style.style,
    style_evidence: measures.style.evidence.join("; ") || null,
    meaning: meaningOf(incident),
    recommendation: recommend(incident),
    origin: measures.origin
  };
}

/** A row of `campaigns`. */
export function campaignRow(
  campaign: Campaign,
  incidents: readonly Incident[],
  measures: readonly IncidentMeasures[],
  campaignId: string
): Row {
  const parts = campaign.incidents.map(i => ({
    incident: incidents[i] as Incident,
    measures: measures[i] as IncidentMeasures
  }));
  const all = parts.map(({incident}) => incident);
  const stages = stagesOf(all);
  const sum = (value: (part: (typeof parts)[number]) => number) =>
    parts.reduce((total, part) => total + value(part), 0);
  const techniques = new Set(all.flatMap(({technique}) => technique ?? []));
  const links = campaign.links.slice(0, mostLinks).map(({kind, value, words, incidents: joined}) => ({
    kind,
    value,
    words,
    incidents: joined.map(i => measures[i]?.id)
  }));
  return {
    campaign_id: campaignId,
    title: campaignTitle(all, parts[0]?.measures, stages),
    evidence: evidenceInWords(campaign, all),
    links: JSON.stringify(links),
    stages: JSON.stringify(
      stages.map(({tactic, from}) => ({tactic, first_time: new Date(from).toISOString()}))
    ),
    techniques: [...techniques].sort().join(","),
    incidents: parts.length,
    sources: new Set(all.flatMap(({actors}) => actors)).size,
    targets: new Set(parts.flatMap(part => part.measures.targets)).size,
    alerts: sum(({incident}) => incident.alerts.length),
    events: sum(part => part.measures.events),
    first_time: Math.min(...all.map(({from}) => from)),
    last_time: Math.max(...all.map(({to}) => to)),
    severity: severityOf(Math.max(...all.map(({level}) => level))),
    origin: parts.flatMap(part => part.measures.origin ?? []).sort()[0] ?? null
  };
}

interface Stage {
  readonly tactic: string;
  readonly from: number;
}

/** Tactics in the order that they began; of those that began together, in the order of the matrix. */
function stagesOf(incidents: readonly Incident[]): Stage[] {
  const begun = new Map<string, number>();
  for (const {tactic, from} of incidents) {
    if (tactic) begun.set(tactic, Math.min(from, begun.get(tactic) ?? Number.POSITIVE_INFINITY));
  }
  return [...begun]
    .map(([tactic, from]) => ({tactic, from}))
    .sort((a, b) => a.from - b.from || tacticOrder(a.tactic) - tacticOrder(b.tactic));
}

function campaignTitle(
  incidents: readonly Incident[],
  first: IncidentMeasures | undefined,
  stages: readonly Stage[]
): string {
  const [only] = incidents;
  if (incidents.length === 1 && only)
    return titleOf(only, first?.targets.length ?? 0, first?.succeeded ?? null);
  if (stages.length > 1) {
    const names = stages.map(({tactic}) => tacticName(tactic).toLowerCase());
    return `Attack in ${stages.length} stages: ${names.join(", ")}`;
  }
  const sources = new Set(incidents.flatMap(({actors}) => actors)).size;
  const gravest = incidents.reduce((a, b) => (b.level > a.level ? b : a));
  const title = titleOf({...gravest, actors: []}, 0, false);
  return sources > 1 ? `${title} by ${sources} sources together` : `${title}, ${incidents.length} times`;
}

const mostReasons = 4;

/** The strongest reasons, each once. */
function evidenceInWords({links}: Campaign, incidents: readonly Incident[]): string {
  const words = [...new Set(links.map(link => link.words))];
  if (words.length === 0) {
    return incidents.some(({payload}) => payload !== null)
      ? "Many sources brought the same file, or typed the same commands in the same order."
      : "Many sources did the same to the same target at the same time.";
  }
  const more = words.length - mostReasons;
  const told = words.slice(0, mostReasons).join("; ");
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}${more > 0 ? `; and ${more} more` : ""}.`;
}
