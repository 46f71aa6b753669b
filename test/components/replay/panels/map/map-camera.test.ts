import {describe, expect, test} from "vitest";
import {createCamera} from "../../../../../src/components/map/stage/camera.js";
import {isSameCamera, toCamera, toView} from "../../../../../src/components/replay/panels/map/map-camera.js";

const flat = createCamera("flat", {width: 1000, height: 500});

describe("a scene's camera", () => {
  test("is kept about as exact as a screen shows it, and not at all of the whole Earth", () => {
    expect(toCamera({longitude: 1.23456, latitude: -9.87654, zoom: 2.71234})).toEqual({
      longitude: 1.235,
      latitude: -9.877,
      zoom: 2.71
    });
    expect(toCamera({longitude: 40, latitude: 3, zoom: 1})).toBeNull();
  });

  test("comes back from the view that it leads to", () => {
    const camera = {longitude: 100, latitude: 35, zoom: 4};
    expect(toCamera(toView(camera, flat))).toEqual(camera);
  });

  test("the whole Earth fills the picture", () => {
    const {zoom, longitude} = toView(null, flat);
    expect(zoom).toBe(1);
    expect(longitude).toBeCloseTo(0, 1);
  });

  test("never looks past the edge of the Earth", () => {
    const {longitude} = toView({longitude: -170, latitude: 0, zoom: 1.5}, flat);
    expect(longitude).toBeGreaterThan(-100);
  });

  test("is compared by what it says", () => {
    const camera = {longitude: 1, latitude: 2, zoom: 3};
    expect(isSameCamera(camera, {...camera})).toBe(true);
    expect(isSameCamera(camera, null)).toBe(false);
    expect(isSameCamera(null, null)).toBe(true);
  });
});
