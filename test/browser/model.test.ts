import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, it} from "vitest";
import {readEvaluation} from "../../src/components/model/evaluation.js";
import {calibrationOf} from "../../src/engine/detect/calibration/group-calibration.js";
import type {PublishedEvaluation} from "../../src/engine/evaluate/published-evaluation.js";
import {featureSets} from "../../src/engine/features/features.js";
import type {PublishedFamily, PublishedModel} from "../../src/engine/published.js";
import {launchChromium} from "./chromium.js";
import {type Native, openNative} from "./native.js";
import {settle} from "./open-page.js";
import {type StaticServer, serveDirectory} from "./static-server.js";
import {type Visit, visit} from "./visit.js";

let browser: Browser;
let server: StaticServer;
let native: Native;
let model: PublishedModel;
let evaluation: PublishedEvaluation | null;

beforeAll(async () => {
  const json = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(inject("data"), name), "utf8"));
  [browser, server, native] = await Promise.all([
    launchChromium(),
    serveDirectory(inject("site")),
    openNative(inject("data"))
  ]);
  model = (await json("model.json")) as PublishedModel;
  evaluation = readEvaluation(await json("evaluation.json"));
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const labels = {flow: "Flows", honeypot: "Honeypot sessions", login: "Logins"} as const;

function published(name: keyof typeof labels): PublishedFamily {
  const family = model.families.find(known => known.family === name);
  if (family === undefined) throw new Error(`no family ${name}`);
  return family;
}

/** The page with a family chosen, once everything is drawn again. */
async function openFamily(name: keyof typeof labels): Promise<Visit> {
  const opened = await visit(browser, `${server.url}model.html`);
  await opened.page.getByRole("button", {name: labels[name], exact: true}).click();
  await opened.page.getByTestId("family").getByText(published(name).rows.toLocaleString("en-US")).waitFor();
  await settle(opened.page);
  return opened;
}

describe.each(["flow", "honeypot", "login"] as const)("the model of the family %s", name => {
  it("counts as many events as the model scored, in its histogram too", async () => {
    const opened = await openFamily(name);
    const {rows, references, forest} = published(name);
    const scored = await native.number(
      name === "honeypot"
        ? "SELECT count(anomaly_score) FROM events WHERE dataset IN ('cowrie', 'dionaea')"
        : name === "login"
          ? "SELECT count(anomaly_score) FROM events WHERE dataset = 'authlog'"
          : "SELECT count(anomaly_score) FROM events WHERE dataset = 'iscx' OR event_type IN ('flow', 'netflow')"
    );
    expect(await opened.total("raw-scores")).toBe(scored);
    expect(rows).toBe(scored);
    const text = await opened.page.getByTestId("family").textContent();
    if (references > 0) expect(text).toContain(references.toLocaleString("en-US"));
    expect(forest).not.toBeNull();
    await opened.close();
  });

  it("lists every feature, and which of them the forest uses", async () => {
    const opened = await openFamily(name);
    expect(await opened.frame("features").locator("tbody tr").count()).toBe(featureSets[name].length);
    const used = await opened.frame("features").locator('td[data-column="used"]').allTextContents();
    expect(used.filter(text => text === "yes")).toHaveLength(published(name).forest?.importance.length ?? 0);
    for (const {missing} of published(name).dropped) expect(missing).toBeGreaterThan(0.5);
    expect(used.filter(text => text.startsWith("no: missing"))).toHaveLength(published(name).dropped.length);
    await opened.close();
  });
});

describe("the calibrated curve", () => {
  it("is that of the chosen service, and says what it was made from", async () => {
    const opened = await openFamily("flow");
    const calibration = published("flow").detector?.calibration;
    if (!calibration) throw new Error("flows of the simulated week have a benign reference");
    for (const group of Object.keys(calibration.own).slice(0, 2)) {
      await opened.page.getByRole("button", {name: group, exact: true}).click();
      const {count, tailDistance} = calibrationOf(calibration, group);
      const words = `Made from ${count.toLocaleString("en-US")} benign ${group} flows, each scored by a model that did not see that day.`;
      await opened.frame("calibration").getByText(words).waitFor();
      expect(await opened.frame("calibration").textContent()).toContain((tailDistance ?? 0).toFixed(3));
    }
    await opened.close();
  });

  it("promises the false alerts that model.json does, gravest first", async () => {
    const opened = await openFamily("login");
    const {falseAlertsPerMillion} = model;
    const promised = await opened.column("severity-starts", "per-million");
    (["critical", "high", "medium", "low"] as const).forEach((severity, i) => {
      expect(promised[i]).toBeCloseTo(falseAlertsPerMillion[severity], 9);
    });
    await opened.close();
  });

  it("is missing where there is no benign traffic, and so are its severities", async () => {
    const opened = await openFamily("honeypot");
    expect(await opened.frame("calibration").getAttribute("data-state")).toBe("empty");
    expect(await opened.frame("severity-starts").count()).toBe(0);
    expect(await opened.page.getByRole("group", {name: "Service"}).isVisible()).toBe(false);
    await opened.close();
  });
});

it("what was evaluated is shown, and what was not is said not to be", async () => {
  const opened = await openFamily("login");
  const note = opened.page.getByTestId("evaluation");
  const family = evaluation?.families.find(known => known.family === "login");
  if (evaluation === null || family === undefined) {
    expect(await note.textContent()).toContain("npm run evaluate");
    expect(await opened.frame("detectors").count()).toBe(0);
  } else {
    expect(await opened.total("detectors")).toBe(family.detectors.length);
    const shown = await opened.column("detectors", "roc_auc");
    const expected = family.detectors.map(({headline}) => headline.roc_auc.value).sort((a, b) => b - a);
    expect(shown).toEqual(expected);
  }
  await opened.close();
});

it("the controls are those of the detector that scores the site, whichever is chosen", async () => {
  const family = evaluation?.families.find(known => known.family === "flow");
  const scoring = published("flow").detector;
  const tested = family?.detectors.find(({detector}) => detector === scoring?.name);
  const opened = await openFamily("flow");
  if (family !== undefined && scoring !== null && tested !== undefined) {
    const another = evaluation?.detectors.findLast(({name}) => name !== scoring.name);
    if (another === undefined) throw new Error("one detector alone cannot be compared");
    const texts = () =>
      Promise.all(["controls", "control-verdicts"].map(id => opened.frame(id).textContent()));
    const before = await texts();
    expect(before[0]).toContain(scoring.label);
    await opened.page
      .getByRole("group", {name: "Detector"})
      .getByRole("button", {name: another.label, exact: true})
      .click();
    await opened.frame("roc").getByText(`what ${another.label} finds`).waitFor();
    await settle(opened.page);
    expect(await texts()).toEqual(before);
    const passed = family.controls.filter(({passed: own, differences}) => {
      const difference = differences[scoring.name];
      return difference === undefined ? own : difference.low > 0;
    });
    expect(await opened.total("control-verdicts")).toBe(passed.length);
  }
  await opened.close();
});

it("nothing is called benign where nothing is known to be", async () => {
  const opened = await openFamily("honeypot");
  for (const id of ["features", "importance", "raw-scores"])
    expect(await opened.frame(id).locator("figcaption, .frame-body").allTextContents()).not.toContainEqual(
      expect.stringContaining("benign")
    );
  await opened.close();
});

it("what belongs to one family only goes when another is chosen", async () => {
  const opened = await openFamily("flow");
  await opened.page.getByRole("button", {name: labels.honeypot, exact: true}).click();
  await opened.page.getByTestId("family").getByText("honeypot events").waitFor();
  await settle(opened.page);
  const ids = await opened.page
    .locator("[data-chart]")
    .evaluateAll(frames => frames.map(frame => (frame as HTMLElement).dataset.chart));
  expect(ids).toEqual(["features", "importance", "raw-scores", "calibration"]);
  await opened.close();
});
