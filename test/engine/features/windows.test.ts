import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {DistinctCounts} from "../../../src/engine/features/distinct.js";
import {Windows} from "../../../src/engine/features/windows.js";

describe("Windows", () => {
  it("counts what a list of all records in the last ten parts would", () => {
    const records = fc.array(fc.record({step: fc.nat(2500), key: fc.nat(5), outcome: fc.constantFrom(0, 1)}));
    fc.assert(
      fc.property(records, events => {
        const windows = new Windows({span: 10_000, distinct: 0, maxKeys: 100, maxSketches: 0});
        const row = new Float32Array(6);
        const seen: {key: number; part: number; outcome: number}[] = [];
        let time = 1e6;
        for (const {step, key, outcome} of events) {
          time += step;
          const part = Math.floor(time / 1000);
          seen.push({key, part, outcome});
          const slot = windows.touch(key, time);
          windows.addLogin(slot, outcome);
          windows.write(slot, row, 0);
          const live = seen.filter(record => record.key === key && record.part > part - 10);
          expect(row[0]).toBe(live.filter(record => record.outcome === 0).length);
          expect(row[1]).toBe(live.filter(record => record.outcome === 1).length);
          expect(row[2]).toBe(live.length * 6);
        }
      })
    );
  });
});

describe("DistinctCounts", () => {
  it("is exact up to eight values in the window, and close beyond", () => {
    const additions = fc.array(fc.record({step: fc.nat(3), value: fc.integer({min: -1, max: 60})}), {
      maxLength: 150
    });
    fc.assert(
      fc.property(additions, events => {
        const distinct = new DistinctCounts(1, 10, 4);
        const last = new Map<number, number>();
        let part = 0;
        let most = 0;
        for (const {step, value} of events) {
          part += step;
          if (value >= 0) last.set(value, part);
          const live = [...last.values()].filter(seen => seen > part - 10).length;
          most = Math.max(most, live);
          const count = distinct.add(0, value, part);
          if (most <= 8) expect(count).toBe(live);
          else expect(Math.abs(count - live)).toBeLessThanOrEqual(1 + live * 0.25);
        }
      })
    );
  });
});
