import {copyFileSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import {beforeEach, describe, expect, it, vi} from "vitest";
import {openCache} from "../../data-loaders/cache.js";
import {findInput} from "../../data-loaders/input.js";
import {prepare, type Totals} from "../../data-loaders/prepare.js";
import type {Act, Decision} from "../../src/engine/decisions/decision.js";
import {formatDecisions} from "../../src/engine/decisions/format-decisions.js";
import type {Site} from "../../src/engine/published.js";
import {makeDirectory} from "./directory.js";

/** Where the loader looks for decisions, in place of the user's own. */
const place = vi.hoisted(() => ({file: "", directory: ""}));
vi.mock("../../data-loaders/paths.js", async original => {
  const {paths} = await original<typeof import("../../data-loaders/paths.js")>();
  return {paths: {...paths, decisions: place}};
});

const silent = {stage() {}, update() {}, end() {}};

interface Alert {
  readonly alert_id: string;
  readonly attacker_ip: string;
  readonly detector: string;
  readonly rule: string | null;
  readonly finding: string;
}

interface Built {
  readonly totals: Totals;
  readonly site: Site;
  readonly decisions: string;
  readonly alerts: readonly Alert[];
  readonly events: number;
  readonly ruleHits: number;
  /** The time of the last event, in milliseconds since 1970. */
  readonly last: number;
}

let logs: string;

beforeEach(() => {
  const data = makeDirectory();
  place.file = join(data, "decisions.json");
  place.directory = join(data, "decisions");
  mkdirSync(place.directory);
  logs = makeDirectory();
  copyFileSync("test/input/cowrie/dialect-mid-2026.json", join(logs, "cowrie.json"));
  copyFileSync("test/input/authlog/openssh.log", join(logs, "auth.log"));
});

async function build(): Promise<Built> {
  const output = makeDirectory();
  const cache = await openCache(null);
  try {
    const input = await findInput(logs, 1, () => {});
    const totals = await prepare(
      input,
      {input: logs, output, seed: 1, workers: 1, cache: false},
      cache,
      silent
    );
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const rows = async (sql: string) =>
      (await connection.runAndReadAll(sql.replaceAll("DATA", output))).getRowObjectsJS();
    const count = async (sql: string) => Number(Object.values((await rows(sql))[0] ?? {})[0]);
    return {
      totals,
      site: JSON.parse(readFileSync(join(output, "site.json"), "utf8")) as Site,
      decisions: readFileSync(join(output, "decisions.json"), "utf8"),
      alerts: (await rows(
        "SELECT alert_id, attacker_ip, detector, rule, finding FROM 'DATA/alerts.parquet' ORDER BY alert_id"
      )) as unknown as Alert[],
      events: await count("SELECT count(*) FROM 'DATA/events.parquet'"),
      ruleHits: await count("SELECT count(*) FROM 'DATA/rule_hits.parquet'"),
      last: await count("SELECT epoch_ms(max(event_time)) FROM 'DATA/events.parquet'")
    };
  } finally {
    await cache.close();
  }
}

/** What is built where nothing has been decided; only once, since all of the tests compare with it. */
let undecided: Promise<Built> | undefined;
function buildUndecided(): Promise<Built> {
  undecided ??= build();
  return undecided;
}

function decide(...acts: readonly Act[]): Decision[] {
  return acts.map((act, i) => ({
    id: `d${i}`,
    at: new Date(Date.UTC(2026, 8, 1, 0, i)).toISOString(),
    by: "analyst",
    act
  }));
}

const writeDecisions = (name: string, ...acts: readonly Act[]) =>
  writeFileSync(join(place.directory, name), formatDecisions(decide(...acts)));

const ids = ({alerts}: Built) => alerts.map(({alert_id}) => alert_id);

describe("decisions beside the logs", {timeout: 60_000}, () => {
  it("are published as none where nothing has been decided", async () => {
    const built = await buildUndecided();
    expect(built.decisions).toBe(formatDecisions([]));
    expect(built.site.suppressed).toEqual([]);
    expect(built.totals.messages).toEqual([]);
  });

  it("take just the suppressed alerts away, and count them; events and findings stay", async () => {
    const before = await buildUndecided();
    const expected = before.alerts.find(({detector}) => detector === "sigma");
    if (expected === undefined) throw new Error("no alert of a rule to suppress");
    const {attacker_ip: address, finding} = expected;
    const like = (alert: Alert) => alert.attacker_ip === address && alert.finding === finding;
    expect(before.alerts.some(alert => !like(alert))).toBe(true);
    const acts: Act[] = [
      {kind: "suppress", match: {address: `${address}/32`, finding}, reason: "a scanner of ours"},
      {kind: "suppress", match: {finding: "nothing is called so"}, reason: "in vain"},
      {kind: "star", target: {kind: "source", id: address}}
    ];
    writeDecisions("team.json", ...acts);
    const after = await build();
    expect(ids(after)).toEqual(ids({...before, alerts: before.alerts.filter(alert => !like(alert))}));
    expect([after.events, after.ruleHits]).toEqual([before.events, before.ruleHits]);
    expect(after.totals.alerts).toBe(after.alerts.length);
    expect(after.site.suppressed).toMatchObject([
      {
        decision: "d0",
        reason: "a scanner of ours",
        expired: false,
        alerts: before.alerts.filter(like).length
      },
      {decision: "d1", reason: "in vain", findings: 0, events: 0, alerts: 0}
    ]);
    expect(after.site.suppressed?.[0]?.findings).toBeGreaterThan(0);
    expect(after.decisions).toBe(formatDecisions(decide(...acts.map(act => spelt(act, address)))));
  });

  it("run out by the end of the data, whatever the clock says", async () => {
    const before = await buildUndecided();
    const finding = before.alerts[0]?.finding ?? "";
    const until = (time: number) => new Date(time).toISOString();
    writeDecisions("a.json", {kind: "suppress", match: {finding}, reason: "x", expires: until(before.last)});
    const expired = await build();
    expect(ids(expired)).toEqual(ids(before));
    expect(expired.site.suppressed).toMatchObject([{expired: true, findings: null, alerts: null}]);
    writeDecisions("a.json", {
      kind: "suppress",
      match: {finding},
      reason: "x",
      expires: until(before.last + 1)
    });
    const held = await build();
    expect(held.alerts.some(alert => alert.finding === finding)).toBe(false);
    expect(held.alerts.length).toBeLessThan(before.alerts.length);
  });

  it("are obeyed as far as they can be read, with a sentence for what cannot", async () => {
    const before = await buildUndecided();
    const finding = before.alerts[0]?.finding ?? "";
    const [good] = decide({kind: "suppress", match: {finding}, reason: "x"});
    const bad = {...good, id: "bad", act: {kind: "suppress", match: {address: "all of them"}, reason: "x"}};
    writeFileSync(
      place.file,
      JSON.stringify({format: "flowbook-decisions", version: 1, decisions: [bad, good]})
    );
    writeFileSync(join(place.directory, "broken.json"), "{");
    const {alerts, totals} = await build();
    expect(alerts.some(alert => alert.finding === finding)).toBe(false);
    expect(totals.messages).toEqual([
      'data/decisions.json: entry 1 (bad): invalid match.address: "all of them"; expected an address or a range, such as 203.0.113.7 or 2001:db8::/32; mend it or take it out, the rest is obeyed',
      'data/decisions/broken.json: invalid JSON; expected a file that "Export decisions" of the Decisions page wrote; mend it or take it out, the rest is obeyed'
    ]);
  });
});

/** As a file's reader spells it: a range of one address is the address. */
function spelt(act: Act, address: string): Act {
  return act.kind === "suppress" && act.match.address !== undefined
    ? {...act, match: {...act.match, address}}
    : act;
}
