import {expect, it, onTestFinished} from "vitest";
import {openDatabase} from "../../../../data-loaders/database.js";
import {judgeEvidence} from "../../../../data-loaders/evaluate/events/judge-evidence.js";
import {createRuleFigures, createRuleList} from "../../../../src/engine/build/rules.js";
import {makeDirectory} from "../../directory.js";

async function openJudged(judged: string) {
  const database = await openDatabase(makeDirectory(), 1);
  onTestFinished(() => database.close());
  // The logs name types of attack of their own, which are not the truth.
  await database.run(`
    CREATE TABLE staged AS SELECT attacker_ip, username, sensor, label, 'Unknown' AS attack_type FROM (VALUES
      ('203.0.113.1', NULL, 'gate', 'Attack'), ('203.0.113.1', NULL, 'gate', 'Attack'), ('203.0.113.2', NULL, 'gate', 'Attack'),
      (NULL, 'root', 'mail', 'Attack'), (NULL, 'root', 'web', 'Attack'), (NULL, NULL, 'web', 'Attack'),
      ('10.0.0.1', NULL, 'gate', 'Normal'), ('10.0.0.2', NULL, 'gate', 'Normal'), ('10.0.0.3', NULL, 'gate', NULL)
    ) t (attacker_ip, username, sensor, label)
  `);
  await database.run(`
    CREATE TABLE truth AS SELECT seq, attack_type, NULL::VARCHAR AS campaign FROM (VALUES
      (0, 'Port Scan'), (1, 'Port Scan'), (2, 'Port Scan'), (3, 'Brute Force'), (4, 'Brute Force'), (5, 'Brute Force')
    ) t (seq, attack_type)
  `);
  await database.run(`
    CREATE TABLE evidence AS SELECT * FROM (VALUES
      (0, 'sigma', 'scan', 3), (0, 'sigma', 'sweep', 3), (0, 'sigma', 'noisy', 1), (2, 'burst', 'all', 1), (3, 'sigma', 'guess', 2),
      (6, 'sigma', 'scan', 3), (8, 'sigma', 'scan', 3)
    ) t (seq, detector, rule, level)
  `);
  await database.run(createRuleList);
  await database.run(
    "INSERT INTO rule_list (number, rule_id, stands_alone) VALUES (0, 'scan', true), (1, 'base', false), (2, 'silent', true), (3, 'untold', true)"
  );
  await database.run(
    "CREATE TABLE rule_matches AS SELECT * FROM (VALUES (0, 0), (6, 0), (8, 0), (1, 1), (8, 3)) t (seq, rule)"
  );
  await database.run(createRuleFigures(judged));
  return {database, judged: await judgeEvidence(database, judged)};
}

it("an event counts once for a detector and level, however many of its rules hit it", async () => {
  const {judged} = await openJudged("staged.label = 'Normal'");
  expect(judged.detectors).toEqual([
    {detector: "burst", level: 1, events: 1, attacks: 1, normal: 0},
    // One of the three is judged by nothing: neither attack nor normal.
    {detector: "sigma", level: 3, events: 3, attacks: 1, normal: 1},
    {detector: "sigma", level: 2, events: 1, attacks: 1, normal: 0},
    {detector: "sigma", level: 1, events: 1, attacks: 1, normal: 0}
  ]);
});

it("where the truth is whole, what it does not name is normal", async () => {
  const {judged} = await openJudged("true");
  expect(judged.detectors.find(({level}) => level === 3)).toMatchObject({events: 3, attacks: 1, normal: 2});
});

it("an attacker is found by the gravest evidence about any event of the attack; without an address it is an account and host", async () => {
  const {judged} = await openJudged("staged.label = 'Normal'");
  expect(judged.attacks).toEqual([
    {type: "Brute Force", events: 3, attackers: 2, found: 1, foundHigh: 0},
    {type: "Port Scan", events: 3, attackers: 2, found: 2, foundHigh: 1}
  ]);
});

it("rules that stand alone have their precision and share of normal events; a precision of nothing judged is null", async () => {
  const {judged} = await openJudged("staged.label = 'Normal'");
  expect(
    judged.rows.map(({slice, measure, value, rows, attacks}) => [slice, measure, value, rows, attacks])
  ).toEqual([
    ["scan", "precision", 0.5, 3, 1],
    ["scan", "false_positive_rate", 0.5, 3, 1],
    ["untold", "precision", null, 1, 0],
    ["untold", "false_positive_rate", 0, 1, 0]
  ]);
});
