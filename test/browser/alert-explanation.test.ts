import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {Locator} from "playwright-core";
import {describe, expect, inject, it} from "vitest";
import {addUp} from "../../src/components/alerts/explanation/sum.js";
import {familyOf} from "../../src/components/model/family-text.js";
import {modelDetectors} from "../../src/engine/build/alerts.js";
import {service} from "../../src/engine/build/service.js";
import {averagePathLength} from "../../src/engine/detect/isolation-forest/path.js";
import type {Dataset} from "../../src/engine/event.js";
import type {PublishedModel} from "../../src/engine/published.js";
import {openPage} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";

const site = useTestedSite();

describe("why an alert scores as it does", () => {
  const byModel = `detector IN (${modelDetectors})`;

  /** Opens an alert and waits for its explanation, not for the page behind it. */
  async function explained(where: string, width = 1280) {
    const [row] = await site.native.rows(
      `SELECT alert_id, event_id, detector, severity, anomaly_score, forest_score FROM alerts WHERE ${where} ORDER BY alert_id LIMIT 1`
    );
    if (row === undefined) throw new Error(`no alert where ${where}`);
    const {page, errors, close} = await openPage(
      site.browser,
      `${site.url}alerts.html?alert=${row.alert_id}`,
      {
        width
      }
    );
    const why = page.getByTestId("alert-why");
    await page.locator('.alert-why[data-state="ready"]').waitFor();
    await why.locator("details.alert-fold").evaluateAll(folds => {
      for (const fold of folds as HTMLDetailsElement[]) fold.open = true;
    });
    const closeClean = async () => {
      expect(errors).toEqual([]);
      await close();
    };
    return {row, why, opened: {page, close: closeClean}};
  }

  const readModel = async () =>
    JSON.parse(await readFile(join(inject("data"), "model.json"), "utf8")) as PublishedModel;

  /** What native DuckDB adds the published parts of an event up to. */
  async function added(eventId: unknown, detector: string): Promise<number> {
    return site.native.number(
      `SELECT sum(contribution) FROM explanations
       WHERE event_id = '${eventId}' AND detector = '${detector}' AND feature <> 'base'`
    );
  }

  async function ruleSentence({alert_id, severity}: Record<string, unknown>): Promise<string> {
    const level = await site.native.number(
      `SELECT contribution FROM explanations JOIN alerts USING (event_id, detector)
       WHERE alert_id = '${alert_id}' AND feature = coalesce('rule ' || rule, 'rule')`
    );
    return `sets this severity: ${severity}, level ${level} of 4`;
  }

  /** Holds the sum that a model's account shows, its chart and its bar against what was published. */
  async function checkAccount(
    why: Locator,
    id: "forest" | "own",
    {base, features, raw, score}: {base: number; features: number; raw: number; score: unknown}
  ): Promise<void> {
    const sum = why.getByTestId(`${id}-sum`);
    const shown = async (name: string) => Number(await sum.getAttribute(`data-${name}`));
    expect(await shown("base")).toBe(base);
    expect(await shown("features")).toBeCloseTo(features, 9);
    expect(await shown("total")).toBeCloseTo(base + features, 9);
    expect(await shown("raw")).toBeCloseTo(raw, 9);
    // On a honeypot there is nothing to calibrate against.
    if (score === null) expect(await sum.getAttribute("data-score")).toBeNull();
    else expect(Math.abs((await shown("score")) - Number(score))).toBeLessThan(5.1e-5);
    const text = (await sum.textContent()) ?? "";
    for (const number of [base, features, base + features])
      expect(text).toContain(Math.abs(number).toFixed(4));
    expect(await why.getByTestId(`${id}-check`).getAttribute("data-agrees")).toBe("true");

    const frame = why.getByTestId(`chart-${id}-parts`);
    expect(Number(await frame.getAttribute("data-total"))).toBeCloseTo(features, 9);
    await frame.locator("[data-side]").first().waitFor();
    const sides = await frame
      .locator("[data-side]")
      .evaluateAll(elements => elements.map(element => Number((element as HTMLElement).dataset.sum)));
    expect(sides.reduce((total, side) => total + side, 0)).toBeCloseTo(features, 9);
  }

  it.each([
    ["flow", `${byModel} AND dataset = 'suricata'`],
    ["flow", `${byModel} AND dataset = 'iscx'`],
    ["login", "detector = 'login' AND anomaly_score < 0.5"],
    ["honeypot", "detector = 'honeypot' AND dataset = 'cowrie'"]
  ] as const)("%s, where %s: its parts add up on the page to what was published", async (name, where) => {
    const {row, why, opened} = await explained(where);
    const family = (await readModel()).families.find(known => known.family === name);
    const {detector, forest} = family ?? {};
    if (!forest || !detector) throw new Error(`no model of ${name} events`);
    const features = await added(row.event_id, "isolation_forest");
    const isForest = detector.name === "isolation_forest";
    await checkAccount(why, "forest", {
      base: forest.base,
      features,
      raw: 2 ** ((forest.base + features) / averagePathLength(forest.samples)),
      score: name === "honeypot" ? null : isForest ? row.anomaly_score : row.forest_score
    });
    expect(Number(await why.getByTestId("forest-check").getAttribute("data-error"))).toBeLessThan(1e-9);
    if (!isForest) {
      const evidence = await added(row.event_id, detector.name);
      const raw = Math.sqrt(evidence);
      await checkAccount(why, "own", {base: 0, features: evidence, raw, score: row.anomaly_score});
    }
    const clearing = (await why.getByTestId(isForest ? "forest-clear" : "own-clear").textContent()) ?? "";
    if (row.detector === detector.name)
      expect(clearing).toMatch(/would not have been flagged with|No single measure/);
    else {
      expect(clearing).toContain("Nothing to clear");
      expect(await why.getByTestId("alert-rule").textContent()).toContain(await ruleSentence(row));
    }
    await opened.close();
  });

  it("an event that no model scores has its rule's level, and no sum", async () => {
    const {row, why, opened} = await explained("detector = 'signature'");
    expect(await why.getByTestId("alert-rule").textContent()).toContain(await ruleSentence(row));
    expect(await why.textContent()).toContain("No model scores a suricata record");
    expect(await why.locator(".alert-sum").count()).toBe(0);
    await opened.close();
  });

  it("fits a screen of 390 pixels", async () => {
    const {opened} = await explained(byModel, 390);
    await opened.page.locator('[data-chart="forest-parts"][data-state="ready"]').waitFor();
    for (const selector of ["dialog.alert-dialog", '[data-chart="forest-parts"] .frame-body']) {
      const box = opened.page.locator(selector);
      expect(await box.evaluate(element => element.scrollWidth - element.clientWidth), selector).toBe(0);
    }
    await opened.close();
  });

  it("every event that a model scored has parts that add up to its score, and every alert an explanation", async () => {
    const {families} = await readModel();
    // An event may have several alerts; DISTINCT makes it one.
    const rows = await site.native.rows(`
      WITH scored AS (
        SELECT DISTINCT event_id, ${service} AS application, anomaly_score, forest_score, dataset, event_type FROM alerts
      )
      SELECT event_id, application, anomaly_score, forest_score, dataset, event_type, e.detector,
        sum(contribution) AS added
      FROM scored JOIN explanations e USING (event_id)
      WHERE e.feature NOT LIKE 'rule%'
      GROUP BY ALL`);
    let compared = 0;
    for (const {
      application,
      anomaly_score,
      forest_score,
      dataset,
      event_type,
      detector,
      added: sum
    } of rows) {
      const name = familyOf(dataset as Dataset, String(event_type));
      const family = families.find(known => known.family === name);
      if (!family?.forest || !family.detector) throw new Error(`no model for ${dataset} ${event_type}`);
      const isForest = detector === "isolation_forest";
      const calibration = isForest ? family.calibration : family.detector.calibration;
      if (calibration === null) continue;
      const {base, samples} = family.forest;
      const start = isForest ? {base, samples} : {base: 0, samples: null};
      const model = {detector: String(detector), ...start};
      const {score} = addUp([{contribution: Number(sum)}], model, calibration, String(application));
      const isOwn = family.detector.name === detector;
      expect(Math.abs((score ?? Number.NaN) - Number(isOwn ? anomaly_score : forest_score))).toBeLessThan(
        5.1e-5
      );
      ++compared;
    }
    expect(compared).toBeGreaterThan(0);
    expect(
      await site.native.number(`
        SELECT count(*) FROM alerts WHERE NOT EXISTS (
          SELECT 1 FROM explanations e WHERE e.event_id = alerts.event_id AND e.detector = alerts.detector)`)
    ).toBe(0);
  });
});
