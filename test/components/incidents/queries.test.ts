import {beforeAll, describe, expect, it} from "vitest";
import {beaconsQuery} from "../../../src/components/incidents/beacon.js";
import {campaignsQuery, membersQuery} from "../../../src/components/incidents/campaign.js";
import {incidentQuery, incidentsQuery} from "../../../src/components/incidents/incident.js";
import {aboutTargetsQuery, acceptedLoginsQuery} from "../../../src/components/incidents/incident-about.js";
import {alertStepsQuery, alertsOfQuery} from "../../../src/components/incidents/incident-alerts.js";
import {hitsQuery, listsQuery} from "../../../src/components/incidents/known-bad.js";
import {type RiskRow, risksQuery, siteRisksQuery, toSources} from "../../../src/components/incidents/risk.js";
import {sequencesQuery} from "../../../src/components/incidents/sequence.js";
import type {Selection} from "../../../src/engine/selection.js";
import type {Query} from "../../../src/engine/sql.js";
import {createPublishedTables} from "../../published-tables.js";

const start = Date.UTC(2026, 2, 2);
const hour = 3_600_000;
const day: Selection = {from: start, to: start + 24 * hour, datasets: [], severities: [], sources: []};

let rows: (query: Query) => Promise<Record<string, unknown>[]>;
const ids = async (query: Query) => (await rows(query)).map(row => row.incident_id);

const at = (hours: number) => `epoch_ms(${start + Math.round(hours * 60) * 60_000})`;

beforeAll(async () => {
  const published = await createPublishedTables();
  const {connection} = published;
  rows = published.rows;
  // From the hour to the hour, severity, whether it got in, detectors.
  await connection.run(`
    INSERT INTO incidents BY NAME FROM (VALUES
      ('before', NULL, ${at(-3)}, ${at(-0.5)}, 'critical', NULL, 'sigma'),
      ('into', 'c1', ${at(-1)}, ${at(1)}, 'high', NULL, 'sigma'),
      ('alone', NULL, ${at(2)}, ${at(3)}, 'high', NULL, 'knn,sigma'),
      ('got-in', 'c1', ${at(4)}, ${at(5)}, 'high', true, 'login'),
      ('grave', 'c2', ${at(6)}, ${at(7)}, 'critical', false, 'knn'),
      ('later', 'c2', ${at(30)}, ${at(31)}, 'medium', NULL, 'knn')
    ) v(incident_id, campaign_id, first_time, last_time, severity, succeeded, detectors)`);
  await connection.run(`
    INSERT INTO campaigns BY NAME FROM (VALUES
      ('c1', 'high', '[{"tactic":"impact"}]', 2, ${at(-1)}), ('c2', 'critical', '[]', 2, ${at(6)})
    ) v(campaign_id, severity, stages, incidents, first_time)`);
  await connection.run(`
    INSERT INTO alerts BY NAME FROM (VALUES
      ('a', 'alone', 'cowrie', '198.51.100.1', '198.51.100.1', ${at(2)}, 'knn', 'high'),
      ('b', 'alone', 'cowrie', '198.51.100.1', '198.51.100.1', ${at(2.01)}, 'knn', 'high'),
      ('c', 'alone', 'suricata', '192.0.2.1', '198.51.100.1', ${at(2.9)}, 'sigma', 'critical'),
      ('d', 'grave', 'suricata', '198.51.100.2', '198.51.100.2', ${at(6)}, 'knn', 'critical')
    ) v(alert_id, incident_id, dataset, source_ip, attacker_ip, event_time, detector, severity)`);
  await connection.run("UPDATE alerts SET first_time = event_time, last_time = event_time");
  await connection.run(`
    INSERT INTO risks BY NAME
    SELECT '198.51.100.' || i AS address, 100 - i * 10.0 AS risk,
      CASE WHEN i < 3 THEN 'critical' ELSE 'medium' END AS threat_level,
      ${at(1)} AS first_time, ${at(2)} AS last_time, i AS alerts, 1 AS incidents
    FROM range(1, 6) t(i)`);
  await connection.run(`
    INSERT INTO risk_parts SELECT address, part, 'it''s', risk * share
    FROM risks, (VALUES ('success', 0.25), ('strongest detector', 0.75)) v(part, share)`);
  await connection.run(
    "INSERT INTO hosts BY NAME SELECT '198.51.100.1' AS address, 'gate.example' AS host_name, 'TLS' AS host_name_from"
  );
  await connection.run(
    "INSERT INTO reputation BY NAME SELECT 'address' AS kind, '198.51.100.2' AS value, true AS known, 9 AS malicious, 90 AS reports"
  );
  await connection.run(`
    INSERT INTO beacons BY NAME FROM (VALUES
      ('irregular', '192.0.2.1', false, NULL, 0.9), ('allowed', '192.0.2.2', true, 'updates', 0.9),
      ('strong', '192.0.2.3', true, NULL, 0.8), ('weak', '192.0.2.3', true, NULL, 0.2)
    ) v(pair_id, source_ip, is_beacon, allowed_by, threat), (SELECT ${at(1)} AS first_time, ${at(9)} AS last_time)`);
  await connection.run(`
    INSERT INTO sequences BY NAME
    SELECT 'commands' AS kind, 'cowrie' AS dataset, 'h' || i AS who, ${at(1)} AS first_time, ${at(2)} AS last_time,
      'cd › step ' || i // 3 AS steps, 7 AS first_step, '8,7' AS surprising, 'name ' || i AS worst_step, i / 100.0 AS score, CASE WHEN i > 15 THEN 2 ELSE 0 END AS level
    FROM range(20) t(i)`);
  await connection.run(`
    INSERT INTO sequences BY NAME
    SELECT 'ports' AS kind, 'suricata' AS dataset, 'port' AS who, ${at(1)} AS first_time, ${at(2)} AS last_time,
      '22 › 80' AS steps, 0 AS first_step, '1' AS surprising, 0 AS level`);
  // The source of one incident was let in on a host that its log names, and met two targets.
  await connection.run(`
    INSERT INTO events BY NAME FROM (VALUES
      ('l1', 'authlog', 'login.accepted', '198.51.100.1', NULL, NULL, 'app', 'anna', ${at(2.2)}, 'low'),
      ('l2', 'authlog', 'login.accepted', '198.51.100.1', NULL, NULL, 'app', 'anna', ${at(2.3)}, 'low'),
      ('l3', 'authlog', 'login.accepted', '198.51.100.1', NULL, NULL, 'app', 'late', ${at(9)}, 'none'),
      ('l4', 'authlog', 'login.failed', '198.51.100.1', NULL, NULL, 'app', 'bob', ${at(2.2)}, 'none'),
      ('l5', 'cowrie', 'cowrie.login.success', '198.51.100.1', NULL, '10.0.0.9', 'pot', 'root', ${at(2.2)}, 'none'),
      ('l6', 'authlog', 'login.accepted', '192.0.2.99', NULL, NULL, 'app', 'other', ${at(2.2)}, 'none'),
      ('t1', 'suricata', 'alert', '198.51.100.1', '198.51.100.1', '10.0.0.5', 's', NULL, ${at(2.2)}, 'high'),
      ('t2', 'suricata', 'alert', '198.51.100.1', '198.51.100.1', '10.0.0.5', 's', NULL, ${at(2.3)}, 'high'),
      ('t3', 'suricata', 'alert', '10.0.0.6', '198.51.100.1', '198.51.100.1', 's', NULL, ${at(2.4)}, 'low'),
      ('t4', 'suricata', 'flow', '198.51.100.1', '198.51.100.1', '10.0.0.7', 's', NULL, ${at(2.4)}, 'none')
    ) v(event_id, dataset, event_type, source_ip, attacker_ip, destination_ip, sensor, username, event_time, severity)`);
  await connection.run("CREATE VIEW event_measures AS SELECT event_id, sensor FROM events");
  await connection.run(`
    INSERT INTO indicator_hits BY NAME FROM (VALUES
      ('1', 'l', 7, 'domain', 'bad.example', 'dns_query'), ('1', 'l', 7, 'domain', 'bad.example', 'tls_sni'),
      ('2', 'l', 7, 'domain', 'bad.example', 'tls_sni'), ('2', 'l', 8, 'hash', 'ff', 'file_hash')
    ) v(event_id, list, line, kind, indicator, field)`);
});

describe("incidents", () => {
  it("are in when they overlap the window: by severity, then what got in, then by detectors", async () => {
    expect(await ids(incidentsQuery(day))).toEqual(["grave", "got-in", "alone", "into"]);
    expect(await ids(incidentsQuery(day, 1))).toEqual(["grave"]);
    expect(await ids(incidentsQuery({...day, from: start + hour, to: start + 2 * hour}))).toEqual(["into"]);
  });

  it("are chosen by their severity, and by their alerts' dataset and source together", async () => {
    expect(await ids(incidentsQuery({...day, severities: ["high"]}))).toEqual(["got-in", "alone", "into"]);
    expect(await ids(incidentsQuery({...day, datasets: ["suricata"]}))).toEqual(["grave", "alone"]);
    expect(await ids(incidentsQuery({...day, sources: ["192.0.2.1"]}))).toEqual(["alone"]);
    expect(await ids(incidentsQuery({...day, datasets: ["cowrie"], sources: ["198.51.100.2"]}))).toEqual([]);
  });

  it("are found by id whatever is selected, also by one that means to be SQL", async () => {
    expect(await ids(incidentQuery("later"))).toEqual(["later"]);
    expect(await ids(incidentQuery("' OR true --"))).toEqual([]);
  });

  it("count every alert once in their steps of time", async () => {
    expect(await rows(alertStepsQuery("alone", 10))).toEqual([
      {detector: "knn", severity: "high", time: start + 2 * hour, alerts: 2},
      {detector: "sigma", severity: "critical", time: start + 2 * hour + 50 * 60_000, alerts: 1}
    ]);
    expect((await rows(alertsOfQuery("alone"))).map(row => row.alert_id)).toEqual(["c", "a", "b"]);
  });
});

describe("whom and what an incident is about", () => {
  it("are the accounts and hosts that let its sources in meanwhile, honeypots left out", async () => {
    expect(await rows(acceptedLoginsQuery("alone"))).toEqual([
      {
        username: "anna",
        host: "app",
        source_ip: "198.51.100.1",
        event_time: new Date(start + 2.2 * hour),
        logins: 2,
        pairs: 1
      }
    ]);
    expect(await rows(acceptedLoginsQuery("' OR true --"))).toEqual([]);
  });

  it("are the targets of its sources' anomalous events, the most frequent first", async () => {
    expect(await rows(aboutTargetsQuery("alone"))).toEqual([
      {target: "10.0.0.5", events: 2, all_targets: 2},
      {target: "10.0.0.6", events: 1, all_targets: 2}
    ]);
  });
});

describe("campaigns", () => {
  it("are those of selected incidents, with all of their incidents", async () => {
    const found = await rows(campaignsQuery(day));
    expect(found.map(row => row.campaign_id)).toEqual(["c2", "c1"]);
    expect(await ids(membersQuery(day))).toEqual(["into", "got-in", "grave", "later"]);
    expect(await ids(membersQuery({...day, severities: ["critical"]}))).toEqual(["grave", "later"]);
  });
});

describe("risks", () => {
  it("come highest first with parts that add up, and count all sources of the selection", async () => {
    const found = (await rows(risksQuery(day, 2))) as object[] as RiskRow[];
    const sources = toSources(found);
    expect(sources.map(({address}) => address)).toEqual(["198.51.100.1", "198.51.100.2"]);
    for (const {parts, risk} of sources) {
      expect(parts.reduce((sum, part) => sum + part.points, 0)).toBeCloseTo(risk, 9);
      expect(parts.map(({part}) => part)).toEqual(["strongest detector", "success"]);
    }
    expect(sources[0]).toMatchObject({all_sources: 5, grave_sources: 2, host_name: "gate.example"});
    expect(sources[1]).toMatchObject({malicious: 9, reports: 90, host_name: null});
  });

  it("follow threat level, source and window", async () => {
    const addresses = async (selection: Selection) =>
      toSources((await rows(risksQuery(selection))) as object[] as RiskRow[]).map(({address}) => address);
    expect(await addresses({...day, severities: ["medium"]})).toHaveLength(3);
    expect(await addresses({...day, sources: ["198.51.100.4"]})).toEqual(["198.51.100.4"]);
    expect(await addresses({...day, from: start + 3 * hour})).toEqual([]);
    expect(await rows(siteRisksQuery)).toEqual([]);
  });
});

describe("patterns", () => {
  it("beacons: those that no list allows first, then the allowed, then what is none", async () => {
    const found = (await rows(beaconsQuery(day))).map(row => row.pair_id);
    expect(found).toEqual(["strong", "weak", "allowed", "irregular"]);
    const one = await rows(beaconsQuery({...day, sources: ["192.0.2.2"]}));
    expect(one.map(row => row.pair_id)).toEqual(["allowed"]);
  });

  it("sequences: of each kind those that alert, no two of which surprise by the same step", async () => {
    const found = await rows(sequencesQuery(day));
    expect(found.map(row => row.who)).toEqual(["h19", "h17", "port"]);
    expect(found[0]).toMatchObject({
      alike: 2,
      all_sequences: 21,
      alerting: 4,
      kind_sequences: 20,
      kind_alerting: 4
    });
    // Of a kind that none alerts of, one row carries the counts.
    expect(found[2]).toMatchObject({kind: "ports", level: 0, kind_sequences: 1, kind_alerting: 0});
  });

  it("indicators: each with its events once, however many fields hold it", async () => {
    expect(await rows(hitsQuery)).toEqual([
      {list: "l", kind: "domain", indicator: "bad.example", line: 7, fields: "dns_query, tls_sni", events: 2},
      {list: "l", kind: "hash", indicator: "ff", line: 8, fields: "file_hash", events: 1}
    ]);
    expect(await rows(listsQuery)).toEqual([]);
  });
});
