import {describe, expect, it} from "vitest";
import {spiral} from "../../../src/engine/geography/spiral.js";

describe("the spiral", () => {
  it("keeps points about a unit apart or more, and grows with the root of their number", () => {
    const places = spiral(500);
    const at = (i: number) => [places[2 * i] ?? 0, places[2 * i + 1] ?? 0] as const;
    let nearest = Number.POSITIVE_INFINITY;
    let farthest = 0;
    for (let i = 0; i < 500; i++) {
      const [x, y] = at(i);
      farthest = Math.max(farthest, Math.hypot(x, y));
      for (let j = 0; j < i; j++) nearest = Math.min(nearest, Math.hypot(x - at(j)[0], y - at(j)[1]));
    }
    expect(at(0)).toEqual([0, 0]);
    expect(nearest).toBeGreaterThan(0.9);
    expect(farthest).toBeLessThan(Math.sqrt(500));
  });
});
