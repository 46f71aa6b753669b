import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  anomalyScore,
  type Calibration,
  calibrate,
  impliedFalseAlertsPerMillion,
  severityOf,
  tailProbability
} from "../../../../src/engine/detect/calibration/calibration.js";
import {fitTail, tailSurvival} from "../../../../src/engine/detect/calibration/tail.js";
import {createRandom} from "../../../../src/engine/random.js";
import {normal} from "../isolation-forest/forests.js";

function draw(
  count: number,
  seed: number,
  sample: (random: () => number) => number
): Float64Array<ArrayBuffer> {
  const random = createRandom(seed);
  return Float64Array.from({length: count}, () => sample(random));
}

function learn(scores: Float64Array): Calibration {
  const calibration = calibrate(scores);
  if (calibration === null) throw new Error("too few scores");
  return calibration;
}

const shapes: Record<string, (random: () => number) => number> = {
  "bounded above": random => random(),
  normal,
  exponential: random => -Math.log(1 - random()),
  "heavy-tailed": random => (1 - random()) ** -0.25
};

describe("calibrate", () => {
  it("promises nothing from fewer than 500 benign scores", () => {
    expect(calibrate(draw(499, 1, normal))).toBeNull();
    expect(calibrate(new Float64Array(0))).toBeNull();
    expect(calibrate(draw(500, 1, normal))).not.toBeNull();
  });

  it("refuses scores that are no numbers", () => {
    expect(() => calibrate(Float64Array.of(0.5, Number.NaN))).toThrow("invalid benign score: NaN");
    expect(() => calibrate(Float64Array.of(0.5, Number.NEGATIVE_INFINITY))).toThrow(
      "invalid benign score: -Infinity"
    );
  });

  for (const [name, sample] of Object.entries(shapes)) {
    it(`gives fresh benign scores evenly spread probabilities (${name})`, () => {
      const calibration = learn(draw(20_000, 1, sample));
      const p = draw(20_000, 2, sample)
        .map(score => tailProbability(calibration, score))
        .sort();
      let distance = 0;
      p.forEach((value, i) => {
        distance = Math.max(distance, Math.abs(value - (i + 0.5) / p.length));
      });
      // Two samples of 20,000 differ by more than 1.95 sqrt(2 / 20,000) once in a thousand.
      expect(distance).toBeLessThan(1.95 * Math.sqrt(2 / 20_000));
    });

    it(`keeps the tail's promise of one in ten thousand false alerts (${name})`, () => {
      const calibration = learn(draw(20_000, 3, sample));
      const rare = draw(300_000, 4, sample).filter(
        score => tailProbability(calibration, score) <= 1e-4
      ).length;
      // A tail is never taken to fall off faster than exponentially: of those that do, the promise is kept with room to spare.
      if (name !== "bounded above" && name !== "normal") expect(rare).toBeGreaterThan(10);
      expect(rare).toBeLessThan(90);
    });
  }

  it("survives JSON and stays small", () => {
    const calibration = learn(draw(5000, 5, normal));
    const json = JSON.stringify(calibration);
    expect(json.length).toBeLessThan(12_000);
    expect(JSON.parse(json)).toEqual(calibration);
  });
});

describe("tailProbability", () => {
  it("is in (0, 1] and never rises with the score, ties or not", () => {
    const scores = fc.array(
      fc.oneof(fc.integer({min: 0, max: 5}), fc.double({min: 0, max: 5, noNaN: true})),
      {
        minLength: 500,
        maxLength: 700
      }
    );
    fc.assert(
      fc.property(scores, fc.array(fc.double({min: -1, max: 20, noNaN: true})), (benign, probes) => {
        const calibration = learn(Float64Array.from(benign));
        let before = 1;
        for (const score of [Number.NEGATIVE_INFINITY, ...benign, ...probes, Number.POSITIVE_INFINITY].sort(
          (a, b) => a - b
        )) {
          const p = tailProbability(calibration, score);
          expect(p).toBeGreaterThan(0);
          expect(p).toBeLessThanOrEqual(before);
          before = p;
        }
      }),
      {numRuns: 30}
    );
  });

  it("counts ties in full", () => {
    const benign = Float64Array.from({length: 1000}, (_, i) => (i < 600 ? 0.3 : 0.4 + i / 1e4));
    const calibration = learn(benign);
    expect(tailProbability(calibration, 0.3)).toBe(1);
    expect(tailProbability(calibration, 0.31)).toBeLessThanOrEqual(0.4);
  });

  it("calls what exceeds a thousand equal scores rarer than one in a thousand", () => {
    const calibration = learn(new Float64Array(1000).fill(0.4));
    expect(tailProbability(calibration, 0.4)).toBe(1);
    expect(tailProbability(calibration, 0.5)).toBe(1 / 1001);
  });

  it("does not take a score that is no number", () => {
    const calibration = learn(draw(500, 6, normal));
    expect(() => tailProbability(calibration, Number.NaN)).toThrow("NaN");
  });
});

describe("fitTail", () => {
  it("recovers the shape and scale of a generalised Pareto sample", () => {
    for (const shape of [0.1, 0.3]) {
      const excesses = draw(20_000, 7, random => (2 * ((1 - random()) ** -shape - 1)) / shape).sort();
      const tail = fitTail(excesses);
      expect(tail.shape).toBeCloseTo(shape, 1);
      expect(tail.scale).toBeCloseTo(2, 0);
    }
  });

  it("never claims that a tail ends, however far beyond what was seen", () => {
    const excesses = draw(5000, 8, random => random()).sort();
    const tail = fitTail(excesses);
    expect(tail.shape).toBe(0);
    for (const excess of [1, 2, 10]) expect(tailSurvival(tail, excess)).toBeGreaterThan(0);
  });
});

describe("severity", () => {
  it("follows the anomaly score's thresholds", () => {
    expect([0, 0.49, 0.5, 0.7, 0.85, 0.95, 1].map(severityOf)).toEqual([
      "none",
      "none",
      "low",
      "medium",
      "high",
      "critical",
      "critical"
    ]);
  });

  it("is an anomaly score of 0 for the ordinary and of 1 from one in a million", () => {
    expect([1, 1e-3, 1e-6, 1e-12].map(anomalyScore)).toEqual([0, 0.5, 1, 1]);
  });

  it("implies 2, 8, 63 and 1,000 false alerts per million", () => {
    const severities = ["critical", "high", "medium", "low", "none"] as const;
    expect(severities.map(severity => Math.round(impliedFalseAlertsPerMillion(severity)))).toEqual([
      2, 8, 63, 1000, 1e6
    ]);
  });
});
