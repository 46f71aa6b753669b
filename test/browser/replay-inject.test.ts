import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {expect, it} from "vitest";
import {repository} from "../../scripts/run.js";
import {logFile, openLogs} from "./open-logs.js";
import {openPage, settle} from "./open-page.js";
import {choose, unfoldChoices} from "./replay-choices.js";
import {useTestedSite} from "./tested-site.js";

const site = useTestedSite();

/** Into few logs, since the whole analysis runs again: over a week it takes a minute. */
it("an attack injected into a replay comes back at the same moment, with what the detectors said of it", async () => {
  const {page, errors, foreignRequests, close} = await openPage(site.browser, `${site.url}data.html`);
  const flows = await readFile(join(repository, "test", "input", "suricata", "flows.json"));
  await openLogs(page, [logFile("eve.json", flows)]);
  await page.goto(`${site.url}replay.html`, {waitUntil: "load"});
  const replay = page.getByTestId("replay");
  await replay.waitFor();
  await settle(page);
  const time = Number(await replay.getAttribute("data-time"));

  await unfoldChoices(page);
  await page.getByTestId("replay-inject").click();
  const form = page.getByTestId("simulate-form");
  await form.locator("select[name=scenario]").selectOption("port-scan");
  const begin = Date.parse(`${await form.locator("input[name=start]").inputValue()}Z`);
  expect(begin).toBe(Math.ceil(time / 60_000) * 60_000);
  await form.getByRole("button", {name: "Simulate"}).click();
  // Some records of this log are not understood, which the reader is told before it goes on.
  await page.getByRole("dialog").getByRole("button", {name: "Show", exact: true}).click({timeout: 120_000});
  const reaction = page.getByTestId("replay-reaction");
  await reaction.waitFor({timeout: 60_000});
  await settle(page);
  expect(await page.getByTestId("replay-said").textContent()).toBe("");
  expect(Number(await replay.getAttribute("data-time"))).toBe(Math.floor(time));

  expect(await reaction.textContent()).toContain("yet to come");
  await page.getByTestId("replay-stage").click({position: {x: 2, y: 2}});
  await page.keyboard.press("End");
  await expect
    .poll(() => reaction.locator("tr[data-detector]:not([data-silent])").count())
    .toBeGreaterThan(0);
  expect(await reaction.locator("h3").textContent()).toMatch(/detectors? noticed/);
  await page.getByRole("button", {name: "Alerts", exact: true}).click();
  await choose(page, "Count", "so far");
  const marks = page.locator(".replay-alerts tbody tr .injected-mark:visible");
  expect(await marks.count()).toBeGreaterThan(0);
  expect({errors, foreignRequests}).toEqual({errors: [], foreignRequests: []});
  await close();
}, 200_000);
