import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {createCamera, type Surface, viewOf} from "../../../../src/components/map/stage/camera.js";

const size = {width: 800, height: 420};
const surface = fc.constantFrom<Surface>("flat", "globe");
const view = fc.record({
  longitude: fc.double({min: -170, max: 170, noNaN: true}),
  latitude: fc.double({min: -50, max: 75, noNaN: true}),
  zoom: fc.double({min: 1, max: 300, noNaN: true})
});

describe("the camera", () => {
  it("puts what a view looks at into the middle of the picture, and reads the view back", () => {
    fc.assert(
      fc.property(surface, view, (kind, wanted) => {
        const camera = createCamera(kind, size);
        const transform = camera.toTransform(wanted);
        const [x = 0, y = 0] = camera.project(transform)([wanted.longitude, wanted.latitude]) ?? [];
        expect(x).toBeCloseTo(400, 3);
        expect(y).toBeCloseTo(210, 3);
        const back = camera.toView(transform);
        expect(back.longitude).toBeCloseTo(wanted.longitude, 4);
        expect(back.latitude).toBeCloseTo(wanted.latitude, 4);
        expect(back.zoom).toBe(wanted.zoom);
      })
    );
  });

  it("keeps the earth in view, however far it is dragged", () => {
    fc.assert(
      fc.property(
        surface,
        view,
        fc.integer({min: -99_999, max: 99_999}),
        fc.integer({min: -99_999, max: 99_999}),
        (kind, wanted, dx, dy) => {
          const camera = createCamera(kind, size);
          const {k, x, y} = camera.toTransform(wanted);
          const kept = camera.constrain({k, x: x + dx, y: y + dy});
          expect(kept.k).toBe(k);
          const {latitude} = camera.toView(kept);
          expect(Math.abs(latitude)).toBeLessThanOrEqual(90.001);
          const again = camera.constrain(kept);
          expect(again.x).toBeCloseTo(kept.x, 6);
          expect(again.y).toBeCloseTo(kept.y, 6);
        }
      )
    );
  });

  it("finds the view that holds places, with room around them", () => {
    const places = [
      [100, 10],
      [120, 40]
    ] as const;
    for (const kind of ["flat", "globe"] as const) {
      const camera = createCamera(kind, size);
      const transform = camera.toTransform(viewOf(places, camera));
      for (const place of places) {
        const [x = -1, y = -1] = camera.project(transform)([...place]) ?? [];
        expect(x).toBeGreaterThan(0);
        expect(x).toBeLessThan(800);
        expect(y).toBeGreaterThan(0);
        expect(y).toBeLessThan(420);
      }
    }
  });
});
