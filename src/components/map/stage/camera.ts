import {type GeoProjection, geoNaturalEarth1, geoOrthographic} from "d3-geo";

/** How the earth is shown: as a map of all of it, or as a globe that turns. */
export type Surface = "flat" | "globe";

/** What is in the middle, in degrees, and how large: at zoom 1 the whole earth is in view. */
export interface View {
  readonly longitude: number;
  readonly latitude: number;
  readonly zoom: number;
}

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** As d3-zoom has it: what is at p at zoom 1 is at k * p + (x, y). */
export interface Transform {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

export interface Camera {
  readonly surface: Surface;
  readonly size: Size;
  /** Pixels of the globe's radius at zoom 1; of the flat map those of a radian along the equator. */
  readonly radius: number;
  /** The projection at zoom 1, turned to 0, 0. */
  readonly base: GeoProjection;
  /** The projection as transformed. The same object each time. */
  project(transform: Transform): GeoProjection;
  toTransform(view: View): Transform;
  toView(transform: Transform): View;
  /** The nearest transform that keeps the earth in view. */
  constrain(transform: Transform): Transform;
}

export const largestZoom = 600;
export const wholeEarth: View = {longitude: 10, latitude: 20, zoom: 1};

const margin = 6;
const degrees = 180 / Math.PI;

/** What a flat map must show at zoom 1: all longitudes, and latitudes with land where people live. */
const inhabited = {
  type: "MultiPoint" as const,
  coordinates: [
    [-179.9, 0],
    [179.9, 0],
    [0, 83.6],
    [0, -56]
  ]
};

/**
 * What turns places into pixels. Panning and zooming is one transform for both surfaces: of a globe its plane is
 * unrolled, so that what is dragged follows the pointer.
 */
export function createCamera(surface: Surface, size: Size): Camera {
  return surface === "flat" ? flatCamera(size) : globeCamera(size);
}

function flatCamera(size: Size): Camera {
  const {width, height} = size;
  const fit = () =>
    geoNaturalEarth1()
      .fitExtent(
        [
          [margin, margin],
          [width - margin, height - margin]
        ],
        inhabited
      )
      .clipExtent(null);
  const base = fit();
  const moved = fit();
  const [tx, ty] = base.translate();
  const scale = base.scale();
  return {
    surface: "flat",
    size,
    radius: scale,
    base,
    project({k, x, y}) {
      return moved.scale(scale * k).translate([tx * k + x, ty * k + y]);
    },
    toTransform({longitude, latitude, zoom}) {
      const [px, py] = base([longitude, latitude]) ?? [width / 2, height / 2];
      return {k: zoom, x: width / 2 - px * zoom, y: height / 2 - py * zoom};
    },
    toView(transform) {
      const [px, py] = middle(transform, size);
      const [longitude, latitude] = base.invert?.([px, py]) ?? [0, 0];
      return {longitude: clamp(longitude, -180, 180), latitude: clamp(latitude, -85, 85), zoom: transform.k};
    },
    constrain(transform) {
      // At zoom 1 all is in view; the closer, the more of it may lie outside.
      const slack = (extent: number) => (extent / 2) * (1 - 1 / transform.k);
      const [px, py] = middle(transform, size);
      return centred(
        clamp(px, width / 2 - slack(width), width / 2 + slack(width)),
        clamp(py, height / 2 - slack(height), height / 2 + slack(height)),
        transform.k,
        size
      );
    }
  };
}

function globeCamera(size: Size): Camera {
  const {width, height} = size;
  const radius = Math.max(1, Math.min(width, height) / 2 - margin);
  const create = () =>
    geoOrthographic()
      .scale(radius)
      .translate([width / 2, height / 2])
      .clipAngle(90)
      // Coasts have corners enough; to bend the lines between them takes most of the time of a turn.
      .precision(0);
  const moved = create();
  const toView = (transform: Transform): View => {
    const [px, py] = middle(transform, size);
    const longitude = ((px - width / 2) / radius) * degrees;
    return {
      longitude: longitude - 360 * Math.round(longitude / 360),
      latitude: clamp((-(py - height / 2) / radius) * degrees, -90, 90),
      zoom: transform.k
    };
  };
  return {
    surface: "globe",
    size,
    radius,
    base: create(),
    project(transform) {
      const {longitude, latitude, zoom} = toView(transform);
      return moved.scale(radius * zoom).rotate([-longitude, -latitude]);
    },
    toTransform({longitude, latitude, zoom}) {
      const px = width / 2 + (longitude / degrees) * radius;
      const py = height / 2 - (latitude / degrees) * radius;
      return centred(px, py, zoom, size);
    },
    toView,
    constrain(transform) {
      const [px, py] = middle(transform, size);
      const quarter = (radius * Math.PI) / 2;
      return centred(px, clamp(py, height / 2 - quarter, height / 2 + quarter), transform.k, size);
    }
  };
}

/** What lies in the middle of the picture, in pixels at zoom 1. */
function middle({k, x, y}: Transform, {width, height}: Size): readonly [number, number] {
  return [(width / 2 - x) / k, (height / 2 - y) / k];
}

function centred(px: number, py: number, k: number, {width, height}: Size): Transform {
  return {k, x: width / 2 - px * k, y: height / 2 - py * k};
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** The view that holds some places (degrees), with room around them. */
export function viewOf(
  places: readonly (readonly [longitude: number, latitude: number])[],
  camera: Camera,
  {room = 0.72, closest = 40}: {readonly room?: number; readonly closest?: number} = {}
): View {
  const [first] = places;
  if (first === undefined) return wholeEarth;
  const {width, height} = camera.size;
  // A globe's own projection hides what is behind; for extents the unrolled plane will do.
  const plane = createCamera("flat", camera.size).base;
  const pixels = places.map(place => plane([...place]) ?? [0, 0]);
  const xs = pixels.map(([x]) => x ?? 0);
  const ys = pixels.map(([, y]) => y ?? 0);
  const [left, right, top, bottom] = [min(xs), max(xs), min(ys), max(ys)];
  const zoom = Math.min((room * width) / (right - left), (room * height) / (bottom - top), closest);
  const [longitude, latitude] = plane.invert?.([(left + right) / 2, (top + bottom) / 2]) ?? first;
  const relative = camera.surface === "flat" ? 1 : plane.scale() / camera.radius;
  return {longitude, latitude, zoom: clamp(zoom * relative, 1, largestZoom)};
}

const min = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const max = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
