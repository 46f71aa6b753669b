import type {Campus} from "../../campus.js";
import {judgeStyle, type StyleVerdict, styleOfMany} from "../../incidents/actor-style.js";
import type {IncidentAlert} from "../../incidents/alert.js";
import {
  createIncidentEvents,
  createIncidentSources,
  selectBehaviour,
  selectIncidentCounts,
  selectIncidentLogins,
  selectIncidentTargets,
  selectTraits
} from "../../incidents/fact-queries.js";
import {groupAlerts} from "../../incidents/group-alerts.js";
import {describeGroups, type Incident} from "../../incidents/incident.js";
import {levelWithSuccess} from "../../incidents/incident-level.js";
import {campaignRow, type IncidentMeasures, incidentRow} from "../../incidents/incident-rows.js";
import {joinCampaigns} from "../../incidents/join-campaigns.js";
import {linkIncidents, type UsedAccount} from "../../incidents/link-incidents.js";
import {createTypedSessions, selectIncidentAlerts} from "../../incidents/queries.js";
import {type Trait, traitsOfIncidents} from "../../incidents/shared-traits.js";
import {campaigns, incidents} from "../../tables/incidents.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";
import {buildRisks} from "./build-risks.js";
import {createTable} from "./create-table.js";

type Rows = Awaited<ReturnType<Database["rows"]>>;

/**
 * Makes `incidents`, `campaigns`, `risks`, `risk_parts` and `site_risks` of `alerts`, and gives every alert its `incident_id`.
 * Needs `alerts` (with `seq`), `staged`, `evidence`, `scores`, `places` and the view `logs`. What is published of them is selected
 * by `selectIncidents` and its neighbours.
 */
export async function buildIncidents(database: Database, campus: Campus, progress: Progress): Promise<void> {
  progress.update("grouping alerts");
  await database.run(createTypedSessions);
  const alerts = (await database.rows(selectIncidentAlerts)).map(toAlert);
  const found = describeGroups(alerts, groupAlerts(alerts));
  const ids = await nameIncidents(database, alerts, found);

  await database.run(createIncidentEvents);
  await database.run(createIncidentSources);
  const measures = await measureIncidents(database, found, ids);
  const accounts = (await database.rows(selectIncidentLogins))
    .filter(row => Number(row.accepted) > 0 && row.username !== null)
    .map((row): UsedAccount => ({incident: Number(row.incident), username: String(row.username)}));
  const traits = (await database.rows(selectTraits)).map(
    (row): Trait => ({
      incident: Number(row.incident),
      kind: row.kind as Trait["kind"],
      value: String(row.value)
    })
  );
  const isCampus = (target: string) => Boolean(campus.classify(target)?.site);
  const located = found.map((incident, i) => ({
    ...incident,
    level: levelWithSuccess(incident, measures[i]?.succeeded ?? null),
    targets: measures[i]?.targets ?? []
  }));
  const links = linkIncidents(located, {
    traits: [...traits, ...traitsOfIncidents(located, isCampus)],
    accounts,
    succeeded: measures.map(({succeeded}) => succeeded)
  });
  const joined = joinCampaigns(located, links);
  // A campaign goes by its first incident, which stays the same while it grows.
  const campaignIds = joined.map(({incidents: [first = 0]}) => ids[first] ?? "");
  const campaignOf = new Map(joined.flatMap((c, i) => c.incidents.map(at => [at, campaignIds[i]] as const)));

  await createTable(
    database,
    "incidents",
    incidents.columns,
    located.map((incident, i) =>
      incidentRow(incident, measures[i] as IncidentMeasures, campaignOf.get(i) ?? null)
    )
  );
  await createTable(
    database,
    "campaigns",
    campaigns.columns,
    joined.map((campaign, i) => campaignRow(campaign, located, measures, campaignIds[i] ?? ""))
  );
  progress.update(`${found.length.toLocaleString("en-US")} incidents, ${joined.length} campaigns`);
  await buildRisks(
    database,
    new Set(found.flatMap((incident, i) => (hasEntered(incident, measures[i]) ? incident.actors : [])))
  );
  for (const table of ["typed_sessions", "incident_alerts", "incident_events", "incident_sources"])
    await database.run(`DROP TABLE ${table}`);
}

/** Whether a source of its own got in. Which of a crowd did is not known. */
const hasEntered = (incident: Incident, measures: IncidentMeasures | undefined): boolean =>
  incident.kind === "source" && measures?.succeeded === true;

function toAlert(row: Rows[number]): IncidentAlert {
  const text = (value: unknown) => (value === null || value === undefined ? null : String(value));
  return {
    alertId: String(row.alert_id),
    actor: text(row.actor) ?? "",
    internal: row.internal === true,
    detector: String(row.detector),
    finding: String(row.finding),
    technique: text(row.technique),
    category: text(row.category),
    level: Number(row.level),
    from: Number(row.from_ms),
    to: Number(row.to_ms),
    target: text(row.target),
    payload: text(row.payload),
    honeypot: row.honeypot === true
  };
}

/** Gives incidents their ids and alerts their incident's; leaves `incident_alerts` (alert_id, incident) behind. */
async function nameIncidents(
  database: Database,
  alerts: readonly IncidentAlert[],
  found: readonly Incident[]
): Promise<string[]> {
  const keyColumns = [
    {name: "incident", type: "INTEGER"},
    {name: "key", type: "VARCHAR"}
  ] as const;
  const keys = found.map(({key}, incident) => ({incident, key}));
  await createTable(database, "incident_keys", keyColumns, keys, true);
  const alertColumns = [
    {name: "alert_id", type: "VARCHAR"},
    {name: "incident", type: "INTEGER"}
  ] as const;
  const members = found.flatMap((group, incident) =>
    group.alerts.map(index => ({alert_id: alerts[index]?.alertId ?? "", incident}))
  );
  await createTable(database, "incident_alerts", alertColumns, members, true);
  const named = "SELECT incident, left(md5(key), 16) AS incident_id FROM incident_keys";
  await database.run("ALTER TABLE alerts ADD COLUMN IF NOT EXISTS incident_id VARCHAR");
  await database.run(`
    UPDATE alerts SET incident_id = n.incident_id
    FROM incident_alerts i JOIN (${named}) n ON n.incident = i.incident WHERE i.alert_id = alerts.alert_id
  `);
  const rows = await database.rows(`${named} ORDER BY incident`);
  await database.run("DROP TABLE incident_keys");
  return rows.map(row => String(row.incident_id));
}

async function measureIncidents(
  database: Database,
  found: readonly Incident[],
  ids: readonly string[]
): Promise<IncidentMeasures[]> {
  const counts = new Map((await database.rows(selectIncidentCounts)).map(row => [Number(row.incident), row]));
  const targets = groupRows(await database.rows(selectIncidentTargets));
  const logins = groupRows(await database.rows(selectIncidentLogins));
  const styles = new Map(
    (await database.rows(selectBehaviour)).map(row => [String(row.address), toStyle(row)])
  );
  const unknown: StyleVerdict = {style: "unknown", evidence: []};
  return found.map((incident, i) => ({
    id: ids[i] ?? "",
    events: Number(counts.get(i)?.events ?? 0),
    origin: (counts.get(i)?.origin as string | null | undefined) ?? null,
    targets: (targets.get(i) ?? []).map(row => String(row.target)).sort(),
    succeeded: hasSucceeded(incident, logins.get(i)),
    style: styleOfMany(incident.actors.map(actor => styles.get(actor) ?? unknown))
  }));
}

/** Doings that succeed when somebody is let in. */
const entering = new Set(["guessing", "login", "lateral"]);

function hasSucceeded({family, honeypot}: Incident, logins: Rows | undefined): boolean | null {
  if (honeypot || !entering.has(family) || !logins?.length) return null;
  return logins.some(row => Number(row.accepted) > 0);
}

function groupRows(rows: Rows): Map<number, Rows> {
  const groups = new Map<number, Rows>();
  for (const row of rows) {
    const incident = Number(row.incident);
    const group = groups.get(incident);
    if (group) group.push(row);
    else groups.set(incident, [row]);
  }
  return groups;
}

function toStyle(row: Rows[number]): StyleVerdict {
  const pause = (value: unknown) => (value === null || value === undefined ? null : Number(value));
  return judgeStyle({
    sessions: Number(row.sessions),
    commands: Number(row.commands),
    medianPause: pause(row.q2),
    quarterPause: pause(row.q1),
    threeQuarterPause: pause(row.q3),
    slips: Number(row.slips),
    repeatedSessions: Number(row.repeated),
    sessionsWithCommands: Number(row.with_commands),
    logins: Number(row.logins),
    loginsPerMinute: Number(row.most),
    loginsPerHour: Number(row.most_hourly),
    client: row.client === null ? null : String(row.client)
  });
}
