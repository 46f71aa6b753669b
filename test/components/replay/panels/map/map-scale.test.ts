import {expect, test} from "vitest";
import {largestBubble} from "../../../../../src/components/replay/panels/map/map-scale.js";
import {createColumns} from "../../../../../src/engine/replay/columns.js";
import {createReplay} from "../../../../../src/engine/replay/replay.js";

test("the largest bubble stands for the most of any moment with that span", () => {
  const columns = {
    ...createColumns(3),
    times: Float64Array.of(0, 1000, 500_000),
    severities: Uint8Array.of(2, 2, 2),
    names: {addresses: ["192.0.2.1"], places: ["CN"], protocols: ["TCP"], services: ["SSH"]}
  };
  const replay = createReplay({columns, alerts: [], bursts: [], sessions: []});
  expect(largestBubble(replay, Number.POSITIVE_INFINITY)).toBe(3);
  expect(largestBubble(replay, 300_000)).toBe(2);
});

test("is never less than one event", () => {
  const columns = {
    ...createColumns(0),
    names: {addresses: [], places: [], protocols: [], services: []}
  };
  expect(largestBubble(createReplay({columns, alerts: [], bursts: [], sessions: []}), 300_000)).toBe(1);
});
