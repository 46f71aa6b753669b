import {expect, it} from "vitest";
import {clearingText, findClearings} from "../../../../src/components/alerts/explanation/clear.js";
import type {Part} from "../../../../src/components/alerts/explanation/explanation.js";
import {rowOf} from "../../../../src/components/alerts/explanation/explanation.js";
import {anomalyScore, severityThresholds} from "../../../../src/engine/detect/calibration/calibration.js";
import {
  calibrateGroups,
  groupTailProbability
} from "../../../../src/engine/detect/calibration/group-calibration.js";
import {fit as fitForest} from "../../../../src/engine/detect/isolation-forest/fit.js";
import {scoreBlock} from "../../../../src/engine/detect/isolation-forest/score.js";
import {createIsolationForestExplainer} from "../../../../src/engine/explain/explain-isolation-forest.js";
import {featureSets} from "../../../../src/engine/features/features.js";
import {createRandom} from "../../../../src/engine/random.js";

const specs = featureSets.login;
const names = specs.map(({name}) => name);
const place = (name: string) => names.indexOf(name);
const usedNames = ["source_failed_logins", "source_request_rate", "hour", "user_regularity"];
const random = createRandom(7);

/** Logins with few failures, by day; among them a few of all kinds, so that the forest knows how far values go. */
const count = 3000;
const strange = 100;
const rows = new Float32Array(count * specs.length);
for (let row = 0; row < count; ++row) {
  const start = row * specs.length;
  const odd = row < strange;
  rows[start + place("source_failed_logins")] = Math.floor(random() * (odd ? 60 : 3));
  rows[start + place("source_request_rate")] = 0.1 + random() * (odd ? 30 : 1);
  rows[start + place("hour")] = odd ? Math.floor(random() * 24) : 8 + Math.floor(random() * 10);
  rows[start + place("user_regularity")] = odd ? random() : 0.3 + 0.3 * random();
}
const forest = fitForest(rows, specs.length, {
  seed: 1,
  names,
  use: usedNames.map(place),
  scales: specs.map(({scale}) => scale)
});
const raw = new Float64Array(count);
scoreBlock(forest, rows, specs.length, raw);
const found = calibrateGroups(raw.slice(strange), new Int32Array(count - strange), ["SSH"]);
if (found === null) throw new Error("2900 scores are enough for a calibration");
const calibration = found;

/** The parts of a login as the table of explanations holds them. */
function partsOf(values: Readonly<Record<string, number>>): Part[] {
  const row = Float32Array.from(names, name => values[name] ?? Number.NaN);
  const {parts} = createIsolationForestExplainer(forest).explainRow(row);
  const usual: Readonly<Record<string, number>> = {
    source_failed_logins: 1,
    source_request_rate: 0.6,
    hour: 12,
    user_regularity: 0.45
  };
  return usedNames.map(feature => ({
    feature,
    value: values[feature] ?? null,
    usual: usual[feature] ?? null,
    contribution: parts[place(feature)] ?? 0,
    clearing: null
  }));
}

function scoreOf(row: Float32Array): number {
  const out = new Float64Array(1);
  scoreBlock(forest, row, specs.length, out);
  return Math.round(1e4 * anomalyScore(groupTailProbability(calibration, "SSH", out[0] ?? 0))) / 1e4;
}

const usualLogin = {source_failed_logins: 1, source_request_rate: 0.6, hour: 12, user_regularity: 0.45};

it("every value that is said to clear an event does clear it, and counts are whole", () => {
  const parts = partsOf({...usualLogin, source_failed_logins: 50, user_regularity: 0.62});
  expect(scoreOf(rowOf(parts, "login"))).toBeGreaterThanOrEqual(severityThresholds.low);
  const clearings = findClearings(forest, "login", parts, calibration, "SSH");
  const single = clearings?.single.filter(({clears}) => clears !== null) ?? [];
  expect(single.map(({feature}) => feature)).toContain("source_failed_logins");
  for (const {feature, clears} of single) {
    const row = rowOf(parts, "login");
    row[place(feature)] = clears ?? Number.NaN;
    expect(scoreOf(row), feature).toBeLessThan(severityThresholds.low);
    if (feature !== "source_request_rate" && feature !== "user_regularity")
      expect(Number.isInteger(clears), feature).toBe(true);
  }
});

it("where no single measure clears an event, all that are named together do, and none of them is too many", () => {
  const parts = partsOf({source_failed_logins: 60, source_request_rate: 30, hour: 3, user_regularity: 0.99});
  const clearings = findClearings(forest, "login", parts, calibration, "SSH");
  expect(clearings?.single.every(({clears}) => clears === null)).toBe(true);
  const together = clearings?.together ?? [];
  expect(together.length).toBeGreaterThan(1);
  const cleared = (some: typeof together) => {
    const row = rowOf(parts, "login");
    for (const {feature, usual} of some) row[place(feature)] = usual ?? 0;
    return scoreOf(row) < severityThresholds.low;
  };
  expect(cleared(together)).toBe(true);
  for (const one of together) expect(cleared(together.filter(other => other !== one))).toBe(false);
});

it("what the forest does not flag has nothing to clear", () => {
  expect(findClearings(forest, "login", partsOf(usualLogin), calibration, "SSH")).toBeNull();
});

it("a bound is only claimed where everything beyond it clears too", () => {
  const clearing = {feature: "source_failed_logins", value: 40, clears: 3};
  expect(clearingText({...clearing, beyond: true}, "login")).toBe(
    "source's failed logins: at most 3 instead of 40"
  );
  expect(clearingText({...clearing, beyond: false}, "login")).toBe("source's failed logins: 3 instead of 40");
  expect(clearingText({feature: "hour", value: 3, clears: 8, beyond: true}, "login")).toBe(
    "hour of the day: 08:00 instead of 03:00"
  );
});
