import {expect, test} from "vitest";
import {createPace} from "../../../../src/components/replay/panels/pace.js";

test("what is read waits while playing, and never at rest", () => {
  const isDue = createPace(100);
  expect([
    isDue(true, 1000),
    isDue(true, 1050),
    isDue(false, 1060),
    isDue(true, 1100),
    isDue(true, 1160)
  ]).toEqual([true, false, true, false, true]);
});

test("and not when there is something else to see", () => {
  const isDue = createPace(100);
  expect([
    isDue(true, 0, "a"),
    isDue(true, 10, "a"),
    isDue(true, 20, "b"),
    isDue(true, 30, "b", "c"),
    isDue(true, 40, "b", "c")
  ]).toEqual([true, false, true, true, false]);
});
