import {describe, expect, it} from "vitest";
import {findBounds} from "../../src/engine/overview.js";

const hour = 3_600_000;
const start = Date.UTC(2026, 2, 2);
const week = 7 * 24;

describe("findBounds", () => {
  it("opens on everything when there are no more than seven days", () => {
    const all = {from: start, to: start + 5 * hour};
    expect(findBounds(start, [1, 0, 0, 0, 2])).toEqual({data: all, default: all});
    expect(findBounds(start, []).data).toEqual({from: start, to: start + hour});
  });

  it("opens on the densest seven days, the earliest of equals", () => {
    const hourly = Array.from({length: 6 * week}, (_, i) =>
      i === 3 * week + 5 || i === 0 ? 10 : i >= 4 * week ? 1 : 0
    );
    const {data, default: opened} = findBounds(start, hourly);
    expect(data).toEqual({from: start, to: start + 6 * week * hour});
    expect(opened).toEqual({from: start + 4 * week * hour, to: start + 5 * week * hour});
    expect(findBounds(start, Array(3 * week).fill(1)).default.from).toBe(start);
  });
});
