import {expect, it} from "vitest";
import {
  curveGroups,
  curveOf,
  rawScoreAt,
  severityStarts
} from "../../../src/components/model/calibration-curve.js";
import {
  calibrate,
  severityThresholds,
  tailProbability
} from "../../../src/engine/detect/calibration/calibration.js";
import {createRandom} from "../../../src/engine/random.js";

function calibrationOf(count: number, scoreOf: (random: () => number) => number) {
  const random = createRandom(3);
  const calibration = calibrate(Float64Array.from({length: count}, () => scoreOf(random)));
  if (calibration === null) throw new Error(`${count} scores are enough for a calibration`);
  return calibration;
}

const skewed = calibrationOf(5000, random => 0.4 - 0.03 * Math.log(1 - random()));

it("a curve never rises with the score, and what is fitted begins where what was counted ends", () => {
  const points = curveOf(skewed);
  points.slice(1).forEach((point, i) => {
    expect(point.raw).toBeGreaterThan(points[i]?.raw ?? 0);
    expect(point.probability).toBeLessThanOrEqual(points[i]?.probability ?? 1);
  });
  const parts = points.map(({part}) => part);
  expect(parts.lastIndexOf("counted")).toBe(parts.indexOf("fitted") - 1);
  expect(points.at(-1)?.probability).toBeGreaterThanOrEqual(1e-7);
});

it("the score at a probability is where the curve crosses it", () => {
  for (const probability of [0.3, 0.01, 1e-3, 1e-5]) {
    const raw = rawScoreAt(skewed, probability) ?? 0;
    expect(tailProbability(skewed, raw)).toBeLessThanOrEqual(probability);
    expect(tailProbability(skewed, raw - 1e-6)).toBeGreaterThan(probability);
  }
});

it("raw scores beyond 1, such as sums of evidence, have a curve too", () => {
  const wide = calibrationOf(5000, random => -2 * Math.log(1 - random()));
  const raw = rawScoreAt(wide, 1e-4) ?? 0;
  expect(raw).toBeGreaterThan(10);
  expect(tailProbability(wide, raw)).toBeLessThanOrEqual(1e-4);
});

it("a tail too heavy for a probability has no score for it", () => {
  const heavy = calibrationOf(600, random => random());
  expect(rawScoreAt({...heavy, tail: {shape: 0.5, scale: 1}}, 1e-11)).toBeNull();
});

it("graver severities begin at higher scores and promise fewer false alerts", () => {
  const starts = severityStarts(skewed);
  expect(starts.map(({severity}) => severity)).toEqual(Object.keys(severityThresholds));
  starts.slice(1).forEach((start, i) => {
    expect(start.raw).toBeLessThan(starts[i]?.raw ?? 0);
    expect(start.perMillion).toBeGreaterThan(starts[i]?.perMillion ?? 0);
  });
});

it("groups with a curve stand in order of their benign events, all others last", () => {
  const small = calibrationOf(600, random => random());
  expect(curveGroups({own: {DNS: small, HTTP: skewed}, rest: small})).toEqual(["HTTP", "DNS", null]);
});
