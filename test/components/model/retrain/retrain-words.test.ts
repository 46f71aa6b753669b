import {describe, expect, it} from "vitest";
import {comparisonRows} from "../../../../src/components/model/retrain/comparison-rows.js";
import {
  noForest,
  outcome,
  precisionChange,
  training,
  warnings
} from "../../../../src/components/model/retrain/retrain-words.js";
import {calibrateGroups} from "../../../../src/engine/detect/calibration/group-calibration.js";
import type {ForestFigures} from "../../../../src/engine/retrain/retrain.js";
import type {ListedComparison} from "../../../../src/engine/retrain/retraining.js";

const calibration = calibrateGroups(
  Float64Array.from({length: 1000}, (_, i) => 0.3 + i / 5000),
  new Int32Array(1000),
  ["DNS"]
);
const figures: ForestFigures = {
  threshold: 0.5,
  calibration,
  flaggedBy: "severity",
  severities: {none: 990, low: 7, medium: 2, high: 1, critical: 0},
  flagged: 10,
  alerts: 4
};
const none = {events: 0, alerts: 0, gravest: []};
const comparison: ListedComparison = {
  rows: 1000,
  references: 900,
  learnt: 900,
  benign: true,
  dropped: [],
  same: false,
  trainMs: 38.6,
  totalMs: 1250,
  published: figures,
  retrained: {...figures, flagged: 13, alerts: 6},
  gained: {events: 5, alerts: 3, gravest: []},
  lost: {events: 2, alerts: 1, gravest: []},
  overlap: 8 / 15,
  correlation: 0.98,
  precision: null,
  grid: [],
  trees: new Uint8Array()
};
const precision = {attacks: 100, normals: 900, prevalence: 0.1, averages: [0.7, 0.72, 0.9]};

describe("what is said of a retrained forest", () => {
  it("is that it is the same, that it flags the same, or what it gains and loses", () => {
    expect(outcome({...comparison, same: true})).toContain("byte for byte");
    expect(outcome({...comparison, gained: none, lost: none})).toBe(
      "Another forest, which flags the very same events."
    );
    expect(outcome({...comparison, gained: none, lost: none, published: {...figures, flagged: 0}})).toBe(
      "Another forest, which flags nothing here either."
    );
    expect(outcome(comparison)).toBe(
      "Another forest: it raises 3 alerts that the one in use does not, and misses 1 that it does. Of the events that either forest flags, 53.3% are flagged by both."
    );
  });

  it("tells what it learnt from, and how long that took", () => {
    expect(training(comparison, "flow")).toBe(
      "Trained in 39 ms from 900 of the 900 benign references among 1,000 flows; scoring and calibrating took 1,211 ms more."
    );
    expect(training({...comparison, benign: false, learnt: 1000}, "honeypot")).toContain(
      "from 1,000 of 1,000 honeypot events;"
    );
  });

  it("warns of few benign events, and of none", () => {
    expect(warnings({...comparison, learnt: 60_000})).toEqual([]);
    expect(warnings(comparison)).toEqual([expect.stringContaining("only 900 benign events")]);
    const without = {...figures, flaggedBy: "contamination", calibration: null} as const;
    expect(warnings({...comparison, benign: false, retrained: without})).toEqual([
      expect.stringContaining("500 are needed")
    ]);
    expect(warnings({...comparison, benign: false, published: without, retrained: without})).toEqual([
      expect.stringContaining("Nothing here is known to be benign")
    ]);
  });

  it("says why there is no forest", () => {
    expect(noForest({rows: 12, reason: "too few"}, "login")).toBe(
      "The selection has 12 login events; a forest needs 100 at least. Select more."
    );
    expect(noForest({rows: 500, reason: "nothing varies"}, "flow")).toContain("all alike");
  });

  it("judges by labels where there are any, and makes nothing of a small difference", () => {
    const change = (known: typeof precision) => precisionChange({same: false, precision: known});
    expect(precisionChange({same: false, precision: null})).toContain("cannot be said");
    expect(precisionChange({same: true, precision: null})).toBeNull();
    expect(change(precision)).toBe(
      "A little better by the labels: PR-AUC goes from 0.700 to 0.720 (+0.020), over 100 labelled attacks among 1,000 labelled events (guessing: 0.100). Another seed alone moves it too."
    );
    expect(change({...precision, averages: [0.7, 0.5]})).toMatch(/^Clearly worse .*\(−0\.200\)/);
    expect(change({...precision, averages: [0.7, 0.702]})).toMatch(/^No real difference: PR-AUC/);
  });
});

describe("comparisonRows", () => {
  const family = {
    family: "flow",
    detector: {name: "knn", label: "Nearest neighbours", unit: "", calibration: null}
  } as const;
  const shares = {published: 0.05, retrained: 0.1};

  it("has severities, what is flagged, thresholds and labels, with the score that events carry beside", () => {
    const rows = comparisonRows({...comparison, precision}, family, shares);
    const row = (key: string) => rows.find(known => known.key === key);
    expect(row("severity-low")).toMatchObject({published: 7, retrained: 7});
    expect(row("alerts")).toMatchObject({published: 4, retrained: 6});
    expect(row("threshold")?.label).toBe(
      "Raw score that 5%, and 10% of the retrained one's, of what it learnt from exceeds"
    );
    expect(row("start-low")?.label).toBe("Raw score at which low begins (DNS)");
    expect(row("start-critical")?.published).toBeGreaterThan(row("start-low")?.published ?? 1);
    expect(row("pr-auc")).toMatchObject({published: 0.7, retrained: 0.72});
    expect(row("pr-auc-carried")).toMatchObject({published: 0.9, retrained: null});
  });

  it("has no severities where nothing is known to be benign", () => {
    const without = {...figures, flaggedBy: "contamination", calibration: null} as const;
    const keys = comparisonRows({...comparison, published: without, retrained: without}, family, shares).map(
      ({key}) => key
    );
    expect(keys).toEqual(["flagged", "alerts", "threshold"]);
    const [first] = comparisonRows({...comparison, retrained: without}, family, shares);
    expect(first).toMatchObject({key: "severity-critical", published: 0, retrained: null});
  });
});
