import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, beforeEach, describe, expect, inject, it} from "vitest";
import {attacks} from "../../src/engine/simulate/scenarios/index.js";
import {simulateLogs} from "../../src/engine/simulate/simulate-logs.js";
import {launchChromium} from "./chromium.js";
import {type OpenedPage, openPage} from "./open-page.js";
import {type StaticServer, serveDirectory} from "./static-server.js";

let browser: Browser;
let server: StaticServer;
let opened: OpenedPage;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  server = await serveDirectory(inject("site"));
});

beforeEach(async () => {
  await opened?.close();
  opened = await openPage(browser, `${server.url}test/simulate.html`);
  page = opened.page;
  await ready();
});

afterAll(async () => {
  await opened?.close();
  await browser?.close();
  await server?.close();
});

const ready = () => page.locator('.simulate-form[data-state="ready"]').waitFor();
const text = async (id: string) => (await page.getByTestId(id).textContent()) ?? "";
const taken = () => page.evaluate("flowbook.taken");

describe("the form that simulates an attack", () => {
  it("offers every attack and tells what the chosen one does, how long it takes and what it leaves", async () => {
    const offered = await page.getByLabel("Attack").locator("option").allTextContents();
    expect(offered).toEqual(attacks.map(({title}) => title));
    for (const name of ["port-scan", "privilege-escalation"]) {
      await page.getByLabel("Attack").selectOption(name);
      await expect.poll(() => page.locator(".simulate-form").getAttribute("data-state")).toBe("ready");
      const {summary} = simulateLogs(name, {seed: 1, from: Date.UTC(2026, 2, 8, 12)});
      expect(await text("simulate-description")).toBe(summary.description);
      expect(await text("simulate-summary")).toContain(`${summary.records.toLocaleString("en-US")} record`);
      expect(await text("simulate-summary")).toContain(summary.victims[0]);
    }
    expect(opened.errors).toEqual([]);
  });

  it("hands over the logs that the engine makes in Node, byte for byte, from a worker", async () => {
    await page.getByLabel("Attack").selectOption("denial-of-service");
    await page.getByLabel("Seed").fill("42");
    await page.getByLabel("Start (UTC)").fill("2026-03-05T23:30");
    await page.getByLabel("Volume").selectOption("0.5");
    await page.getByRole("button", {name: "Simulate"}).click();
    await expect.poll(() => text("simulate-status")).toContain("part of the attack");
    const options = {seed: 42, from: Date.UTC(2026, 2, 5, 23, 30), hours: 0.7, scale: 0.5};
    expect(await taken()).toEqual([JSON.parse(JSON.stringify(simulateLogs("denial-of-service", options)))]);
    expect(page.workers()).toHaveLength(1);
    expect(opened.foreignRequests).toEqual([]);
    expect(opened.errors).toEqual([]);
  });

  it("keeps the length that the reader gave, and otherwise takes each attack's own", async () => {
    const length = page.getByLabel("Length in hours");
    expect(await length.inputValue()).toBe("0.5");
    await page.getByLabel("Attack").selectOption("dns-tunnel");
    expect(await length.inputValue()).toBe("4");
    await length.fill("2");
    await page.getByLabel("Attack").selectOption("slowloris");
    expect(await length.inputValue()).toBe("2");
  });

  it("says beside a field what is wrong with it, goes there, and simulates nothing", async () => {
    await page.getByLabel("Seed").fill("1.5");
    await page.getByLabel("Length in hours").fill("9999");
    await page.getByLabel("Start (UTC)").fill("");
    await page.getByRole("button", {name: "Simulate"}).click();
    expect(await text("simulate-seed-problem")).toMatch(/^The seed must be a whole number/);
    expect(await text("simulate-hours-problem")).toBe("The length must be from 0.1 to 720 hours.");
    expect(await text("simulate-start-problem")).toBe("The start must be a date and a time, in UTC.");
    expect(await page.evaluate("document.activeElement.name")).toBe("start");
    expect(await taken()).toEqual([]);
    await page.getByLabel("Seed").fill("2");
    await expect.poll(() => text("simulate-seed-problem")).toBe("");
  });

  it("shows why the logs could not be taken, and can be used again", async () => {
    await page.evaluate('globalThis.refuse = "<b>no room</b>"');
    await page.getByRole("button", {name: "Simulate"}).click();
    await expect.poll(() => text("simulate-failure")).toBe("This could not be simulated: <b>no room</b>");
    await page.evaluate("delete globalThis.refuse");
    await page.getByRole("button", {name: "Simulate"}).click();
    await expect.poll(() => text("simulate-status")).toContain("part of the attack");
    expect(await text("simulate-failure")).toBe("");
  });

  it("shows that its worker failed, and starts another for the next attack", async () => {
    await page.route("**/simulate-worker*", route => route.abort());
    await page.evaluate("flowbook.form.close()");
    await page.getByRole("button", {name: "Simulate"}).click();
    await expect
      .poll(() => text("simulate-failure"))
      .toMatch(/^This could not be simulated: the simulator failed/);
    await page.unroute("**/simulate-worker*");
    await page.getByRole("button", {name: "Simulate"}).click();
    await expect.poll(() => text("simulate-status")).toContain("part of the attack");
  });

  it("fits a phone", async () => {
    await page.setViewportSize({width: 360, height: 800});
    const overflow = await page.evaluate(
      "document.querySelector('.simulate-form').scrollWidth - document.querySelector('.simulate-form').clientWidth"
    );
    expect(overflow).toBe(0);
  });
});
