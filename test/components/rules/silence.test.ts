import {beforeAll, describe, expect, it} from "vitest";
import {checkRules} from "../../../src/components/rules/check-rules.js";
import {liveCountQuery, runStatement} from "../../../src/components/rules/hits.js";
import {findSilence} from "../../../src/components/rules/silence.js";
import {planSilence} from "../../../src/components/rules/silence-plan.js";
import {createLogsOfPublished} from "../../../src/engine/build/logs.js";
import {createPublishedTables, type PublishedTables} from "../../published-tables.js";

let published: PublishedTables;

// Ninety logins in the server's log: twenty by no address, and no flow at all.
beforeAll(async () => {
  published = await createPublishedTables();
  await published.connection.run(`
    INSERT INTO events BY NAME
    SELECT 'e' || i AS event_id, (TIMESTAMP '2026-03-02' + i * INTERVAL 1 MINUTE)::TIMESTAMP_MS AS event_time, 'authlog' AS dataset,
      CASE WHEN i % 3 = 0 THEN 'login.failed' ELSE 'login.accepted' END AS event_type, CASE WHEN i < 70 THEN '192.0.2.1' END AS source_ip,
      CASE WHEN i < 70 THEN '192.0.2.1' END AS attacker_ip, 22 AS destination_port, 'SSH' AS app_protocol,
      'user' || i % 4 AS username
    FROM range(90) t(i)`);
  const from = Date.UTC(2026, 2, 2);
  await published.connection.run(
    createLogsOfPublished({
      timeZone: "UTC",
      businessHours: {days: [0], from: 9, to: 17},
      country: null,
      from,
      to: from + 86_400_000
    })
  );
});

const rule = (detection: string, category = "authentication") =>
  `title: T\nlogsource: {product: flowbook, category: ${category}}\ndetection:\n${detection}`;

async function silence(text: string, line = 1) {
  const plan = planSilence(text, line);
  return plan && (await findSilence(plan, published.rows));
}

describe("a rule without hits", () => {
  it("counts what each of its searches matches by itself", async () => {
    const text = rule(
      "  ssh: {destination_port: 22}\n  refused: {login: failed}\n  root: {username: root}\n  condition: ssh and refused and root\n"
    );
    expect(await silence(text)).toEqual({
      kind: "searches",
      total: 90,
      parts: [
        {name: "ssh", hits: 90},
        {name: "refused", hits: 30},
        {name: "root", hits: 0}
      ],
      absent: []
    });
  });

  it("counts the fields where there is but one search", async () => {
    const text = rule("  s:\n    username|endswith: '3'\n    destination_port: 23\n  condition: s\n");
    expect(await silence(text)).toMatchObject({
      kind: "fields",
      parts: [
        {name: "username|endswith", hits: 22},
        {name: "destination_port", hits: 0}
      ]
    });
  });

  it("says of what nothing is recorded", async () => {
    const text =
      "title: T\nlogsource: {product: linux, service: sshd}\ndetection:\n  s: {user: nobody}\n  t: {nonsense: 4}\n  condition: s or t\n";
    expect((await silence(text))?.parts).toEqual([
      {name: "s", hits: 0},
      {name: "t", hits: null}
    ]);
  });

  it("says which values a field has instead of one that never occurs", async () => {
    const found = await silence(
      rule("  s:\n    service: [SHS, ssh]\n    username: nobody\n  condition: s\n")
    );
    // Accounts are what somebody typed, of which there is no list to choose from.
    expect(found?.absent).toEqual([{field: "service", wanted: ["SHS"], present: ["SSH"]}]);
    const excluded = await silence(
      rule("  s: {username: nobody}\n  t: {service: SHS}\n  condition: s and not t\n")
    );
    expect(excluded?.absent).toEqual([]);
  });

  it("whose log source has no event says so, and nothing of its values", async () => {
    expect(await silence(rule("  s: {protocol: TCP}\n  condition: s\n", "flow"))).toMatchObject({
      total: 0,
      absent: []
    });
  });

  it("may be full of quotes, and stand behind another", async () => {
    const text = `${rule("  s: {username: root}\n  condition: s\n")}---\n${rule(
      '  "a\'; DROP TABLE events; --": {service: "x\'; DROP TABLE events; --"}\n  condition: 1 of a*\n'
    )}`;
    const found = await silence(text, 7);
    expect(found?.parts).toEqual([{name: "a'; DROP TABLE events; --", hits: 0}]);
    expect(found?.absent[0]?.wanted).toEqual(["x'; DROP TABLE events; --"]);
  });

  it("that counts others, or does not run here, is not explained", async () => {
    const correlation =
      "title: C\ncorrelation: {type: event_count, rules: [t], group-by: [source_ip], timespan: 1h, condition: {gte: 9}}\n";
    expect(planSilence(correlation, 1)).toBe(null);
    expect(
      planSilence("title: W\nlogsource: {product: windows}\ndetection:\n  s: {a: b}\n  condition: s\n", 1)
    ).toBe(null);
    expect(planSilence("", 1)).toBe(null);
  });
});

it("hits of logs without an address have no number of attackers, but of accounts", async () => {
  const run = async (where: string) => {
    const [checked] = checkRules(rule(`  s: {${where}}\n  condition: s\n`)).rules;
    await published.rows({sql: runStatement(checked?.sql ?? "")});
    return (await published.rows(liveCountQuery))[0];
  };
  expect(await run("source_ip|exists: false")).toEqual({hits: 20, attackers: null, accounts: 4});
  expect(await run("source_ip|exists: true")).toMatchObject({hits: 70, attackers: 1});
  expect(await run("username: root")).toEqual({hits: 0, attackers: 0, accounts: 0});
});
