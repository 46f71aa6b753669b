import {expect, it} from "vitest";
import {gaussLegendre} from "../../../../src/engine/explain/tree-shap/quadrature.js";

it("a rule of n points integrates polynomials up to degree 2 n - 1 exactly", () => {
  for (let count = 1; count <= 40; ++count) {
    const {points, weights} = gaussLegendre(count);
    for (let degree = 0; degree < 2 * count; ++degree) {
      const integral = points.reduce((sum, t, i) => sum + (weights[i] ?? 0) * t ** degree, 0);
      expect(Math.abs(integral * (degree + 1) - 1)).toBeLessThan(1e-12);
    }
  }
});

it("points ascend within the interval and weights are positive", () => {
  for (const count of [1, 4, 8, 16, 32]) {
    const {points, weights} = gaussLegendre(count);
    expect([...points]).toEqual([...points].sort((a, b) => a - b));
    expect(new Set(points).size).toBe(count);
    expect(points.every(t => t > 0 && t < 1)).toBe(true);
    expect(weights.every(w => w > 0)).toBe(true);
  }
});
