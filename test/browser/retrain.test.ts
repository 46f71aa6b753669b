import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Page} from "playwright-core";
import {expect, inject, it, onTestFinished} from "vitest";
import {openCache} from "../../data-loaders/cache.js";
import {findInput} from "../../data-loaders/input.js";
import {prepare} from "../../data-loaders/prepare.js";
import {simulate} from "../../data-loaders/simulate/simulate.js";
import {readForest} from "../../src/engine/analysis/score/read-forest.js";
import type {PublishedModel} from "../../src/engine/published.js";
import {openPage, waitUntil} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";
import {type Visit, visit} from "./visit.js";

const site = useTestedSite();

const text = async (page: Page, id: string) => (await page.getByTestId(id).textContent()) ?? "";

/** The Model page with the panel open, its events loaded and a family chosen. */
async function openPanel(family: "Flows" | "Logins" | "Honeypot sessions", search = ""): Promise<Visit> {
  const opened = await visit(site.browser, `${site.url}model.html${search}`);
  await unfold(opened.page, family);
  return opened;
}

async function unfold(page: Page, family: string): Promise<void> {
  await page.getByText("Train another forest").click();
  const panel = page.getByTestId("retrain");
  await panel.getByRole("button", {name: family, exact: true}).click();
  await panel
    .getByRole("button", {name: "Train", exact: true})
    .and(page.locator(":enabled"))
    .waitFor({timeout: 60_000});
}

async function train({page}: {readonly page: Page}): Promise<void> {
  const result = page.getByTestId("retrain-result");
  const before = Number((await result.getAttribute("data-trained")) ?? 0);
  await page.getByRole("button", {name: "Train", exact: true}).click();
  await expect.poll(() => result.getAttribute("data-trained"), {timeout: 60_000}).toBe(String(before + 1));
}

it("nothing is loaded for the panel before it is opened", {timeout: 60_000}, async () => {
  const opened = await visit(site.browser, `${site.url}model.html`);
  const fetched: string[] = await opened.page.evaluate(
    "performance.getEntriesByType('resource').map(({name}) => name)"
  );
  expect(fetched.filter(name => /retrain-studio|retrain-worker|duckdb|events.*parquet/.test(name))).toEqual(
    []
  );
  expect(opened.page.workers()).toEqual([]);
  await opened.close();
});

it.each(["Flows", "Honeypot sessions", "Logins"] as const)(
  "with the settings in use and all events, %s give the forest in use again",
  {timeout: 120_000},
  async family => {
    const opened = await openPanel(family);
    await opened.page.getByRole("button", {name: "all", exact: true}).click();
    await train(opened);
    expect(await text(opened.page, "retrain-outcome")).toContain("The same forest");
    expect(await text(opened.page, "retrain-outcome")).toContain("byte for byte");
    expect(await opened.total("retrain-gained")).toBe(0);
    expect(await opened.total("retrain-lost")).toBe(0);
    await opened.close();
  }
);

it("another seed gains and loses alerts, and its model can be given to npm run data", {
  timeout: 180_000
}, async () => {
  const opened = await openPanel("Flows");
  const {page} = opened;
  await page.getByLabel("Seed", {exact: true}).fill("7");
  await train(opened);
  expect(await text(page, "retrain-outcome")).toContain("Another forest");
  expect(await text(page, "retrain-training")).toMatch(/^Trained in [\d,]+ ms from 65,536 of the/);
  expect(await text(page, "retrain-precision")).toMatch(
    /PR-AUC goes from 0\.\d{3} to 0\.\d{3} \([+−]0\.\d{3}\)/
  );
  const gained = await opened.total("retrain-gained");
  const lost = await opened.total("retrain-lost");
  expect(gained + lost).toBeGreaterThan(0);
  const published = await opened.column("retrain-comparison", "published");
  const rows = await page
    .getByTestId("chart-retrain-comparison")
    .locator('td[data-column="figure"]')
    .allTextContents();
  const alerts = rows.findIndex(label => label.startsWith("Alerts"));
  const retrained = await opened.column("retrain-comparison", "retrained");
  expect((retrained[alerts] ?? 0) - (published[alerts] ?? 0)).toBe(gained - lost);
  // Every link is to an alert that there is.
  const linked = await page
    .getByTestId("retrain")
    .locator("a[data-alert]")
    .evaluateAll(links => links.map(link => (link as HTMLElement).dataset.alert ?? ""));
  const known = await site.native.number(
    `SELECT count(*) FROM alerts WHERE alert_id IN (${[...new Set(linked), ""].map(id => `'${id}'`).join(", ")})`
  );
  expect(known).toBe(new Set(linked).size);

  const downloading = page.waitForEvent("download");
  await page.getByRole("button", {name: "Download the model"}).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("flowbook-flow-7.forest");
  const directory = mkdtempSync(join(tmpdir(), "flowbook-test-"));
  onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
  const file = join(directory, download.suggestedFilename());
  await download.saveAs(file);
  await opened.close();
  expect(readForest(new Uint8Array(readFileSync(file)))).toEqual({
    family: "flow",
    rows: 65_536,
    benign: true,
    seed: 7
  });

  await simulate({seed: 5, directory: join(directory, "input"), scale: 0.02});
  const input = await findInput(join(directory, "input"), 5, () => {});
  const output = join(directory, "output");
  const cache = await openCache(null);
  const options = {input: input.path, output, seed: 1, workers: 2, cache: false, models: [file]};
  await prepare(input, options, cache, {stage() {}, update() {}, end() {}});
  await cache.close();
  const model = JSON.parse(readFileSync(join(output, "model.json"), "utf8")) as PublishedModel;
  const flow = model.families.find(({family}) => family === "flow");
  expect(flow?.forest?.file).toBe("flowbook-flow-7.forest");
  expect(flow?.detector?.name).toBe("isolation_forest");
  expect(readFileSync(join(output, "model-flow.bin")).equals(readFileSync(file))).toBe(true);
});

it("learns from the selection in the address, and says where that is too little", {
  timeout: 120_000
}, async () => {
  const day = await openPanel("Logins", "?from=2026-03-03&to=2026-03-04");
  await train(day);
  const events = await site.native.number(
    "SELECT count(anomaly_score) FROM events WHERE dataset = 'authlog' AND event_time >= '2026-03-03' AND event_time < '2026-03-04'"
  );
  expect(await day.total("retrain-comparison")).toBe(events);
  expect(await text(day.page, "retrain-warning")).toContain("The selection is small");
  await day.close();

  const minute = await openPanel("Logins", "?from=2026-03-03T03:00&to=2026-03-03T03:01");
  await train(minute);
  expect(await text(minute.page, "retrain-outcome")).toMatch(/a forest needs 100 at least\. Select more\.$/);
  await minute.close();
});

it("the reader's own logs give the forest of their own build again", {timeout: 120_000}, async () => {
  const opened = await openPage(site.browser, `${site.url}test/workspace.html`);
  const {page} = opened;
  await waitUntil(page, "globalThis.flowbook");
  await page.evaluate("flowbook.openCopy()");
  await page.goto(`${site.url}model.html`);
  await page.getByTestId("workspace-banner").waitFor();
  await unfold(page, "Logins");
  await page.getByRole("button", {name: "all", exact: true}).click();
  await train({page});
  expect(await text(page, "retrain-outcome")).toContain("The same forest");
  const fetched: string[] = await page.evaluate(
    "performance.getEntriesByType('resource').map(({name}) => name)"
  );
  expect(fetched.filter(name => name.includes(".parquet"))).toEqual([]);
  expect(opened.errors).toEqual([]);
  await opened.close();
});

it("says beside a field what is wrong with it, and trains nothing", {timeout: 60_000}, async () => {
  const opened = await openPanel("Logins");
  const {page} = opened;
  await page.getByLabel("Trees").fill("5");
  await page.getByLabel("Rows of each tree").fill("1e9");
  await page.getByLabel("Contamination").fill("0.7");
  await page.getByLabel("Seed", {exact: true}).fill("");
  await page.getByTestId("retrain-features").getByRole("button", {name: "None"}).click();
  await page.getByRole("button", {name: "Train", exact: true}).click();
  expect(await text(page, "retrain-trees-problem")).toBe(
    "The number of trees must be a whole number from 10 to 1,000."
  );
  expect(await text(page, "retrain-samples-problem")).toContain("from 16 to 1,024.");
  expect(await text(page, "retrain-contamination-problem")).toContain("a share from 0.001 to 0.5.");
  expect(await text(page, "retrain-seed-problem")).toContain("The seed must be a whole number");
  expect(await text(page, "retrain-features-problem")).toBe("Choose one feature at least.");
  expect(await page.evaluate("document.activeElement.name")).toBe("trees");
  expect(await page.getByTestId("retrain-result").getAttribute("data-trained")).toBeNull();
  await page.getByRole("button", {name: "Settings in use"}).click();
  expect(await text(page, "retrain-trees-problem")).toBe("");
  await opened.close();
});

it("features that were left out cannot be chosen, and say why", {timeout: 60_000}, async () => {
  const opened = await openPanel("Flows");
  const model = JSON.parse(readFileSync(join(inject("data"), "model.json"), "utf8")) as PublishedModel;
  const dropped = model.families.find(({family}) => family === "flow")?.dropped.map(({name}) => name);
  const disabled = await opened.page
    .getByTestId("retrain-features")
    .locator("label:has(:disabled)")
    .evaluateAll(labels =>
      labels.map(label => [
        label.querySelector("input")?.value,
        /missing in \d/.test(label.textContent ?? "")
      ])
    );
  expect(disabled).toEqual(dropped?.map(name => [name, true]));
  await opened.close();
});
