import {geoBounds, geoContains, geoGraticule10, geoPath} from "d3-geo";
import type {Coordinates} from "../small-countries.js";
import type {CountryShape, World} from "../world.js";
import type {Camera, Transform} from "./camera.js";
import type {MapColors} from "./map-colors.js";

/** The step of a choropleth that a country is in; null for none. */
export type Shade = (country: string) => number | null;

export interface LandLayer {
  draw(camera: Camera, transform: Transform, colors: MapColors, shade: Shade | null): void;
  /** The country at a place. */
  countryAt(place: Coordinates): string | null;
}

interface Outline {
  readonly code: string | null;
  readonly path: Path2D;
  /** Pixels at zoom 1: left, top, right, bottom. */
  readonly box: readonly [number, number, number, number];
}

/**
 * Sea, lines and countries on a canvas. Of a flat map the outlines are made once for a size and then only moved; a globe
 * is projected anew as it turns.
 */
export function landLayer(canvas: HTMLCanvasElement, world: World): LandLayer {
  const context = canvas.getContext("2d");
  const graticule = geoGraticule10();
  let known:
    | {readonly camera: Camera; readonly outlines: readonly Outline[]; readonly lines: Path2D}
    | undefined;
  let boxes: readonly (readonly [Coordinates, Coordinates])[] | undefined;

  function outlinesOf(camera: Camera) {
    if (known?.camera !== camera) {
      const lines = new Path2D(geoPath(camera.base)(graticule) ?? "");
      known = {camera, lines, outlines: world.countries.map(country => outline(country, camera))};
    }
    return known;
  }

  function drawFlat(
    c: CanvasRenderingContext2D,
    camera: Camera,
    {k, x, y}: Transform,
    ratio: number,
    colors: MapColors,
    shade: Shade | null
  ): void {
    const {outlines, lines} = outlinesOf(camera);
    c.setTransform(ratio * k, 0, 0, ratio * k, ratio * x, ratio * y);
    c.lineWidth = 0.5 / k;
    c.strokeStyle = colors.line;
    c.stroke(lines);
    c.lineWidth = 0.8 / k;
    c.strokeStyle = colors.border;
    const {width, height} = camera.size;
    for (const {code, path, box} of outlines) {
      const [left, top, right, bottom] = box;
      if (right * k + x < 0 || left * k + x > width || bottom * k + y < 0 || top * k + y > height) continue;
      c.fillStyle = fillOf(code, colors, shade);
      c.fill(path);
      c.stroke(path);
    }
  }

  function drawGlobe(
    c: CanvasRenderingContext2D,
    camera: Camera,
    transform: Transform,
    ratio: number,
    colors: MapColors,
    shade: Shade | null
  ): void {
    const projection = camera.project(transform);
    const path = geoPath(projection, c);
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    c.lineWidth = 0.5;
    c.strokeStyle = colors.line;
    for (const shape of [graticule, {type: "Sphere" as const}]) {
      c.beginPath();
      path(shape);
      c.stroke();
    }
    c.lineWidth = 0.8;
    c.strokeStyle = colors.border;
    // Most countries have the same colour, and one path for all of them is quicker.
    const byFill = new Map<string, CountryShape["shape"][]>();
    for (const {code, shape} of world.countries) {
      const fill = fillOf(code, colors, shade);
      const shapes = byFill.get(fill);
      if (shapes === undefined) byFill.set(fill, [shape]);
      else shapes.push(shape);
    }
    for (const [fill, features] of byFill) {
      c.beginPath();
      path({type: "FeatureCollection", features});
      c.fillStyle = fill;
      c.fill();
      c.stroke();
    }
  }

  return {
    draw(camera, transform, colors, shade) {
      if (context === null) return;
      const ratio = canvas.width / camera.size.width;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      const draw = camera.surface === "flat" ? drawFlat : drawGlobe;
      draw(context, camera, transform, ratio, colors, shade);
    },
    countryAt(place) {
      boxes ??= world.countries.map(({shape}) => geoBounds(shape));
      const [longitude, latitude] = place;
      const index = world.countries.findIndex(({shape}, i) => {
        const [[west, south], [east, north]] = boxes?.[i] ?? [
          [-180, -90],
          [180, 90]
        ];
        if (latitude < south || latitude > north) return false;
        const isBeside =
          west <= east ? longitude < west || longitude > east : longitude < west && longitude > east;
        return !isBeside && geoContains(shape, [longitude, latitude]);
      });
      return world.countries[index]?.code ?? null;
    }
  };
}

function outline({code, shape}: CountryShape, {base}: Camera): Outline {
  const draw = geoPath(base);
  const [[left, top], [right, bottom]] = draw.bounds(shape);
  return {code, path: new Path2D(draw(shape) ?? ""), box: [left, top, right, bottom]};
}

function fillOf(code: string | null, {land, shades}: MapColors, shade: Shade | null): string {
  const step = code === null || shade === null ? null : shade(code);
  return step === null ? land : (shades[step] ?? land);
}
