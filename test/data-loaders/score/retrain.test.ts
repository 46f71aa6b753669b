import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {openCache} from "../../../data-loaders/cache.js";
import {type Database, openDatabase} from "../../../data-loaders/database.js";
import {openGeolocator} from "../../../data-loaders/enrich/geolocate.js";
import {readCampus} from "../../../data-loaders/enrich/read-campus.js";
import {findInput} from "../../../data-loaders/input.js";
import {paths} from "../../../data-loaders/paths.js";
import {prepare} from "../../../data-loaders/prepare.js";
import {readContent} from "../../../data-loaders/read-content.js";
import {readEvents} from "../../../data-loaders/read-events.js";
import {simulate} from "../../../data-loaders/simulate/simulate.js";
import {detectEvents} from "../../../src/engine/analysis/detect/detect-events.js";
import {
  collectFeatures,
  type FeatureMatrix,
  readApplications
} from "../../../src/engine/analysis/score/collect-features.js";
import {createMemoryStore} from "../../../src/engine/analysis/score/row-store.js";
import {createScale} from "../../../src/engine/analysis/score/score-scale.js";
import {stageEvents} from "../../../src/engine/analysis/stage-events.js";
import {createApplications, createUsers} from "../../../src/engine/build/event-blocks.js";
import {createStagedOfPublished} from "../../../src/engine/build/published-staged.js";
import {decode} from "../../../src/engine/detect/isolation-forest/file.js";
import type {Overview} from "../../../src/engine/overview.js";
import type {PublishedFamily, PublishedModel, Site} from "../../../src/engine/published.js";
import {judgePublished} from "../../../src/engine/retrain/retrain.js";
import {
  type ListedComparison,
  openRetraining,
  type RetrainAnswer,
  type Retraining
} from "../../../src/engine/retrain/retraining.js";
import {publishedSettings} from "../../../src/engine/retrain/settings.js";
import {retrainTables} from "../../../src/engine/retrain/tables.js";
import type {Selection} from "../../../src/engine/selection.js";

const directory = mkdtempSync(join(tmpdir(), "flowbook-test-"));
const output = join(directory, "output");
const silent = {stage() {}, update() {}, end() {}};
const databases: Database[] = [];

const json = <T>(name: string, from = output): T => JSON.parse(readFileSync(join(from, name), "utf8"));
const familyOf = (name: string, from = output): PublishedFamily => {
  const found = json<PublishedModel>("model.json", from).families.find(({family}) => family === name);
  if (found === undefined) throw new Error(`no family ${name}`);
  return found;
};

async function run(target: string, models: readonly string[] = []): Promise<void> {
  const cache = await openCache(null);
  try {
    const input = await findInput(join(directory, "input"), 5, () => {});
    await prepare(
      input,
      {input: input.path, output: target, seed: 5, workers: 2, cache: false, models},
      cache,
      silent
    );
  } finally {
    await cache.close();
  }
}

/** A database of its own in the test's directory. */
async function open(): Promise<Database> {
  const scratch = join(directory, `scratch-${databases.length}`);
  mkdirSync(scratch);
  const database = await openDatabase(scratch, 2);
  databases.push(database);
  return database;
}

/** A database with what a page loads of published tables. */
async function openPublished(from = output): Promise<Database> {
  const database = await open();
  for (const {name, columns} of retrainTables)
    await database.run(`
      CREATE TABLE ${name} AS SELECT ${columns.map(c => `"${c.name}"::${c.type} AS "${c.name}"`).join(", ")}
      FROM read_parquet('${from}/${name}.parquet')`);
  return database;
}

function collect(database: Database): Promise<readonly FeatureMatrix[]> {
  const {time_zone: timeZone, business_hours: businessHours} = json<Site>("site.json");
  const createStore = (_: unknown, columns: number) => createMemoryStore(columns);
  return collectFeatures(database, {timeZone, businessHours, createStore}, silent);
}

const treesOf = (family: string, from = output) =>
  new Uint8Array(readFileSync(join(from, `model-${family}.bin`)));

beforeAll(async () => {
  await simulate({seed: 5, directory: join(directory, "input"), scale: 0.02});
  await run(output);
}, 120_000);

afterAll(() => {
  for (const database of databases) database.close();
  rmSync(directory, {recursive: true, force: true});
});

describe("features of published tables", () => {
  it("are those of the build, bit for bit, with the same events as benign reference", {
    timeout: 60_000
  }, async () => {
    const built = await open();
    const cache = await openCache(null);
    const campus = await readCampus(paths.campus);
    const input = await findInput(join(directory, "input"), 5, () => {});
    await readEvents(built, input, campus, cache, 2, silent);
    await stageEvents(built, campus, await openGeolocator(paths.geo));
    await detectEvents(built, await readContent(paths), {campus, simulated: true, seed: 5}, silent);
    await cache.close();
    const published = await openPublished();
    for (const sql of [...createStagedOfPublished(), createUsers, createApplications])
      await published.run(sql);

    expect(await readApplications(published)).toEqual(await readApplications(built));
    const [expected, found] = [await collect(built), await collect(published)];
    expect(expected.map(({family, rows}) => [family, rows > 500])).toEqual([
      ["flow", true],
      ["honeypot", true],
      ["login", true]
    ]);
    const bits = ({store, rows}: FeatureMatrix) => new Uint32Array(store.read(0, rows).buffer);
    found.forEach((matrix, i) => {
      const own = expected[i] as FeatureMatrix;
      expect(bits(matrix)).toEqual(bits(own));
      for (const mark of ["seq", "application", "reference", "dayStarts"] as const)
        expect([mark, matrix[mark]]).toEqual([mark, own[mark]]);
    });
    expect(found.some(({reference}) => reference.includes(1) && reference.includes(0))).toBe(true);
  });
});

describe("a forest trained on published tables", {timeout: 60_000}, () => {
  let retraining: Retraining;
  let all: Selection;

  beforeAll(async () => {
    const {time_zone: timeZone, business_hours: businessHours} = json<Site>("site.json");
    const forests = json<PublishedModel>("model.json").families.map(({family, calibration}) => ({
      family,
      calibration,
      trees: treesOf(family)
    }));
    let clock = 0;
    const options = {timeZone, businessHours, forests, now: () => ++clock};
    retraining = await openRetraining(await openPublished(), options, silent);
    all = {...json<Overview>("overview.json").data, datasets: [], severities: [], sources: []};
  });

  const settingsOf = (family: "flow" | "honeypot" | "login") =>
    publishedSettings(family, familyOf(family).forest);
  const compared = (answer: RetrainAnswer): ListedComparison => {
    if ("reason" in answer) throw new Error(answer.reason);
    return answer;
  };

  it.each(["flow", "honeypot", "login"] as const)(
    "is the published one, byte for byte, with its settings and all %s events",
    async family => {
      const found = compared(await retraining.train(settingsOf(family), all));
      expect(found.same).toBe(true);
      expect(Buffer.from(found.trees).equals(readFileSync(join(output, `model-${family}.bin`)))).toBe(true);
      expect(found.retrained).toEqual(found.published);
      expect(found.retrained.calibration).toEqual(familyOf(family).calibration);
      expect([found.rows, found.references]).toEqual([familyOf(family).rows, familyOf(family).references]);
      expect([found.gained.events, found.lost.events, found.correlation]).toEqual([
        0,
        0,
        expect.closeTo(1, 9)
      ]);
    }
  );

  it("is another one with another seed, and all that it flags differently is counted", async () => {
    const found = compared(await retraining.train({...settingsOf("login"), seed: 99}, all));
    expect(found.same).toBe(false);
    expect(found.correlation).toBeGreaterThan(0.8);
    const {published, retrained, gained, lost} = found;
    expect(retrained.flagged - published.flagged).toBe(gained.events - lost.events);
    expect(retrained.alerts - published.alerts).toBe(gained.alerts - lost.alerts);
    expect(gained.gravest.length).toBe(Math.min(50, gained.alerts));
    for (const {after, before} of gained.gravest) expect(after).toBeGreaterThan(before);
    for (const {after, before} of lost.gravest) expect(after).toBeLessThan(before);
    const sum = Object.values(retrained.severities).reduce((total, events) => total + events, 0);
    expect(sum).toBe(found.rows);
  });

  it("compares by labels where there are both kinds, with the score that events carry beside", async () => {
    const found = compared(await retraining.train(settingsOf("flow"), all));
    const database = await openPublished();
    const [labels] = await database.rows(
      "SELECT count(*) FILTER (label = 'Attack') AS attacks, count(*) FILTER (label = 'Normal') AS normals FROM events WHERE anomaly_score IS NOT NULL AND dataset = 'iscx'"
    );
    expect(found.precision).toMatchObject(labels ?? {});
    expect(found.precision?.averages[0]).toBe(found.precision?.averages[1]);
    expect(found.precision?.averages[2]).toBeGreaterThan(0);
    expect(compared(await retraining.train(settingsOf("login"), all)).precision).toBeNull();
  });

  it("does not use features that are left out", async () => {
    const {forest} = familyOf("login");
    const [first = {feature: ""}] = forest?.importance ?? [];
    const found = compared(await retraining.train({...settingsOf("login"), left: [first.feature]}, all));
    expect(found.same).toBe(false);
    const {names, feature} = decode(found.trees);
    expect(names).toContain(first.feature);
    expect(feature).not.toContain(names.indexOf(first.feature));
  });

  it("learns from the selected events alone, and says where they are too few", async () => {
    const middle = (all.from + all.to) / 2;
    const half = compared(await retraining.train(settingsOf("flow"), {...all, to: middle}));
    expect(half.rows).toBeLessThan(familyOf("flow").rows);
    expect(half.learnt).toBe(half.benign ? half.references : half.rows);
    const none = await retraining.train(settingsOf("flow"), {...all, sources: ["192.0.2.255"]});
    expect(none).toEqual({rows: 0, reason: "too few"});
    await expect(retraining.train({...settingsOf("flow"), family: "mail" as never}, all)).rejects.toThrow(
      "there is no published forest of mail events"
    );
  });

  it("can be given to npm run data, and then gives the family's events their scores and alerts", {
    timeout: 120_000
  }, async () => {
    const {trees} = compared(await retraining.train({...settingsOf("flow"), seed: 99, trees: 50}, all));
    const file = join(directory, "flow-99.forest");
    writeFileSync(file, trees);
    const target = join(directory, "given");
    await run(target, [file]);

    expect(treesOf("flow", target)).toEqual(trees);
    const family = familyOf("flow", target);
    expect(family.forest).toMatchObject({
      file: "flow-99.forest",
      trees: 50,
      origin: {family: "flow", seed: 99, benign: true}
    });
    expect(family.detector?.name).toBe("isolation_forest");
    expect(familyOf("login", target)).toEqual(familyOf("login"));
    expect(familyOf("flow").forest?.file).toBeNull();

    const database = await openPublished(target);
    await database.run("CREATE TABLE scored AS SELECT rowid::INTEGER AS seq, anomaly_score FROM events");
    for (const sql of [...createStagedOfPublished(), createUsers, createApplications])
      await database.run(sql);
    const matrix = (await collect(database)).find(known => known.family === "flow") as FeatureMatrix;
    const applications = await readApplications(database);
    const {raw} = judgePublished(matrix, {trees, calibration: null});
    const scale = createScale(matrix.application, raw, family.calibration, applications);
    const scored = await database.rows("SELECT seq, anomaly_score FROM scored ORDER BY seq");
    const carried = Array.from(matrix.seq, seq => scored[seq]?.anomaly_score);
    expect(carried).toEqual(Array.from(raw, (score, row) => scale?.(matrix.application[row] ?? 0, score)));
    const detectors = await database.rows(`
      SELECT DISTINCT detector FROM read_parquet('${target}/alerts.parquet')
      WHERE detector IN ('isolation_forest', 'knn') AND finding LIKE '% flow' ORDER BY detector`);
    expect(detectors).toEqual([{detector: "isolation_forest"}]);
  });

  it("is refused before any work where its file is wrong, with the file's name and what is wrong", async () => {
    const login = join(directory, "login.forest");
    writeFileSync(login, treesOf("login"));
    const target = join(directory, "refused");
    await expect(run(target, [login, login])).rejects.toThrow(
      `${login}: a second forest of the family "login", after login.forest; --model takes one of each family`
    );
    const missing = join(directory, "nothing.forest");
    await expect(run(target, [missing])).rejects.toThrow(
      `${missing}: no such file or directory; --model takes a forest's file`
    );
    await expect(run(target, [directory])).rejects.toThrow(`${directory}: is a directory`);
    const text = join(directory, "notes.txt");
    writeFileSync(text, "no forest");
    await expect(run(target, [text])).rejects.toThrow(`${text}: model file cut short: 9 bytes`);
    expect(() => readFileSync(join(target, "events.parquet"))).toThrow("ENOENT");
  });
});
