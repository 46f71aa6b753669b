import {DuckDBInstance} from "@duckdb/node-api";
import {expect, it} from "vitest";
import {namesQuery, targetNames, targetOf} from "../../../src/components/decisions/target-names.js";
import type {Workbench} from "../../../src/components/workbench/workbench.js";
import type {Act, Target} from "../../../src/engine/decisions/decision.js";
import {decide} from "../../engine/decisions/decide.js";

const of = (kind: Target["kind"], id: string): Target => ({kind, id});

/** Over one alert, one incident and one campaign. */
async function names(...acts: readonly Act[]) {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const create of [
    "alerts AS SELECT 'a' AS alert_id, 'Port scan' AS finding, NULL::VARCHAR AS attacker_ip, '203.0.113.7' AS source_ip",
    "incidents AS SELECT 'i' AS incident_id, 'Guessing' AS title, '203.0.113.9' AS attacker_ip",
    "campaigns AS SELECT 'c' AS campaign_id, 'Many' AS title"
  ])
    await connection.run(`CREATE TABLE ${create}`);
  const ask = ({sql, params = []}: {sql: string; params?: readonly unknown[]}) => ({
    rows: connection.runAndReadAll(sql, params as string[]).then(result => result.getRowObjectsJS())
  });
  const found = targetNames(decide(...acts), {ask} as unknown as Workbench);
  await found.ready;
  return found.of;
}

it("are those of the data, and none for an id that these do not have", async () => {
  const nameOf = await names(
    {kind: "star", target: of("alert", "a")},
    {kind: "star", target: of("alert", "it's elsewhere")},
    {kind: "close", target: of("incident", "i")},
    {kind: "close", target: of("campaign", "c")},
    {kind: "close", target: of("source", "203.0.113.7")}
  );
  expect(nameOf(of("alert", "a"))).toEqual({title: "Port scan", source: "203.0.113.7"});
  expect(nameOf(of("incident", "i"))).toEqual({title: "Guessing", source: "203.0.113.9"});
  expect(nameOf(of("campaign", "c"))).toEqual({title: "Many", source: null});
  expect(nameOf(of("alert", "it's elsewhere"))).toBeNull();
  expect(nameOf(of("source", "203.0.113.7"))).toBeUndefined();
});

it("are not asked for where nothing has one, and unknown where the tables cannot be read", async () => {
  expect(namesQuery([of("source", "203.0.113.7")])).toBeNull();
  const ask = () => ({rows: Promise.reject(new Error("no table"))});
  const all = decide({kind: "star", target: of("alert", "a")});
  const found = targetNames(all, {ask} as unknown as Workbench);
  await found.ready;
  expect(found.of(of("alert", "a"))).toBeUndefined();
});

it("of what undoes a decision are those of what that was about", () => {
  const [star, undo] = decide({kind: "star", target: of("alert", "a")}, {kind: "undo", decision: "d0"});
  const find = (id: string) => (id === star?.id ? star : undefined);
  expect(undo && targetOf(undo.act, find)).toEqual(of("alert", "a"));
  expect(undo && targetOf(undo.act, () => undefined)).toBeNull();
});
