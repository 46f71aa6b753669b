import {DuckDBInstance} from "@duckdb/node-api";
import {describe, expect, it} from "vitest";
import {triageFinding} from "../../../src/components/decisions/TriageTable.js";
import {type TriageRow, triageQuery, withElsewhere} from "../../../src/components/decisions/triage.js";
import type {Act} from "../../../src/engine/decisions/decision.js";
import {foldDecisions} from "../../../src/engine/decisions/fold-decisions.js";
import {decide, later} from "../../engine/decisions/decide.js";

/** Over three alerts a, b, c, one incident i, no campaign, and one source with a risk. */
async function triage(...acts: readonly Act[]): Promise<readonly TriageRow[]> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const [table, column, values] of [
    ["alerts", "alert_id", "('a'), ('b'), ('c')"],
    ["incidents", "incident_id", "('i')"],
    ["risks", "address", "('203.0.113.7')"]
  ])
    await connection.run(`CREATE TABLE ${table} AS SELECT * FROM (VALUES ${values}) AS t(${column})`);
  await connection.run("CREATE TABLE campaigns (campaign_id VARCHAR)");
  const state = foldDecisions(decide(...acts), later);
  const {sql, params = []} = triageQuery(state);
  const rows = (await connection.runAndReadAll(sql, params as string[])).getRowObjectsJS();
  return withElsewhere(rows as unknown as Omit<TriageRow, "elsewhere">[], state);
}

const of = (kind: "alert" | "incident" | "source", id: string) => ({kind, id});

describe("counts of what is open", () => {
  it("are of everything where nothing is decided", async () => {
    const rows = await triage();
    expect(rows.map(({kind, open, total}) => [kind, open, total])).toEqual([
      ["alert", 3, 3],
      ["incident", 1, 1],
      ["campaign", 0, 0],
      ["source", 1, 1]
    ]);
    expect(triageFinding(rows)).toBe("All 3 alerts are open");
  });

  it("tell statuses apart, and what is decided about other data", async () => {
    const rows = await triage(
      {kind: "acknowledge", target: of("alert", "a")},
      {kind: "close", target: of("alert", "b")},
      {kind: "close", target: of("alert", "it's elsewhere")},
      {kind: "close", target: of("source", "203.0.113.7")},
      {kind: "acknowledge", target: of("incident", "i")},
      {kind: "reopen", target: of("incident", "i")}
    );
    expect(rows[0]).toEqual({kind: "alert", total: 3, open: 1, acknowledged: 1, closed: 1, elsewhere: 1});
    expect(rows[1]).toMatchObject({open: 1, acknowledged: 0, elsewhere: 0});
    expect(rows[3]).toMatchObject({open: 0, closed: 1});
    expect(triageFinding(rows)).toBe("1 of 3 alerts is open");
  });
});
