import {expect, it, onTestFinished} from "vitest";
import {openDatabase} from "../../../../data-loaders/database.js";
import {judgeBruteForce} from "../../../../data-loaders/evaluate/events/judge-brute-force.js";
import {makeDirectory} from "../../directory.js";

it("judges alerts about campus hosts by source and hour, and leaves honeypots out", async () => {
  const database = await openDatabase(makeDirectory(), 1);
  onTestFinished(() => database.close());
  await database.run(`
    CREATE TABLE events AS SELECT seq::INTEGER AS seq, dataset, event_type, source_ip, event_time::TIMESTAMP_MS AS event_time FROM (VALUES
      (0, 'authlog', 'login.failed', '203.0.113.1', '2026-03-02 10:05:00'),
      (1, 'authlog', 'login.disconnected', '203.0.113.1', '2026-03-02 10:59:59'),
      (2, 'suricata', 'flow', '203.0.113.1', '2026-03-02 11:00:00'),
      (3, 'iscx', 'flow', '203.0.113.2', '2026-03-02 10:30:00'),
      (4, 'cowrie', 'cowrie.login.failed', '203.0.113.3', '2026-03-02 10:30:00'),
      (5, 'authlog', 'login.failed', NULL, '2026-03-02 10:30:00'),
      (6, 'authlog', 'login.failed', '203.0.113.1', '2026-03-02 10:30:00'),
      (7, 'authlog', 'login.failed', '203.0.113.1', '2026-03-02 10:40:00')
    ) t (seq, dataset, event_type, source_ip, event_time)
  `);
  await database.run(`
    CREATE TABLE truth AS SELECT * FROM (VALUES
      (0, 'Brute Force'), (1, 'Brute Force'), (2, 'Brute Force'), (3, 'Port Scan'), (4, 'Brute Force'), (5, 'Brute Force'),
      (6, 'Brute Force'), (7, 'Brute Force')
    ) t (seq, attack_type)
  `);
  await database.run(`
    CREATE TABLE alerts AS SELECT detector, technique, dataset, attacker_ip, event_time::TIMESTAMP_MS AS event_time, severity FROM (VALUES
      ('sigma', 'T1110', 'authlog', '203.0.113.1', '2026-03-02 10:20:00', 'high'),
      ('isolation_forest', NULL, 'iscx', '203.0.113.2', '2026-03-02 10:31:00', 'low'),
      ('honeypot', 'T1110', 'cowrie', '203.0.113.3', '2026-03-02 10:31:00', 'low'),
      ('sigma', 'T1046', 'authlog', '203.0.113.1', '2026-03-02 12:20:00', 'high'),
      ('isolation_forest', NULL, 'dionaea', '203.0.113.4', '2026-03-02 10:31:00', 'critical'),
      ('signature', NULL, 'suricata', '203.0.113.1', '2026-03-02 11:01:00', 'high')
    ) t (detector, technique, dataset, attacker_ip, event_time, severity)
  `);
  const {by} = await judgeBruteForce(database);
  const linesOf = (alerts: string) => by.find(one => one.alerts === alerts)?.lines ?? [];
  // Two source-hours hold brute force: one with three guesses, whose other line is no guess, and one with a single flow.
  expect(
    linesOf("login").map(({severity, raised, found, actual}) => [severity, raised, found, actual])
  ).toEqual([
    ["critical", 0, 0, 2],
    ["high", 1, 1, 2],
    ["medium", 1, 1, 2],
    ["low", 1, 1, 2]
  ]);
  expect(linesOf("model").at(-1)).toMatchObject({
    raised: 1,
    found: 0,
    falsePositives: [{type: "Port Scan", count: 1}]
  });
  expect(linesOf("either").at(-1)).toMatchObject({raised: 2, found: 1, precision: 0.5, recall: 0.5});
  expect(linesOf("either").at(-1)?.bySize.slice(0, 2)).toEqual([
    {from: 1, to: 2, actual: 1, found: 0},
    {from: 3, to: 9, actual: 1, found: 1}
  ]);
});
