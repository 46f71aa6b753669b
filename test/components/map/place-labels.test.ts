import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {placeLabels} from "../../../src/components/map/place-labels.js";

const area = {width: 400, height: 200, measure: (text: string) => text.length * 6, lineHeight: 12};
const bubble = fc.record({
  x: fc.integer({min: 0, max: 400}),
  y: fc.integer({min: 0, max: 200}),
  r: fc.integer({min: 2, max: 30}),
  texts: fc.constant(["Somewhere 12K", "12K"])
});

describe("labels of bubbles", () => {
  it("never overlap each other, and stay on the map", () => {
    fc.assert(
      fc.property(fc.array(bubble, {maxLength: 60}), bubbles => {
        const boxes = placeLabels(bubbles, area).map(({text, x, y}) => {
          const half = area.measure(text) / 2;
          return {left: x - half, right: x + half, top: y - 6, bottom: y + 6};
        });
        for (const [i, a] of boxes.entries()) {
          expect(Math.min(a.left, a.top)).toBeGreaterThanOrEqual(0);
          expect(a.right).toBeLessThanOrEqual(400);
          expect(a.bottom).toBeLessThanOrEqual(200);
          for (const b of boxes.slice(i + 1)) {
            expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(
              true
            );
          }
        }
      })
    );
  });

  it("stand in the bubble where they fit, else beside it", () => {
    expect(placeLabels([{x: 200, y: 100, r: 30, texts: ["12K"]}], area)).toEqual([
      {index: 0, text: "12K", x: 200, y: 100, inside: true}
    ]);
    expect(placeLabels([{x: 200, y: 100, r: 5, texts: ["12K"]}], area)).toEqual([
      {index: 0, text: "12K", x: 217, y: 100, inside: false}
    ]);
  });

  it("name a large bubble even where the name covers a small one, but never a larger one", () => {
    const texts = ["Vietnam 2K", "2K"];
    const small = [140, 100, 60].flatMap(x => [74, 100, 126].map(y => ({x, y, r: 4, texts: ["1"]})));
    const dense = [{x: 100, y: 100, r: 20, texts}, ...small.filter(({x, y}) => x !== 100 || y !== 100)];
    const [first] = placeLabels(dense, area);
    expect(first?.text).toBe("Vietnam 2K");
    const large = dense.map((bubble, i) => ({...bubble, r: i === 0 ? 20 : 4})).reverse();
    expect(placeLabels(large, area).find(({index}) => index === large.length - 1)?.text).toBe("2K");
  });

  it("take the shorter wording where the longer has no room", () => {
    const cramped = {...area, width: 60, height: 14};
    expect(placeLabels([{x: 5, y: 7, r: 5, texts: ["Somewhere 12K", "12K"]}], cramped)).toMatchObject([
      {text: "12K"}
    ]);
  });
});
