import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {binOf, featureEdges} from "../../../src/engine/features/feature-bins.js";
import {featureSets} from "../../../src/engine/features/features.js";

describe("the bins of a feature", () => {
  const specs = Object.values(featureSets).flat();

  it("ascend, for every feature", () => {
    for (const spec of specs) {
      const edges = featureEdges(spec);
      expect(edges.length).toBeGreaterThan(2);
      for (let i = 1; i < edges.length; ++i) expect(edges[i]).toBeGreaterThan(edges[i - 1] ?? 0);
    }
  });

  it("hold every value between their edges, and take what lies outside at their ends", () => {
    fc.assert(
      fc.property(fc.constantFrom(...specs), fc.double({min: -10, max: 1e13, noNaN: true}), (spec, value) => {
        const edges = featureEdges(spec);
        const bin = binOf(value, edges);
        expect(bin).toBeGreaterThanOrEqual(0);
        expect(bin).toBeLessThan(edges.length - 1);
        if (bin > 0) expect(value).toBeGreaterThanOrEqual(edges[bin] ?? 0);
        if (bin < edges.length - 2) expect(value).toBeLessThan(edges[bin + 1] ?? 0);
      })
    );
  });

  it("tell single values apart where there are few", () => {
    const edges = featureEdges({unit: "1-3", scale: "linear"});
    expect([1, 2, 3].map(value => binOf(value, edges))).toEqual([0, 1, 2]);
  });
});
