import {DuckDBInstance} from "@duckdb/node-api";
import {beforeAll, describe, expect, it} from "vitest";
import {type Attacker, attackersQuery} from "../../../src/components/overview/attackers.js";
import type {Selection} from "../../../src/engine/selection.js";
import {inlineParams} from "../../../src/engine/sql.js";
import {alerts, risks, sources} from "../../../src/engine/tables.js";

const start = Date.UTC(2026, 2, 2);
const selection: Selection = {
  from: start,
  to: start + 86_400_000,
  datasets: [],
  severities: [],
  sources: []
};

let ranked: readonly Attacker[];

/** An alert about an attacker: how grave, what, and the port it reached for. */
const happened: readonly (readonly [string, string, string, number])[] = [
  ["192.0.2.7", "medium", "Got in", 22],
  ["198.51.100.1", "high", "Scan", 22],
  ["198.51.100.1", "high", "Scan", 22],
  ["198.51.100.1", "high", "Scan", 22],
  ["198.51.100.2", "high", "Scan", 80],
  ["198.51.100.2", "low", "It's a \u202etrick", 80],
  ["192.0.2.50", "critical", "Unusual SSH flow", 22],
  ["192.0.2.50", "medium", "Unusual SMB flow", 445]
];

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const {name, columns} of [alerts, risks, sources]) {
    await connection.run(`CREATE TABLE ${name} (${columns.map(c => `${c.name} ${c.type}`).join(", ")})`);
  }
  for (const [attacker, severity, finding, port] of happened) {
    await connection.run(
      `INSERT INTO alerts (event_time, dataset, attacker_ip, source_ip, severity, finding, destination_port)
       VALUES (epoch_ms(${start}), 'suricata', $1, $1, $2, $3, $4)`,
      [attacker, severity, finding, port]
    );
  }
  await connection.run(
    "INSERT INTO sources (address, site, is_private) VALUES ('192.0.2.50', 'Library', false)"
  );
  await connection.run("INSERT INTO risks (address, risk) VALUES ('192.0.2.7', 84.8)");
  const reader = await connection.runAndReadAll(inlineParams(attackersQuery(selection, 5)));
  ranked = reader.getRowObjectsJS() as object[] as Attacker[];
});

describe("attackers", () => {
  it("come by their risk, then by their gravest alert and how many different things they did, never by volume", () => {
    expect(ranked.map(({attacker_ip}) => attacker_ip)).toEqual([
      "192.0.2.7",
      "192.0.2.50",
      "198.51.100.2",
      "198.51.100.1"
    ]);
  });

  it("carry what was found, how often, what they reached for and where they are", () => {
    expect(ranked[0]).toMatchObject({risk: 84.8, severity: "medium"});
    expect(ranked[1]).toMatchObject({
      risk: null,
      severity: "critical",
      finding: "Unusual SSH flow",
      findings: 2n,
      service: "SSH",
      services: 2n,
      critical: 1n,
      alerts: 2n,
      as_source: 2n,
      site: "Library"
    });
  });
});
