import {beforeAll, describe, expect, it} from "vitest";
import {checkRules} from "../../../src/components/rules/check-rules.js";
import {otherCoverQuery} from "../../../src/components/rules/coverage.js";
import {
  hitStepsQuery,
  hitsQuery,
  liveCountQuery,
  liveHitsQuery,
  liveStepsQuery,
  runStatement,
  shownHits
} from "../../../src/components/rules/hits.js";
import {createLogsOfPublished} from "../../../src/engine/build/logs.js";
import type {Query} from "../../../src/engine/sql.js";
import {createPublishedTables} from "../../published-tables.js";

const start = Date.UTC(2026, 2, 2);
let rows: (query: Query) => Promise<Record<string, unknown>[]>;

// Every ten minutes a login, every other one refused; four addresses; a rule that hits the refused ones, and its alerts.
beforeAll(async () => {
  const published = await createPublishedTables();
  const {connection} = published;
  rows = published.rows;
  await connection.run(`
    INSERT INTO events BY NAME
    SELECT 'e' || lpad(i::VARCHAR, 3, '0') AS event_id, (TIMESTAMP '2026-03-02' + i * INTERVAL 10 MINUTE)::TIMESTAMP_MS AS event_time,
      'authlog' AS dataset, CASE WHEN i % 2 = 0 THEN 'login.failed' ELSE 'login.success' END AS event_type,
      '192.0.2.' || i % 4 AS source_ip, '192.0.2.' || i % 4 AS attacker_ip, 'root' AS username
    FROM range(144) t(i)`);
  await connection.run(`
    INSERT INTO details BY NAME FROM (VALUES ('e000', 'echo root:secret | chpasswd', NULL, NULL, 'secret'), ('e002', NULL, 'GET', '/a', NULL))
      v(event_id, command, http_method, http_url, password)`);
  await connection.run(
    "INSERT INTO rule_hits BY NAME SELECT 'r''1' AS rule_id, event_id FROM events WHERE event_type = 'login.failed'"
  );
  await connection.run(`
    INSERT INTO alerts BY NAME FROM (VALUES
      ('a0', 'sigma', 'Refused', '192.0.2.0', TIMESTAMP '2026-03-02 00:00', TIMESTAMP '2026-03-02 00:40', 'T1110'),
      ('a2', 'sigma', 'Refused', '192.0.2.2', TIMESTAMP '2026-03-02 00:20', TIMESTAMP '2026-03-02 00:20', 'T1110'),
      ('b0', 'login', 'Refused', '192.0.2.0', TIMESTAMP '2026-03-02 00:00', TIMESTAMP '2026-03-02 00:40', 'T1110')
    ) v(alert_id, detector, finding, attacker_ip, first_time, last_time, technique)`);
  await connection.run(`
    INSERT INTO signatures BY NAME FROM (VALUES ('s1', 'T1190', 0), ('s2', 'T1190', 3), ('s3', NULL, 5)) v(signature_id, technique, hits)`);
  const businessHours = {days: [0], from: 9, to: 17};
  await connection.run(
    createLogsOfPublished({
      timeZone: "UTC",
      businessHours,
      country: null,
      from: start,
      to: start + 86_400_000
    })
  );
});

describe("the published hits of a rule", () => {
  it("are counted in steps that begin on the hour", async () => {
    const steps = await rows(hitStepsQuery("r'1", 60));
    expect(steps).toHaveLength(24);
    expect(steps[0]).toEqual({time: start, hits: 3});
    expect(steps.reduce((sum, {hits}) => sum + Number(hits), 0)).toBe(72);
  });

  it("come first to last, each with the alert of the rule that stands for it", async () => {
    const hits = await rows(hitsQuery("r'1", "Refused"));
    expect(hits).toHaveLength(shownHits);
    expect(hits.slice(0, 4)).toMatchObject([
      {event_id: "e000", alert_id: "a0", what: "echo root:secret | chpasswd", password: "secret"},
      {event_id: "e002", alert_id: "a2", what: "GET /a"},
      {event_id: "e004", alert_id: "a0", what: null},
      {event_id: "e006", alert_id: null}
    ]);
    expect(await rows(hitsQuery("another", "Refused"))).toEqual([]);
  });
});

it("a rule run over the published tables hits what is published, and is told the same way", async () => {
  const {rules} = checkRules(
    "title: Refused\nlogsource: {product: flowbook, category: authentication}\ndetection:\n  s: {login: failed}\n  condition: s\n"
  );
  for (let i = 0; i < 2; i++) await rows({sql: runStatement(rules[0]?.sql ?? "")});
  expect(await rows(liveCountQuery)).toEqual([{hits: 72, attackers: 2, accounts: 1}]);
  expect(await rows(liveStepsQuery(60))).toEqual(await rows(hitStepsQuery("r'1", 60)));
  const ids = (hits: readonly Record<string, unknown>[]) => hits.map(({event_id}) => event_id);
  expect(ids(await rows(liveHitsQuery))).toEqual(ids(await rows(hitsQuery("r'1", "Refused"))));
});

it("payload signatures count as looking whether they found something or not, and others by their alerts", async () => {
  expect(await rows(otherCoverQuery)).toEqual([
    {detector: "login", technique: "T1110", patterns: null, alerts: 1},
    {detector: "payload", technique: "T1190", patterns: 2, alerts: 3}
  ]);
});
