import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {Locator, Page} from "playwright-core";
import {describe, expect, inject, it} from "vitest";
import {addUp} from "../../src/components/alerts/explanation/sum.js";
import {familyOf} from "../../src/components/model/family-text.js";
import {modelDetectors} from "../../src/engine/build/alerts.js";
import {service} from "../../src/engine/build/service.js";
import {averagePathLength} from "../../src/engine/detect/isolation-forest/path.js";
import type {Dataset} from "../../src/engine/event.js";
import type {PublishedModel} from "../../src/engine/published.js";
import {within} from "./native.js";
import {openPage} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";
import {visit} from "./visit.js";

const site = useTestedSite();

const open = (search = "") => visit(site.browser, `${site.url}alerts.html${search}`);

const gravity = "list_position(['low', 'medium', 'high', 'critical'], severity) DESC";
const rarity =
  "(SELECT count(*) FROM alerts same WHERE same.detector = alerts.detector AND same.finding = alerts.finding)";
const gravestFirst = `${gravity}, ${rarity}, anomaly_score DESC NULLS LAST, event_time, alert_id`;

async function expected(where: string, order: string, limit: number, offset = 0): Promise<unknown[]> {
  const sql = `SELECT alert_id FROM alerts WHERE ${where} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`;
  return (await site.native.rows(sql)).map(row => row.alert_id);
}

const shown = (page: Page) =>
  page
    .locator(".alert-browser tbody tr")
    .evaluateAll(rows => rows.map(row => row.getAttribute("data-alert")));

/** The panel once its evidence is there. */
async function evidence(page: Page): Promise<void> {
  await page.locator('.alert-evidence[data-state="ready"]').waitFor();
}

describe("the table", () => {
  it("holds the alerts of the selection, the gravest first, twenty to a page", async () => {
    const opened = await open();
    const where = within(site.native.overview.default);
    expect(await opened.total("alerts")).toBe(
      await site.native.number(`SELECT count(*) FROM alerts WHERE ${where}`)
    );
    expect(await shown(opened.page)).toEqual(await expected(where, gravestFirst, 20));
    await opened.page.getByRole("button", {name: "Next"}).click();
    expect(await shown(opened.page)).toEqual(await expected(where, gravestFirst, 20, 20));
    await opened.close();
  });

  it("follows the selection of severities and datasets", async () => {
    const opened = await open("?severity=medium,low&dataset=suricata");
    const where = `${within(site.native.overview.default)} AND severity IN ('medium', 'low') AND dataset = 'suricata'`;
    expect(await opened.total("alerts")).toBe(
      await site.native.number(`SELECT count(*) FROM alerts WHERE ${where}`)
    );
    expect(await shown(opened.page)).toEqual(await expected(where, gravestFirst, 20));
    await opened.close();
  });

  it("is sorted by a column, and back, by its header", async () => {
    const opened = await open("?dataset=suricata");
    const header = opened.page.getByRole("button", {name: /^Events/});
    const counts = () => opened.column("alerts", "event_count");
    const native20 = async (direction: string) =>
      (
        await site.native.rows(
          `SELECT event_count FROM alerts WHERE dataset = 'suricata' AND ${within(site.native.overview.default)}
           ORDER BY event_count ${direction} LIMIT 20`
        )
      ).map(row => row.event_count);
    await header.click();
    expect(await counts()).toEqual(await native20("DESC"));
    await header.click();
    expect(await counts()).toEqual(await native20("ASC"));
    await opened.close();
  });

  it("is searched by words in any column", async () => {
    const opened = await open();
    await opened.page.getByRole("searchbox").fill("SSH potential scan");
    const where = `${within(site.native.overview.default)} AND lower(finding) LIKE '%potential%scan%' AND lower(concat(finding, app_protocol)) LIKE '%ssh%'`;
    const matching = await site.native.number(`SELECT count(*) FROM alerts WHERE ${where}`);
    const status = await opened.page.getByTestId("alert-count").textContent();
    expect(status).toMatch(new RegExp(`^${matching.toLocaleString("en-US")} of `));
    await opened.close();
  });
});

describe("the findings", () => {
  it("add up alerts, attackers and events, the rarest of each severity first", async () => {
    const opened = await open();
    const where = within(site.native.overview.default);
    const expectedRows = await site.native.rows(
      `SELECT severity, finding, count(*) AS alerts, count(DISTINCT attacker_ip) AS attackers, sum(event_count)::BIGINT AS events
       FROM alerts WHERE ${where} GROUP BY severity, finding ORDER BY ${gravity}, alerts, finding`
    );
    const cells = await Promise.all(
      (["alerts", "attackers", "events"] as const).map(key => opened.column("alert-findings", key))
    );
    for (const [i, key] of (["alerts", "attackers", "events"] as const).entries())
      expect(cells[i], key).toEqual(expectedRows.map(row => row[key]));
    const distinct = new Set(expectedRows.map(row => row.finding)).size;
    expect(await opened.frame("alert-findings").locator("h3").textContent()).toContain(
      `${distinct} findings`
    );
    const names = await opened.frame("alert-findings").locator(".finding").allTextContents();
    expect(names).toEqual(expectedRows.map(row => row.finding));
    expect(await opened.total("alert-findings")).toBe(
      await site.native.number(`SELECT count(*) FROM alerts WHERE ${where}`)
    );
    await opened.close();
  });

  it("list only their alerts when chosen, and all of them when left", async () => {
    const opened = await open("?dataset=suricata");
    const where = `${within(site.native.overview.default)} AND dataset = 'suricata'`;
    const finding = opened.frame("alert-findings").locator(".finding").nth(2);
    const [row] = await site.native.rows(
      `SELECT severity, finding, count(*) AS alerts FROM alerts WHERE ${where} GROUP BY severity, finding
       ORDER BY ${gravity}, alerts, finding LIMIT 1 OFFSET 2`
    );
    await finding.click();
    expect(await opened.page.getByTestId("alert-count").textContent()).toMatch(
      new RegExp(`^${row?.alerts} of `)
    );
    const ofFinding = `${where} AND severity = '${row?.severity}' AND finding = '${String(row?.finding).replaceAll("'", "''")}'`;
    expect(await shown(opened.page)).toEqual(await expected(ofFinding, gravestFirst, 20));
    await opened.page.getByRole("button", {name: "Show all findings"}).click();
    expect(await shown(opened.page)).toEqual(await expected(where, gravestFirst, 20));
    await opened.close();
  });
});

it("every column of an alert is in view at 1280 pixels", async () => {
  const opened = await open();
  const box = opened.page.locator(".alert-browser .data-table");
  expect(await box.evaluate(element => element.scrollWidth - element.clientWidth)).toBe(0);
  await opened.close();
});

it("severities are counted, with what each asks for and how many false alerts it implies", async () => {
  const opened = await open();
  const where = within(site.native.overview.default);
  const counts = await Promise.all(
    ["critical", "high", "medium", "low"].map(severity =>
      site.native.number(`SELECT count(*) FROM alerts WHERE severity = '${severity}' AND ${where}`)
    )
  );
  expect(await opened.column("alert-severities", "alerts")).toEqual(counts);
  const text = await opened.frame("alert-severities").textContent();
  for (const words of ["Respond at once", "Investigate within an hour", "Review daily", "Log for patterns"]) {
    expect(text).toContain(words);
  }
  expect(text).toContain("unusual for this honeypot");
  await opened.close();
});

describe("an alert", () => {
  it("opens by keyboard, is named in the address, and shows the original line", async () => {
    const opened = await open("?dataset=suricata&severity=high");
    const link = opened.page.locator(".alert-browser tbody a").first();
    const id = await link.getAttribute("data-alert");
    await link.focus();
    await opened.page.keyboard.press("Enter");
    await evidence(opened.page);
    expect(new URL(opened.page.url()).searchParams.get("alert")).toBe(id);
    const [row] = await site.native.rows(
      `SELECT raw.raw, reason FROM alerts JOIN raw USING (event_id) WHERE alert_id = '${id}'`
    );
    expect(await opened.page.getByTestId("alert-raw").textContent()).toBe(row?.raw);
    expect(await opened.page.getByTestId("alert-panel").textContent()).toContain(String(row?.reason));
    await opened.page.keyboard.press("Escape");
    await expect.poll(() => new URL(opened.page.url()).search).toBe("?dataset=suricata&severity=high");
    await opened.close();
  });

  it("opens from its address, whatever is selected, and hides a password until it is shown", async () => {
    const [row] = await site.native.rows(
      `SELECT alert_id, password, raw FROM alerts JOIN details USING (event_id) JOIN raw USING (event_id)
       WHERE length(password) > 5 ORDER BY alert_id LIMIT 1`
    );
    const opened = await open(`?alert=${row?.alert_id}&dataset=iscx`);
    await evidence(opened.page);
    const panel = opened.page.getByTestId("alert-panel");
    expect(await panel.textContent()).not.toContain(String(row?.password));
    await opened.page.getByTestId("show-password").click();
    expect(await opened.page.getByTestId("alert-raw").textContent()).toBe(row?.raw);
    await opened.close();
  });

  it.each(["cowrie", "dionaea", "suricata", "authlog"])("of %s shows its original line", async dataset => {
    const [row] = await site.native.rows(
      `SELECT alert_id, raw FROM alerts JOIN raw USING (event_id) WHERE dataset = '${dataset}' ORDER BY alert_id LIMIT 1`
    );
    const opened = await open(`?alert=${row?.alert_id}`);
    await evidence(opened.page);
    const show = opened.page.getByTestId("show-password");
    if ((await show.count()) > 0) await show.click();
    expect(await opened.page.getByTestId("alert-raw").textContent()).toBe(row?.raw);
    await opened.close();
  });

  it("says on top which incident it is part of, and what to do first", async () => {
    const [row] = await site.native.rows(
      `SELECT alert_id, incident_id, title, recommendation FROM alerts JOIN incidents USING (incident_id)
       ORDER BY alert_id LIMIT 1`
    );
    const opened = await open(`?alert=${row?.alert_id}`);
    const box = opened.page.locator('[data-testid="alert-incident"][data-state="ready"]');
    await box.waitFor();
    expect(await box.textContent()).toContain(String(row?.recommendation));
    const link = box.locator(`a[data-incident="${row?.incident_id}"]`);
    expect(await link.textContent()).toBe(row?.title);
    await opened.close();
  });

  it("of a flow shows what was measured, and what the source itself calls the event", async () => {
    const [row] = await site.native.rows(
      `SELECT alert_id, bytes_sent, bytes_received, packets_sent, label FROM alerts JOIN events USING (event_id)
       WHERE detector = 'knn' AND alerts.dataset = 'iscx' AND label IS NOT NULL ORDER BY alert_id LIMIT 1`
    );
    const opened = await open(`?alert=${row?.alert_id}`);
    await opened.page.locator('.alert-measured[data-state="ready"]').waitFor();
    const measured = (await opened.page.locator(".alert-measured").textContent()) ?? "";
    for (const key of ["bytes_sent", "bytes_received", "packets_sent"])
      expect(measured, key).toContain(Number(row?.[key]).toLocaleString("en-US"));
    expect(await opened.page.getByTestId("alert-label").textContent()).toBe(
      `The source itself labels this event ${row?.label}.`
    );
    await opened.close();
  });

  it("that does not exist is said not to", async () => {
    const opened = await open("?alert=nonsense");
    await expect.poll(() => opened.page.locator("dialog").textContent()).toContain("No alert has the id");
    await opened.close();
  });
});

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
