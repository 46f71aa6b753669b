import type {IncidentFigures} from "../../../src/engine/evaluate/pattern-evaluation.js";
import type {Database} from "../../database.js";

/** How much a build's incidents sum up, and whether an attack is missing in them: `alerts`, `incidents`, `campaigns` and `truth` must be there. */
export async function judgeIncidents(database: Database): Promise<IncidentFigures> {
  const [row = {}] = await database.rows(`
    WITH attacking AS (
      SELECT truth.seq, truth.attack_type, truth.campaign, coalesce(attacker_ip, username || '@' || sensor) AS attacker
      FROM truth JOIN staged ON staged.rowid = truth.seq
    ),
    -- An alert of one attacker and hour stands for events that it does not name; those of the attacker in its span are its own.
    told AS (
      SELECT DISTINCT attacking.attacker, attacking.attack_type, attacking.campaign, alerts.incident_id IS NOT NULL AS joined
      FROM attacking JOIN staged ON staged.rowid = attacking.seq
      JOIN alerts ON coalesce(alerts.attacker_ip, alerts.username) IS NOT DISTINCT FROM coalesce(staged.attacker_ip, staged.username)
        AND staged.event_time BETWEEN alerts.first_time AND alerts.last_time
    )
    SELECT (SELECT count(*) FROM staged) AS events, (SELECT count(*) FROM alerts) AS alerts,
      (SELECT count(*) FROM incidents) AS incidents, (SELECT count(*) FROM campaigns) AS campaigns,
      (SELECT count(*) FROM (SELECT DISTINCT attack_type, campaign FROM attacking)) AS attacks,
      (SELECT count(*) FROM (SELECT DISTINCT attack_type, campaign FROM told WHERE joined)) AS covered,
      (SELECT count(DISTINCT attacker) FROM attacking) AS attackers,
      (SELECT count(DISTINCT attacker) FROM told) AS alerted,
      (SELECT count(DISTINCT attacker) FROM told WHERE joined) AS in_incidents
  `);
  return {
    events: Number(row.events),
    alerts: Number(row.alerts),
    incidents: Number(row.incidents),
    campaigns: Number(row.campaigns),
    attacks: Number(row.attacks),
    covered: Number(row.covered),
    attackers: Number(row.attackers),
    alerted: Number(row.alerted),
    inIncidents: Number(row.in_incidents)
  };
}
