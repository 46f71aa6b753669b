import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  binnedGroups,
  binsOver,
  linkedCounts,
  memberTotals,
  noPicks,
  type PickDimension,
  pickDimensions,
  totalWithin
} from "../../../src/engine/cube/linked-counts.js";
import {dayParts, localHour, weekdayOf, weekHours} from "../../../src/engine/cube/week-hours.js";
import {aggregate, buildCube, type Cube, type CubeRow} from "../../../src/engine/cube.js";
import {datasets, severities} from "../../../src/engine/event.js";
import type {Selection} from "../../../src/engine/selection.js";
import {createZone} from "../../../src/engine/time-zone.js";

const hour = 3_600_000;
const start = Date.UTC(2026, 2, 2);
const hours = 60;

const row = fc.record({
  hour: fc.integer({min: 0, max: hours - 1}).map(h => start + h * hour),
  dataset: fc.constantFrom(...datasets),
  severity: fc.constantFrom(...severities),
  service: fc.constantFrom("SSH", "HTTP", "other"),
  country: fc.constantFrom("US", "DE", "campus", null),
  attack_type: fc.constantFrom("DoS", "Malware", null),
  events: fc.integer({min: 1, max: 1000})
});
/** Rows in any order: a cube need not be sorted by time. */
const cubes = fc.array(row, {minLength: 1, maxLength: 60}).map((rows): Cube => {
  const whole = rows.map(r => ({...r, blocked: 0, allowed: 0, scored: 0, score_sum: 0, alerts: 0}));
  return buildCube(whole as CubeRow[], start);
});
const instant = fc.integer({min: -2, max: hours + 2}).map(h => start + h * hour);
const range = fc.tuple(instant, instant).map(([a, b]) => ({from: Math.min(a, b), to: Math.max(a, b)}));
const picks = fc.record({
  severity: fc.subarray([...severities], {maxLength: 2}),
  dataset: fc.subarray([...datasets], {maxLength: 2}),
  service: fc.subarray(["SSH", "HTTP"], {maxLength: 1}),
  country: fc.subarray(["US", "DE"], {maxLength: 1})
});
const everything: Selection = {
  from: start,
  to: start + hours * hour,
  datasets: [],
  severities: [],
  sources: []
};

/** A selection that says what the picks say, but those of one dimension. */
function selected(
  within: {from: number; to: number},
  picked: typeof noPicks,
  but?: PickDimension
): Selection {
  const kept = (dimension: PickDimension) => (dimension === but ? [] : picked[dimension]);
  return {
    ...everything,
    ...within,
    datasets: kept("dataset") as Selection["datasets"],
    severities: kept("severity") as Selection["severities"],
    filters: (["service", "country"] as const).flatMap(field =>
      kept(field).map(value => ({field, value, out: false}))
    )
  };
}

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

describe("counts that charts are linked by", () => {
  it("are what the cube sums, for any stretch of time and any picks", () => {
    fc.assert(
      fc.property(cubes, range, picks, (cube, within, picked) => {
        const counts = linkedCounts(cube, everything, picked);
        const [all] = aggregate(cube, selected(within, picked), []);
        expect(totalWithin(counts, within)).toBe(all?.events);
        const types = memberTotals(counts, "attack_type", within);
        expect(sum(types)).toBe(all?.events);
        for (const row of aggregate(cube, selected(within, picked), ["attack_type"]))
          expect(types[counts.members.attack_type.indexOf(row.attack_type ?? null)]).toBe(row.events);
      })
    );
  });

  it("show of each dimension what its own picks leave out", () => {
    fc.assert(
      fc.property(cubes, range, picks, (cube, within, picked) => {
        const counts = linkedCounts(cube, everything, picked);
        for (const dimension of pickDimensions) {
          const totals = memberTotals(counts, dimension, within);
          const expected = aggregate(cube, selected(within, picked, dimension), [dimension]);
          expect(sum(totals)).toBe(sum(expected.map(({events}) => events)));
          for (const found of expected)
            expect(totals[counts.members[dimension].indexOf(found[dimension] ?? null)]).toBe(found.events);
        }
      })
    );
  });

  it("keep to the selection that they were made of", () => {
    fc.assert(
      fc.property(cubes, range, picks, (cube, within, picked) => {
        const selection = selected(within, picked);
        const [all] = aggregate(cube, selection, []);
        expect(totalWithin(linkedCounts(cube, selection, noPicks), everything)).toBe(all?.events);
      })
    );
  });

  it("fall into bins that add up, whatever their length", () => {
    fc.assert(
      fc.property(cubes, range, fc.constantFrom(1, 3, 6, 24), (cube, within, length) => {
        const counts = linkedCounts(cube, everything, noPicks);
        const groups = [[0], [...counts.members.dataset.keys()].slice(1)];
        const bins = binsOver(within, length * hour);
        const binned = binnedGroups(counts, "dataset", groups, within, bins);
        expect(sum(binned.flatMap(values => [...values]))).toBe(totalWithin(counts, within));
        expect(bins.start).toBeLessThanOrEqual(within.from);
        expect(bins.start + bins.count * bins.length).toBeGreaterThanOrEqual(within.to);
      })
    );
  });

  it("lie by the hour of the week and of the day on the zone's clock, through a change of clocks", () => {
    const zone = createZone("America/New_York");
    // Clocks went forward on 8 March 2026, within these days.
    const from = Date.UTC(2026, 2, 7);
    const rows = Array.from({length: 72}, (_, h) => ({
      ...{hour: from + h * hour, dataset: "cowrie", severity: "none", service: "SSH", country: null},
      ...{attack_type: null, events: h + 1, blocked: 0, allowed: 0, scored: 0, score_sum: 0, alerts: 0}
    }));
    const within = {from, to: from + 72 * hour};
    const counts = linkedCounts(buildCube(rows, from), {...everything, ...within}, noPicks);
    const {events, hours: many} = weekHours(counts, within, zone);
    expect(sum(events)).toBe(sum(rows.map(r => r.events)));
    expect(sum(many)).toBe(72);
    const sunday = weekdayOf(localHour(Date.UTC(2026, 2, 8, 12), zone).day);
    expect(sunday).toBe(6);
    // There was no 02:00 on that Sunday; 03:00 came at 07:00 UTC.
    expect(many[sunday * 24 + 2]).toBe(0);
    expect(events[sunday * 24 + 3]).toBe(rows.find(r => r.hour === Date.UTC(2026, 2, 8, 7))?.events);
    const first = localHour(from, zone).day;
    const days = dayParts(counts, within, zone, {first, count: 4}, 1);
    const parts = dayParts(counts, within, zone, {first, count: 4}, 24);
    expect([...days]).toEqual([0, 1, 2, 3].map(d => sum(parts.subarray(d * 24, d * 24 + 24))));
  });
});
