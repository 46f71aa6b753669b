import {beforeAll, describe, expect, it} from "vitest";
import {explainedAlertsQuery} from "../../../src/components/investigate/explanation-queries.js";
import {alertsInScopeQuery, foundGroupsQuery} from "../../../src/components/investigate/findings-queries.js";
import {
  askedNamesQuery,
  listHitsQuery,
  scopeBeaconsQuery
} from "../../../src/components/investigate/intelligence-queries.js";
import {subjectKinds} from "../../../src/components/investigate/investigate-address.js";
import {payloadHitsQuery, payloadsQuery} from "../../../src/components/investigate/payload-queries.js";
import {
  passwordsQuery,
  rawEventsQuery,
  rawLinesQueries
} from "../../../src/components/investigate/raw-queries.js";
import {
  adviceQuery,
  alertFactsQuery,
  factsQuery,
  sessionFactsQuery
} from "../../../src/components/investigate/recommendation-queries.js";
import {
  isNeighbour,
  leftOutQuery,
  neighboursQuery,
  pairDivider,
  relatedQuery,
  relationKinds
} from "../../../src/components/investigate/related-queries.js";
import type {Scope} from "../../../src/components/investigate/scope.js";
import {scopeSessionsQuery} from "../../../src/components/investigate/session-queries.js";
import {findQuery, startQuery} from "../../../src/components/investigate/start-queries.js";
import {sourceQuery, subjectName, subjectSourcesQuery} from "../../../src/components/investigate/subject.js";
import {
  attackTypesQuery,
  detectorsQuery,
  hostQuery,
  reputationQuery,
  sessionCountQuery,
  severitiesQuery,
  stylesQuery,
  techniquesQuery,
  totalsQuery
} from "../../../src/components/investigate/summary-queries.js";
import {hitCountQuery, tabCountsQuery} from "../../../src/components/investigate/tab-counts.js";
import {
  eventPageQuery,
  gravestTimeQuery,
  laneAlertsQuery,
  laneStep,
  lanesQuery,
  spanQuery
} from "../../../src/components/investigate/timeline-queries.js";
import type {Query} from "../../../src/engine/sql.js";
import {createPublishedTables} from "../../published-tables.js";

const start = Date.UTC(2026, 2, 2);
const minute = 60_000;
const at = (minutes: number) => `epoch_ms(${start + minutes * minute})`;
const range = {from: start, to: start + 60 * minute};

let rows: (query: Query) => Promise<Record<string, unknown>[]>;

const scope = (part: Partial<Scope>): Scope => ({
  kind: "source",
  id: "198.51.100.1",
  address: "198.51.100.1",
  sources: 1,
  isTarget: false,
  ...part
});
const one = scope({});
const incident = scope({kind: "incident", id: "i1", address: null, sources: 2});
const incidentOfOne = scope({kind: "incident", id: "i1", address: "198.51.100.2", sources: 2});
const campaign = scope({kind: "campaign", id: "c1", address: null, sources: 2});
const alert = scope({kind: "alert", id: "a1"});
const nobody = scope({kind: "incident", id: "i2", address: null, sources: 0});
const target = scope({id: "10.0.0.1", address: "10.0.0.1", isTarget: true});
const scopes = [one, incident, incidentOfOne, campaign, alert, nobody, target];

beforeAll(async () => {
  const published = await createPublishedTables();
  const {connection} = published;
  rows = published.rows;
  await connection.run("CREATE VIEW session_details AS SELECT * FROM details");
  for (let shard = 0; shard < 8; ++shard)
    await connection.run(`CREATE VIEW raw_${shard} AS SELECT * FROM raw WHERE event_id[1] = '${shard * 2}'`);
  // Sources 1 and 2 share a rare pair and, with sources 3 to 40, a pair that everybody tries.
  await connection.run(`
    INSERT INTO events BY NAME FROM (VALUES
      ('0a', ${at(1)}, 'cowrie', 'login', '198.51.100.1', '10.0.0.1', 22, 'blocked', '198.51.100.1', 'root', 'brute force', 0.9, 'high'),
      ('0b', ${at(2)}, 'cowrie', 'login', '198.51.100.1', '10.0.0.1', 22, 'allowed', NULL, 'o''neill', NULL, NULL, 'none'),
      ('2c', ${at(3)}, 'suricata', 'flow', '198.51.100.1', '10.0.0.2', 80, NULL, '198.51.100.1', NULL, NULL, 0.6, 'low'),
      ('4d', ${at(30)}, 'cowrie', 'login', '198.51.100.2', '10.0.0.1', 22, 'blocked', '198.51.100.2', 'root', NULL, NULL, 'medium'),
      ('6e', ${at(31)}, 'suricata', 'alert', '10.0.0.3', '198.51.100.1', 443, NULL, '198.51.100.1', NULL, NULL, NULL, 'medium'),
      ('8f', ${at(32)}, 'authlog', 'login.accepted', NULL, NULL, NULL, 'allowed', NULL, 'eve', NULL, NULL, 'medium')
    ) v(event_id, event_time, dataset, event_type, source_ip, destination_ip, destination_port, action, attacker_ip,
        username, attack_type, anomaly_score, severity)`);
  await connection.run(`
    INSERT INTO events BY NAME
    SELECT 'f' || i AS event_id, ${at(5)} AS event_time, 'cowrie' AS dataset, '203.0.113.' || i AS source_ip, 'root' AS username,
      'none' AS severity
    FROM range(3, 41) t(i)`);
  await connection.run(`
    INSERT INTO details BY NAME FROM (VALUES
      ('0a', 'everybody', NULL, NULL, 'h1', NULL), ('0b', 'it''s rare', 'wget http://x/\u202e', '/a?q=1', NULL, 'f1'),
      ('2c', NULL, NULL, '/a?q=%27+or+1=1', NULL, NULL), ('4d', 'it''s rare', NULL, NULL, 'h1', 'f1')
    ) v(event_id, password, command, http_url, hassh, file_hash)`);
  await connection.run(
    "INSERT INTO details BY NAME SELECT 'f' || i AS event_id, 'everybody' AS password FROM range(3, 41) t(i)"
  );
  await connection.run("UPDATE events SET username = 'o''neill' WHERE event_id = '4d'");
  await connection.run(`
    INSERT INTO alerts BY NAME FROM (VALUES
      ('a1', '0a', ${at(1)}, 'cowrie', '198.51.100.1', 'i1', 'sigma', 'guessing', 'T1110', 0.9, 'high', 3),
      ('a2', '2c', ${at(3)}, 'suricata', '198.51.100.1', 'i1', 'knn', 'odd', NULL, 0.6, 'low', 1),
      ('a3', '4d', ${at(30)}, 'cowrie', '198.51.100.2', 'i1', 'sigma', 'guessing', 'T1110', NULL, 'medium', 2),
      ('a4', '8f', ${at(32)}, 'authlog', NULL, 'i2', 'login', 'odd login', 'T1078', NULL, 'medium', 1),
      ('a5', '0a', ${at(1)}, 'cowrie', '198.51.100.1', 'i3', 'honeypot', 'visit', NULL, 0.9, 'low', 1)
    ) v(alert_id, event_id, event_time, dataset, attacker_ip, incident_id, detector, finding, technique, anomaly_score,
        severity, event_count)`);
  await connection.run(
    "UPDATE alerts SET first_time = event_time, last_time = event_time, finding_alerts = 1, source_ip = attacker_ip"
  );
  await connection.run(`
    INSERT INTO incidents BY NAME FROM (VALUES
      ('i1', 'c1', 'high', 'automated', 'a thousand a minute', true, 'sigma,knn', ${at(30)}),
      ('i2', NULL, 'medium', 'unknown', NULL, NULL, 'login', ${at(32)}),
      ('i3', NULL, 'low', 'automated', 'as fast', false, 'honeypot', ${at(1)})
    ) v(incident_id, campaign_id, severity, style, style_evidence, succeeded, detectors, last_time)`);
  await connection.run(
    "INSERT INTO campaigns BY NAME SELECT 'c1' AS campaign_id, 'high' AS severity, '[]' AS stages, 1 AS incidents"
  );
  await connection.run(`
    INSERT INTO sources BY NAME FROM (VALUES
      ('198.51.100.1', 4, 'high'), ('198.51.100.2', 1, 'medium'), ('198.51.10.9', 0, NULL), ('198.51.100.77', 0, NULL)
    ) v(address, alerts, severity)`);
  await connection.run(
    "INSERT INTO risks BY NAME SELECT '198.51.100.2' AS address, 70 AS risk, 'high' AS threat_level, 1 AS alerts"
  );
  await connection.run(`
    INSERT INTO sessions BY NAME FROM (VALUES ('s1', '198.51.100.1', 'h1', 2, 1), ('s2', '198.51.100.2', 'h1', 0, 2))
      v(session_id, source_ip, hassh, commands, rank)`);
  await connection.run(
    "INSERT INTO signatures BY NAME SELECT 's' AS signature_id, 'high' AS level, 'injection' AS title, 'or' AS patterns"
  );
  await connection.run("INSERT INTO signature_hits VALUES ('2c', 's', 'http_url', '/a?q='' or 1=1')");
  await connection.run(
    "INSERT INTO indicator_hits VALUES ('0a', 'bad', 7, 'address', '198.51.100.1', 'source_ip', '198.51.100.1')"
  );
  await connection.run(
    "INSERT INTO beacons BY NAME SELECT 'b' AS pair_id, '10.0.0.3' AS source_ip, '198.51.100.1' AS destination_ip, true AS is_beacon, 9 AS calls"
  );
  await connection.run("INSERT INTO raw VALUES ('0a', 'x.json', 1, '{}'), ('2c', 'y.json', 2, '{\"a\":1}')");
});

describe("every query of the page", () => {
  it("runs in every scope, those with quotes in their ids included", async () => {
    for (const known of [...scopes, scope({id: "'; --", address: "'; --"})]) {
      const queries = [
        explainedAlertsQuery(known),
        alertsInScopeQuery(known),
        foundGroupsQuery(known),
        askedNamesQuery(known),
        listHitsQuery(known),
        scopeBeaconsQuery(known),
        payloadsQuery(known),
        rawEventsQuery(known, 0),
        adviceQuery(known),
        alertFactsQuery(known),
        factsQuery(known),
        sessionFactsQuery(known),
        ...relationKinds.flatMap(kind => [relatedQuery(known, kind), leftOutQuery(known, kind)]),
        scopeSessionsQuery(known),
        attackTypesQuery(known),
        detectorsQuery(known),
        sessionCountQuery(known),
        severitiesQuery(known),
        stylesQuery(known),
        techniquesQuery(known),
        totalsQuery(known),
        eventPageQuery(known, range, 0),
        gravestTimeQuery(known),
        hitCountQuery(known),
        tabCountsQuery(known),
        laneAlertsQuery(known, range),
        lanesQuery(known, range),
        spanQuery(known)
      ];
      for (const query of queries) await expect(rows(query), query.sql).resolves.toBeInstanceOf(Array);
    }
    for (const kind of subjectKinds) {
      await rows(startQuery(kind));
      await rows(subjectSourcesQuery({kind, id: "it's"}));
    }
    for (const query of [
      hostQuery("x"),
      reputationQuery("x"),
      sourceQuery("x"),
      payloadHitsQuery([]),
      passwordsQuery([])
    ])
      expect(await rows(query)).toEqual([]);
  });
});

describe("a scope", () => {
  const events = async (known: Scope) => (await rows(totalsQuery(known)))[0]?.all_events;
  const told = async (known: Scope) => (await rows(alertsInScopeQuery(known))).map(row => row.alert_id);

  it("of a source has the events that it began or is held responsible for, and the alerts about it", async () => {
    expect(await events(one)).toBe(4);
    expect(await told(one)).toEqual(["a1", "a5", "a2"]);
  });

  it("of an incident has its own alerts, and all events of its sources, or of the one chosen", async () => {
    expect(await events(incident)).toBe(5);
    expect(await told(incident)).toEqual(["a1", "a3", "a2"]);
    expect(await events(incidentOfOne)).toBe(1);
    expect(await told(incidentOfOne)).toEqual(["a3"]);
    expect(await told(campaign)).toEqual(await told(incident));
  });

  it("without any source has the events that its alerts tell of", async () => {
    expect(await events(nobody)).toBe(1);
    expect(await told(nobody)).toEqual(["a4"]);
  });

  it("of a mere target has the events meant for it", async () => {
    expect(await events(target)).toBe(3);
  });

  it("adds up to blocked, allowed and undecided events, targets and ports", async () => {
    expect((await rows(totalsQuery(one)))[0]).toMatchObject({
      blocked: 1,
      allowed: 1,
      undecided: 2,
      targets: 3,
      ports: 3,
      datasets: 2,
      accounts: 2
    });
  });
});

describe("what is asked for", () => {
  it("is read from the address: alert, incident, campaign or source, and the first of several", () => {
    expect(subjectName("?alert=a1&tab=raw")).toEqual({kind: "alert", id: "a1"});
    expect(subjectName("?address=2001%3Adb8%3A%3A1")).toEqual({kind: "source", id: "2001:db8::1"});
    expect(subjectName("?incident=+&campaign=c")).toEqual({kind: "campaign", id: "c"});
    expect(subjectName("?source=198.51.100.1&tab=raw")).toBeNull();
  });

  it("has its sources, the riskiest first", async () => {
    const found = await rows(subjectSourcesQuery({kind: "incident", id: "i1"}));
    expect(found.map(({address, alerts, severity, risk}) => [address, alerts, severity, risk])).toEqual([
      ["198.51.100.2", 1, "medium", 70],
      ["198.51.100.1", 2, "high", null]
    ]);
  });

  it("is found by what was typed, whatever kind it is of", async () => {
    for (const [typed, kind] of [
      ["a1", "alert"],
      ["i1", "incident"],
      ["c1", "campaign"],
      ["198.51.100.1", "source"]
    ] as const)
      expect(await rows(findQuery(typed))).toEqual([{kind}]);
    expect(await rows(findQuery("' OR 1=1 --"))).toEqual([]);
  });
});

describe("findings", () => {
  it("are grouped by detector and finding, and lead to the strongest alert of each", async () => {
    const found = await rows(foundGroupsQuery(incident));
    expect(found.map(row => [row.detector, row.severity, row.told, row.strongest])).toEqual([
      ["sigma", "high", 1, "a1"],
      ["sigma", "medium", 1, "a3"],
      ["knn", "low", 1, "a2"]
    ]);
  });

  it("to be explained are told once per event, those scored highest first", async () => {
    expect((await rows(explainedAlertsQuery(one))).map(row => row.alert_id)).toEqual(["a1", "a2"]);
  });
});

describe("the timeline", () => {
  it("counts each event once, by data set, severity and step", async () => {
    const lanes = await rows(lanesQuery(one, range));
    expect(lanes.reduce((sum, row) => sum + Number(row.told), 0)).toBe(4);
    const ms = laneStep(range);
    for (const {time} of lanes) expect(Number(time) % ms).toBe(0);
    expect(await rows(lanesQuery(one, {from: start + 2 * minute, to: start + 3 * minute}))).toHaveLength(1);
  });

  it("has steps of which any stretch holds no more than can be drawn", () => {
    for (const hours of [0.01, 1, 24, 24 * 7, 24 * 365]) {
      const to = start + hours * 3_600_000;
      expect((to - start) / laneStep({from: start, to})).toBeLessThanOrEqual(170);
    }
  });

  it("lists events in order of time, page after page", async () => {
    const ids = (await rows(eventPageQuery(one, range, 0))).map(row => row.event_id);
    expect(ids).toEqual(["0a", "0b", "2c", "6e"]);
    expect(await rows(eventPageQuery(one, range, 1))).toEqual([]);
  });
});

describe("the page of events", () => {
  it("names the detectors that give an event its severity, and no lesser ones", async () => {
    const said = (await rows(eventPageQuery(one, range, 0))).map(row => [row.event_id, row.said_by]);
    // The payload signature of 2c says high, the event is low: only the model says that.
    expect(said).toEqual([
      ["0a", "sigma"],
      ["0b", null],
      ["2c", "knn"],
      ["6e", null]
    ]);
  });
});

it("tabs are counted: alerts, sessions, pairs that call, and events' hits on lists", async () => {
  expect(await rows(tabCountsQuery(one))).toEqual([{alerts: 3, visits: 1, pairs: 1}]);
  expect(await rows(tabCountsQuery(target))).toEqual([{alerts: 0, visits: 0, pairs: 0}]);
  expect(await rows(hitCountQuery(one))).toEqual([{hits: 1}]);
  expect(await rows(hitCountQuery(nobody))).toEqual([{hits: 0}]);
});

describe("payloads", () => {
  it("stand each once, first what a signature matched", async () => {
    const found = await rows(payloadsQuery(one));
    expect(found.map(row => [row.field, row.hits])).toEqual([
      ["http_url", 1],
      ["command", 0],
      ["http_url", 0]
    ]);
    const hits = await rows(payloadHitsQuery(found.map(row => String(row.event_id))));
    expect(hits.map(row => [row.event_id, row.title])).toEqual([["2c", "injection"]]);
  });
});

describe("original lines", () => {
  it("are read from the shards that hold them, the strongest event first", async () => {
    const ids = (await rows(rawEventsQuery(one, 0))).map(row => String(row.event_id));
    expect(ids).toEqual(["0a", "6e", "2c", "0b"]);
    const lines = await Promise.all(rawLinesQueries(["0a", "2c"]).map(rows));
    expect(lines.flat().map(row => row.raw)).toEqual(["{}", '{"a":1}']);
    expect(await rows(passwordsQuery(["0a"]))).toEqual([{event_id: "0a", password: "everybody"}]);
  });
});

describe("related sources", () => {
  it("share a rare pair of credentials, never one that everybody tries", async () => {
    expect(await rows(relatedQuery(one, "credentials"))).toEqual([
      {address: "198.51.100.2", shared: 1, evidence: `o'neill${pairDivider}it's rare`, holders: 2, in_all: 1}
    ]);
    expect(await rows(leftOutQuery(one, "credentials"))).toEqual([
      {own_values: 2, left_out: 1, having_any: 40, most: 5}
    ]);
  });

  it("share a fingerprint or a file", async () => {
    for (const kind of ["hassh", "file"] as const)
      expect(
        (await rows(relatedQuery(one, kind))).map(row => row.address),
        kind
      ).toEqual(["198.51.100.2"]);
    expect(await rows(relatedQuery(incident, "hassh"))).toEqual([]);
  });

  it("of the same /24 are exactly those", async () => {
    expect((await rows(neighboursQuery("198.51.100.1"))).map(row => row.address)).toEqual([
      "198.51.100.2",
      "198.51.100.77"
    ]);
    expect(await rows(neighboursQuery("user@host"))).toEqual([]);
    expect(isNeighbour("198.51.100.1", "198.51.10.9")).toBe(false);
    expect(isNeighbour("2001:db8:0:1::5", "2001:db8::1:0:0:0:9")).toBe(true);
    expect(isNeighbour("2001:db8:0:1::5", "2001:db8:0:2::5")).toBe(false);
    expect(isNeighbour("198.51.100.1", "no address")).toBe(false);
  });
});

it("what calls for something is counted: logins that got in, grave alerts, files, listed values", async () => {
  expect((await rows(alertFactsQuery(one)))[0]).toEqual({grave: 1, told: 3, honeypot: 2, got_in: 1});
  expect((await rows(sessionFactsQuery(one)))[0]).toEqual({typed: 1, files: 1});
  expect((await rows(factsQuery(nobody)))[0]).toMatchObject({accounts: "eve", allowed: 1});
  expect(await rows(listHitsQuery(one))).toMatchObject([{list: "bad", line: 7, told: 1}]);
  expect((await rows(scopeBeaconsQuery(one))).map(row => row.pair_id)).toEqual(["b"]);
  expect((await rows(adviceQuery(one))).map(row => row.incident_id)).toEqual(["i1", "i3"]);
});
