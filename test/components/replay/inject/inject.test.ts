import {expect, it} from "vitest";
import {attacksOfFiles} from "../../../../src/components/replay/inject/injected-attacks.js";
import {returnAddress} from "../../../../src/components/replay/inject/return-address.js";
import {parseSelection, type Selection} from "../../../../src/engine/selection.js";
import {simulateLogs} from "../../../../src/engine/simulate/simulate-logs.js";
import {injectedFiles} from "../../../../src/workspace/injected-files.js";

const day = 86_400_000;
const start = Date.UTC(2026, 2, 2);
const range = {from: start, to: start + 7 * day};
const bounds = {data: range, default: range};
const selection: Selection = {...range, datasets: ["cowrie"], severities: ["high"], sources: ["203.0.113.9"]};

it("a replay comes back to the moment, with all of the time that was selected and nothing that hides the attack", () => {
  const at = start + 3 * day + 1234.5;
  const href =
    "http://127.0.0.1:8080/sub/replay.html?dataset=cowrie&severity=high&port=!22&at=2026-03-02T00:00:00.000Z&n=17&view=terminal&window=hour&without=203.0.113.9&only=blocked&story=night-heron&chapter=3#x";
  const address = returnAddress(href, {selection, bounds, at, to: at + 1000});
  expect(address).toBe(
    "http://127.0.0.1:8080/sub/replay.html?from=2026-03-02T00:00Z&to=2026-03-09T00:00Z&at=2026-03-05T00:00:01.234Z&window=hour&story=night-heron"
  );
  expect(parseSelection(new URL(address).search, bounds)).toMatchObject({selection: range, problems: []});
});

it("an attack that goes on beyond the selected time makes it longer", () => {
  const address = returnAddress("http://127.0.0.1/replay.html", {
    selection,
    bounds,
    at: range.to - 60_000,
    to: range.to + 90 * 60_000
  });
  expect(parseSelection(new URL(address).search, bounds).selection.to).toBe(range.to + 2 * 3_600_000);
});

it("injected files tell what attacks they are of, when each begins and when it is over", () => {
  const options = {seed: 7, from: Date.UTC(2026, 2, 8, 12, 30)};
  const later = {seed: 1, from: Date.UTC(2026, 2, 8, 18), hours: 1};
  const [scan, dos] = [simulateLogs("port-scan", options), simulateLogs("denial-of-service", later)];
  const own = {name: "eve.json", modified: start, origin: "recorded"} as const;
  expect(attacksOfFiles([...injectedFiles(dos), own, ...injectedFiles(scan)])).toEqual([
    {title: scan.summary.title, from: options.from, to: Math.floor(scan.summary.to)},
    {title: dos.summary.title, from: later.from, to: Math.floor(dos.summary.to)}
  ]);
  expect(attacksOfFiles([{...own, name: "injected/x/eve.json"}])).toEqual([]);
});
