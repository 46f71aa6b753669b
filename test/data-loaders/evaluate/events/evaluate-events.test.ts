import {createHash} from "node:crypto";
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {evaluateEvents} from "../../../../data-loaders/evaluate/events/evaluate-events.js";
import {parseEventOptions} from "../../../../data-loaders/evaluate/events/options.js";
import {summarizeEvents} from "../../../../data-loaders/evaluate/events/summarize-events.js";
import {simulate} from "../../../../data-loaders/simulate/simulate.js";
import type {PublishedEvaluation} from "../../../../src/engine/evaluate/published-evaluation.js";
import {evaluation} from "../../../../src/engine/tables.js";
import {makeDirectory} from "../../directory.js";

const silent = {stage() {}, update() {}, end() {}};

function evaluate(input: string, output: string, ...more: string[]): Promise<PublishedEvaluation> {
  const args = ["--input", input, "--output", output, "--no-cache", ...more];
  return evaluateEvents(parseEventOptions(args), silent);
}

const hashOf = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

describe("evaluateEvents on a small simulated week", () => {
  let published: PublishedEvaluation;
  let output: string;
  let input: string;
  let shared: string;

  beforeAll(async () => {
    shared = mkdtempSync(join(tmpdir(), "flowbook-test-"));
    input = join(shared, "input");
    output = join(shared, "output");
    await simulate({seed: 3, directory: input, scale: 0.06});
    published = await evaluate(input, output, "--quick", "--detectors", "isolation_forest,ecod");
  }, 120_000);
  afterAll(() => rmSync(shared, {recursive: true, force: true}));

  it("judges flows and logins, and never honeypots, which see no normal traffic", () => {
    const [flow, honeypot, login] = published.families;
    expect(honeypot?.unjudged).toContain("no normal traffic");
    expect(honeypot?.detectors).toEqual([]);
    for (const family of [flow, login]) {
      expect(family?.unjudged).toBeNull();
      expect(family?.detectors.map(({detector}) => detector)).toEqual(["isolation_forest", "ecod"]);
    }
  });

  it("gives every figure an interval that holds it, and the difference to the forest on the same resamples", () => {
    const [forest, ecod] = published.families[0]?.detectors ?? [];
    if (!forest || !ecod) throw new Error("both detectors must be there");
    const {value, low, high} = forest.headline.roc_auc;
    expect(low).toBeLessThanOrEqual(value);
    expect(high).toBeGreaterThanOrEqual(value);
    expect(value).toBeGreaterThan(0.5);
    expect(forest.difference).toBeNull();
    expect(ecod.difference?.roc_auc.value).toBeCloseTo(ecod.headline.roc_auc.value - value, 10);
  });

  it("runs the negative controls, and shuffled labels come out at chance", () => {
    for (const {controls, verdict, unjudged} of published.families) {
      if (unjudged !== null) continue;
      expect(controls.map(({name}) => name)).toEqual(
        expect.arrayContaining(["shuffled_labels", "missingness_only", "time_only", "best_single_feature"])
      );
      expect(controls.find(({name}) => name === "shuffled_labels")?.passed).toBe(true);
      expect(verdict).toContain("negative controls");
    }
  });

  it("says what it left out to be quick", () => {
    expect(published.bruteForce.by).toEqual([]);
    expect(published.families[0]?.dropped).toBeNull();
    expect(published.families[0]?.knownAttacks).toBeNull();
    expect(published.notes.at(-1)).toContain("Quick");
  });

  it("says of the published table for ISCX 2012 that ours is from other data", () => {
    expect(published.published).toMatchObject({sameData: false, title: "simulated campus, not ISCX 2012"});
  });

  it("publishes the table as documented, one row per key", async () => {
    const path = join(output, "evaluation.parquet");
    const described = await rows(`DESCRIBE SELECT * FROM '${path}'`);
    expect(described.map(({column_name, column_type}) => [column_name, column_type])).toEqual(
      evaluation.columns.map(({name, type}) => [name, type])
    );
    const [counts = {}] = await rows(
      `SELECT count(*) AS rows, count(DISTINCT (${evaluation.key.join(", ")})) AS keys FROM '${path}'`
    );
    expect(Number(counts["rows"])).toBeGreaterThan(500);
    expect(counts["keys"]).toBe(counts["rows"]);
    const [forest = {}] = await rows(
      `SELECT value, attacks FROM '${path}' WHERE family = 'flow' AND protocol = 'leave_one_day_out'
        AND detector = 'isolation_forest' AND slice_kind = 'all' AND measure = 'roc_auc'`
    );
    expect(forest["value"]).toBeCloseTo(published.families[0]?.detectors[0]?.headline.roc_auc.value ?? -1, 5);
    expect(Number(forest["attacks"])).toBe(published.families[0]?.attacks);
  });

  it("publishes the page's file small enough to load at once, stamped with the input, and without the date", () => {
    const text = readFileSync(join(output, "evaluation.json"), "utf8");
    expect(text.length).toBeLessThan(200_000);
    const {stamp} = JSON.parse(text);
    expect(stamp).toMatchObject({origin: "simulated", seed: 1, quick: true});
    expect(stamp.input).toMatch(/^[0-9a-f]{64}$/);
    expect(summarizeEvents(JSON.parse(text))).toContain("leave one day out");
  });

  it("gives the same bytes again, whatever the number of workers", async () => {
    const again = makeDirectory();
    await evaluate(input, again, "--quick", "--detectors", "isolation_forest,ecod", "--workers", "1");
    expect(readdirSync(again).sort()).toEqual(["evaluation.json", "evaluation.parquet"]);
    for (const name of readdirSync(again)) expect(hashOf(join(again, name))).toBe(hashOf(join(output, name)));
  }, 120_000);
});

describe("evaluateEvents", () => {
  it("refuses logs that nothing says the truth of", async () => {
    const input = makeDirectory();
    const line = "Mar  2 00:00:01 host sshd[1]: Failed password for root from 203.0.113.9 port 4242 ssh2\n";
    writeFileSync(join(input, "auth.log"), line);
    await expect(evaluate(input, makeDirectory())).rejects.toThrow("nothing says what is an attack");
  });

  it("refuses a detector that there is not", async () => {
    await expect(evaluate(makeDirectory(), makeDirectory(), "--detectors", "oracle")).rejects.toThrow(
      'unknown detector: "oracle"; expected isolation_forest'
    );
  });
});
