import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {beforeAll, describe, expect, inject, it} from "vitest";
import {readPatterns} from "../../src/components/evidence/patterns.js";
import {readEvaluation} from "../../src/components/model/evaluation.js";
import type {PublishedEvaluation} from "../../src/engine/evaluate/published-evaluation.js";
import {useTestedSite} from "./tested-site.js";
import {type Visit, visit} from "./visit.js";

const tested = useTestedSite();
let evaluation: PublishedEvaluation;

beforeAll(async () => {
  const json: unknown = JSON.parse(await readFile(join(inject("data"), "evaluation.json"), "utf8"));
  const read = readEvaluation(json);
  if (read === null || readPatterns(read) === null) throw new Error("the tested site has an evaluation");
  evaluation = read;
});

const open = (): Promise<Visit> => visit(tested.browser, `${tested.url}evidence.html`);
const state = (opened: Visit, id: string) => opened.frame(id).getAttribute("data-state");
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

it("precision and coverage count what the evaluation counted", async () => {
  const {detectors, attacks} = evaluation.patterns;
  const opened = await open();
  expect(await opened.total("precision")).toBe(sum(detectors.map(({events}) => events)));
  expect(await opened.total("attacks")).toBe(sum(attacks.map(({attackers}) => attackers)));
  // Every type of attack has its line, and every line its numbers.
  const drawn = await opened.frame("attacks").locator(".frame-body svg text").allTextContents();
  for (const {type, attackers} of attacks) {
    expect(drawn).toContain(type);
    if (attackers > 0) expect(drawn.join("\n")).toContain(`of ${attackers.toLocaleString("en-US")}`);
  }
  await opened.close();
});

it("rules are those of the table evaluation, the least precise first", async () => {
  const opened = await open();
  const where = "family = 'event' AND protocol = 'as_built' AND slice_kind = 'rule'";
  expect(await opened.total("rules")).toBe(
    await tested.native.number(`SELECT sum("rows") FROM evaluation WHERE ${where} AND measure = 'precision'`)
  );
  const precision = (await opened.column("rules", "precision")).filter(value => !Number.isNaN(value));
  expect(precision.length).toBeGreaterThan(0);
  expect(precision).toEqual(precision.toSorted((a, b) => a - b));
  await opened.close();
});

it("beacons and bursts are those that the evaluation simulated", async () => {
  const {beacons, bursts} = evaluation.patterns;
  const opened = await open();
  const found = beacons.recall.flatMap(line => [line.found, line.ritaLow, line.ritaMedium]);
  expect(await opened.total("beacon-recall")).toBe(sum(found));
  expect(await opened.frame("beacon-recall").locator(".frame-body svg").count()).toBe(2);
  expect(await opened.total("beacon-benign")).toBe(sum(beacons.benign.map(line => line.found)));
  expect(await opened.column("beacon-regular", "found")).toEqual(beacons.regular.map(line => line.found));
  expect(await opened.total("bursts")).toBe(bursts.found);
  expect(await opened.frame("bursts").locator("h3").textContent()).toContain(
    `${bursts.found} of ${bursts.injected} bursts are found`
  );
  await opened.close();
});

it("the types that the network names are counted from the published sequences", async () => {
  const opened = await open();
  expect(await opened.total("named-types")).toBe(
    await tested.native.number(
      "SELECT count(*) FROM sequences WHERE challenger_attack AND challenger_type IS NOT NULL"
    )
  );
  await opened.close();
});

describe("what takes a whole evaluation", () => {
  const whole = ["sequence-models", "sequence-verdicts", "funnel", "covered"];

  it("says what to run after a quick one, and is drawn after a whole one", async () => {
    const opened = await open();
    const note = opened.page.getByTestId("evidence-note");
    expect(await note.getAttribute("data-state")).toBe(evaluation.stamp.quick ? "quick" : "evaluated");
    if (evaluation.stamp.quick) expect(await note.textContent()).toContain("npm run evaluate");
    for (const id of whole) {
      expect(await state(opened, id)).toBe(evaluation.stamp.quick ? "not-measured" : "ready");
      if (evaluation.stamp.quick) expect(await opened.frame(id).textContent()).toContain("npm run evaluate");
    }
    const {incidents, sequences} = evaluation.patterns;
    if (incidents !== null) {
      expect(await opened.total("funnel")).toBe(incidents.campaigns);
      expect(await opened.column("covered", "count")).toEqual([
        incidents.covered,
        incidents.alerted,
        incidents.inIncidents
      ]);
      expect(await opened.column("sequence-verdicts", "sequences")).toEqual(
        sequences.map(line => line.sequences)
      );
    }
    await opened.close();
  });

  it("shows no figure where nothing was evaluated", async () => {
    const opened = await open();
    const address = await opened.page.evaluate(
      () =>
        performance.getEntriesByType("resource").find(({name}) => /evaluation\.[^/]*json/.test(name))?.name
    );
    if (address === undefined) throw new Error("the page reads evaluation.json");
    await opened.page.route(address, route => route.fulfill({json: {state: "not evaluated"}}));
    await opened.page.reload();
    const note = opened.page.getByTestId("evidence-note");
    await note.waitFor();
    expect(await note.getAttribute("data-state")).toBe("not-evaluated");
    for (const id of [
      "precision",
      "rules",
      "attacks",
      "beacon-recall",
      "beacon-benign",
      "bursts",
      ...whole
    ]) {
      await opened.frame(id).and(opened.page.locator('[data-state="not-measured"]')).waitFor();
    }
    await opened.close();
  });
});
