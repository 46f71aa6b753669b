import {expect, it, onTestFinished} from "vitest";
import {openDatabase} from "../../../../data-loaders/database.js";
import {judgeIncidents} from "../../../../data-loaders/evaluate/events/judge-incidents.js";
import {makeDirectory} from "../../directory.js";

it("counts the attacks and attackers that alerts tell of, and those that are in an incident", async () => {
  const database = await openDatabase(makeDirectory(), 1);
  onTestFinished(() => database.close());
  await database.run(`
    CREATE TABLE staged AS SELECT attacker_ip, username, sensor, 'Unknown' AS attack_type, time::TIMESTAMP_MS AS event_time FROM (VALUES
      ('203.0.113.1', NULL, 'gate', '2026-03-02 10:00:00'), ('203.0.113.1', NULL, 'gate', '2026-03-02 10:20:00'),
      ('203.0.113.1', NULL, 'gate', '2026-03-02 15:00:00'), ('203.0.113.2', NULL, 'gate', '2026-03-02 10:10:00'),
      ('203.0.113.3', NULL, 'gate', '2026-03-02 10:10:00'), (NULL, 'root', 'mail', '2026-03-02 11:00:00'),
      (NULL, 'guest', 'mail', '2026-03-02 11:00:00'), ('10.0.0.1', NULL, 'gate', '2026-03-02 10:10:00')
    ) t (attacker_ip, username, sensor, time)
  `);
  await database.run(`
    CREATE TABLE truth AS SELECT * FROM (VALUES
      (0, 'Port Scan', 'heron'), (1, 'Brute Force', 'heron'), (2, 'Brute Force', NULL), (3, 'Port Scan', NULL), (4, 'Port Scan', NULL),
      (5, 'Brute Force', 'lime'), (6, 'Brute Force', 'lime')
    ) t (seq, attack_type, campaign)
  `);
  await database.run(`
    CREATE TABLE alerts AS SELECT attacker_ip, username, incident_id, first_time::TIMESTAMP_MS AS first_time, last_time::TIMESTAMP_MS AS last_time
    FROM (VALUES
      ('203.0.113.1', NULL, 'a', '2026-03-02 10:00:00', '2026-03-02 10:20:00'),
      ('203.0.113.2', NULL, NULL, '2026-03-02 10:10:00', '2026-03-02 10:10:00'),
      (NULL, 'root', 'b', '2026-03-02 10:59:00', '2026-03-02 11:00:00'),
      ('10.0.0.1', NULL, 'c', '2026-03-02 10:10:00', '2026-03-02 10:10:00')
    ) t (attacker_ip, username, incident_id, first_time, last_time)
  `);
  await database.run("CREATE TABLE incidents AS SELECT unnest(['a', 'b', 'c']) AS incident_id");
  await database.run("CREATE TABLE campaigns AS SELECT 'heron' AS campaign_id");
  expect(await judgeIncidents(database)).toEqual({
    events: 8,
    alerts: 4,
    incidents: 3,
    campaigns: 1,
    // heron's scan and guessing, lime's guessing, guessing and scans of nobody's campaign: those last two are in no incident.
    attacks: 5,
    covered: 3,
    // Two accounts and three addresses; one address is alerted outside any incident, one address and one account not at all.
    attackers: 5,
    alerted: 3,
    inIncidents: 2
  });
});
