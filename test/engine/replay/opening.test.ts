import {describe, expect, it} from "vitest";
import {findOpening} from "../../../src/engine/replay/opening.js";
import {createTape} from "../../../src/engine/replay/tape.js";

const tape = createTape(Float64Array.from({length: 100}, (_, i) => i * 1000));
const at = (...times: number[]) => times.map(start_time => ({start_time}));

describe("where a replay opens", () => {
  it("is just before the strongest burst that leaves something before it and as much after it", () => {
    expect(findOpening(tape, at(90_000, 3000, 40_000, 20_000))).toEqual({
      position: 40,
      burst: {start_time: 40_000}
    });
  });

  it("is after a tenth of the events where there is no such burst", () => {
    expect(findOpening(tape, [])).toEqual({position: 10, burst: null});
    expect(findOpening(tape, at(3000, 900_000))).toEqual({position: 10, burst: null});
    expect(findOpening(createTape(new Float64Array(0)), at(5))).toEqual({position: 0, burst: null});
  });
});
