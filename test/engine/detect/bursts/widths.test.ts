import {describe, expect, it} from "vitest";
import {findBurstsAtWidths, defaults as widths} from "../../../../src/engine/detect/bursts/widths.js";

const monday = Date.UTC(2024, 0, 8);
const week = 7 * 288;

/** A week of counts of about 20, made to vary by a fixed pattern, with other counts in some places. */
function counted(...changes: readonly {readonly at: number; readonly counts: readonly number[]}[]) {
  const counts = Float64Array.from({length: week}, (_, i) => 20 + ((i * 7) % 11) - 5);
  for (const {at, counts: own} of changes) counts.set(own, at);
  return Array.from(counts, (events, i) => ({start: monday + i * widths.narrow, events}));
}
const places = (bins: ReturnType<typeof counted>) =>
  findBurstsAtWidths(bins).map(({start, end, binMs}) => ({
    from: (start - monday) / widths.narrow,
    to: (end - monday) / widths.narrow,
    minutes: binMs / 60_000
  }));

describe("bursts at five and ten minutes", () => {
  it("tell a burst that both find once, with the sharper begin", () => {
    expect(places(counted({at: 501, counts: [150, 160, 170, 150, 140]}))).toEqual([
      {from: 501, to: 506, minutes: 5}
    ]);
  });

  it("find what is too low for five minutes and long enough for ten", () => {
    const low = Array.from({length: 12}, () => 45);
    expect(places(counted({at: 600, counts: low}))).toEqual([{from: 600, to: 612, minutes: 10}]);
  });

  it("keep bursts apart that do not touch", () => {
    const high = [200, 210, 220];
    const found = places(counted({at: 300, counts: high}, {at: 900, counts: high}));
    expect(found.map(({from, to}) => [from, to])).toEqual([
      [300, 303],
      [900, 903]
    ]);
  });

  it("never overlap", () => {
    const found = places(
      counted({at: 300, counts: [200, 30, 30, 210]}, {at: 310, counts: Array.from({length: 30}, () => 50)})
    );
    expect(found.length).toBeGreaterThan(0);
    found.slice(1).forEach((burst, i) => {
      expect(burst.from).toBeGreaterThanOrEqual(found[i]?.to ?? 0);
    });
  });
});
