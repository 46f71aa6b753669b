import {expect, test} from "vitest";
import {Random} from "../../../src/engine/simulate/random.js";
import {
  arrivals,
  campusOffset,
  campusRhythm,
  officeRhythm,
  shareOfWeek
} from "../../../src/engine/simulate/rhythm.js";

const monday = Date.UTC(2026, 2, 2);
const hour = 3_600_000;

test("the campus clock goes forward on the Sunday of the simulated week", () => {
  expect(campusOffset(Date.UTC(2026, 2, 8, 6, 59))).toBe(-5 * hour);
  expect(campusOffset(Date.UTC(2026, 2, 8, 7, 0))).toBe(-4 * hour);
});

test("a weekday morning is busier than a night and than a Sunday morning", () => {
  const tenOnMonday = campusRhythm(monday + 15.5 * hour);
  expect(tenOnMonday).toBeGreaterThan(5 * campusRhythm(monday + 8.5 * hour));
  expect(tenOnMonday).toBeGreaterThan(2 * campusRhythm(monday + (6 * 24 + 14.5) * hour));
});

test("the days of a week share the week", () => {
  let sum = 0;
  for (let day = 0; day < 7; ++day) {
    sum += shareOfWeek(monday + day * 24 * hour, monday + (day + 1) * 24 * hour, officeRhythm);
  }
  expect(sum).toBeCloseTo(1, 10);
});

test("arrivals are in order, within their window, and about as many as asked for", () => {
  const times = arrivals(new Random(4), monday, monday + 24 * hour, 5000, campusRhythm);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times.every(time => time >= monday && time < monday + 24 * hour)).toBe(true);
  expect(Math.abs(times.length - 5000)).toBeLessThan(350);
});
