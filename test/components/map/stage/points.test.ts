import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {createCamera, type Surface} from "../../../../src/components/map/stage/camera.js";
import {heatOf} from "../../../../src/components/map/stage/draw-heat.js";
import {drawPoints} from "../../../../src/components/map/stage/draw-points.js";
import {type MapPoint, nearestPoint, pointSet} from "../../../../src/components/map/stage/point-set.js";

const size = {width: 400, height: 220};
const view = {longitude: 20, latitude: 30, zoom: 2};
const at = (longitude: number, latitude: number, outcome: MapPoint["outcome"] = "blocked"): MapPoint => ({
  ...{longitude, latitude, outcome},
  events: 1
});

describe("points on the map", () => {
  it("are where the projection has them, on a map and on a globe", () => {
    const place = fc.record({
      longitude: fc.double({min: -30, max: 60, noNaN: true}),
      latitude: fc.double({min: -10, max: 60, noNaN: true})
    });
    fc.assert(
      fc.property(fc.constantFrom<Surface>("flat", "globe"), place, (kind, {longitude, latitude}) => {
        const camera = createCamera(kind, size);
        const transform = camera.toTransform(view);
        const points = pointSet([at(longitude, latitude)]);
        if (points.place(camera, transform, 8) === 0) return;
        const [x = 0, y = 0] = camera.project(transform)([longitude, latitude]) ?? [];
        expect(Math.hypot((points.screenX[0] ?? 0) - x, (points.screenY[0] ?? 0) - y)).toBeLessThan(0.01);
      })
    );
  });

  it("are out of view behind the globe", () => {
    const camera = createCamera("globe", size);
    expect(pointSet([at(-160, -30)]).place(camera, camera.toTransform(view), 8)).toBe(0);
  });

  it("fan out where they share a place, so that each can be pointed at", () => {
    const camera = createCamera("flat", size);
    const points = pointSet(Array.from({length: 30}, () => at(20, 30)));
    expect(points.crowd).toBe(30);
    expect(points.place(camera, camera.toTransform(view), 8)).toBe(30);
    for (let i = 0; i < 30; i++)
      expect(nearestPoint(points, points.screenX[i] ?? 0, points.screenY[i] ?? 0, 4)).toBe(i);
    expect(nearestPoint(points, 1, 1, 4)).toBeNull();
  });

  it("are drawn in their outcome's colour, the blocked over the others", () => {
    const camera = createCamera("flat", size);
    const points = pointSet([at(20, 30, "blocked"), at(20.001, 30, "allowed"), at(60, 40, "unknown")]);
    points.place(camera, camera.toTransform(view), 0);
    const pixels = new Uint32Array(size.width * size.height);
    drawPoints(pixels, size.width, 1, points, {fill: [11, 22, 33], edge: 44}, 5);
    const pixel = (i: number) =>
      pixels[Math.round(points.screenY[i] ?? 0) * size.width + Math.round(points.screenX[i] ?? 0)];
    expect([pixel(0), pixel(1), pixel(2)]).toEqual([33, 33, 11]);
    expect(pixels.filter(word => word === 33).length).toBe(25);
  });
});

describe("heat", () => {
  it("is the events of a spot where nothing else is near, and less around it", () => {
    const camera = createCamera("flat", size);
    const points = pointSet([{...at(20, 30), events: 7}]);
    points.place(camera, camera.toTransform(view), 0);
    const heat = heatOf(points, size);
    expect(heat.most).toBeCloseTo(7, 4);
    expect(heat.values.filter(value => value > 6.99).length).toBe(1);
    expect(heat.values.filter(value => value > 0.01).length).toBeGreaterThan(9);
  });

  it("is round: the same in all directions, and nothing beyond a distance", () => {
    const camera = createCamera("flat", size);
    const points = pointSet([{...at(20, 30), events: 100_000}]);
    points.place(camera, camera.toTransform(view), 0);
    const {values, width} = heatOf(points, size);
    const middle = values.findIndex(value => value > 99_999);
    const heated = [...values.entries()]
      .filter(([, value]) => value > 0)
      .map(([i, value]) => ({
        x: (i % width) - (middle % width),
        y: Math.floor(i / width) - Math.floor(middle / width),
        value
      }));
    const farthest = Math.max(...heated.map(({x}) => x));
    for (const {x, y, value} of heated) {
      expect(Math.hypot(x, y)).toBeLessThan(farthest + 1);
      expect(heated.find(other => other.x === y && other.y === -x)?.value).toBeCloseTo(value, 1);
    }
    // At its edge it fades: its outermost cells have less than a tenth of its middle.
    expect(heated.filter(({x, y}) => Math.hypot(x, y) >= farthest).every(({value}) => value < 10_000)).toBe(
      true
    );
  });

  it("adds up where points share a spot", () => {
    const camera = createCamera("flat", size);
    const points = pointSet([at(20, 30), at(20, 30), at(20, 30)]);
    points.place(camera, camera.toTransform(view), 0);
    expect(heatOf(points, size).most).toBeCloseTo(3, 4);
  });
});
