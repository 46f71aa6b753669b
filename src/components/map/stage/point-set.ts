import {spiral} from "../../../engine/geography/spiral.js";
import type {Camera, Transform} from "./camera.js";

/** What became of most of an address's events whose outcome is recorded. */
export const outcomes = ["unknown", "allowed", "blocked"] as const;
export type Outcome = (typeof outcomes)[number];

/** A point before it has a pixel. */
export interface MapPoint {
  readonly longitude: number;
  readonly latitude: number;
  readonly outcome: Outcome;
  readonly events: number;
}

/** Many points as columns; `screenX` and `screenY` are those of the last `place`, NaN of what is out of view. */
export interface PointSet {
  readonly length: number;
  /** The most that share one place. */
  readonly crowd: number;
  /** Indices into `outcomes`. */
  readonly outcome: Uint8Array;
  readonly events: Float32Array;
  readonly screenX: Float32Array;
  readonly screenY: Float32Array;
  /**
   * Moves the points to where they are now.
   * @param gap pixels between neighbours that fan out
   * @returns how many are in view
   */
  place(camera: Camera, transform: Transform, gap: number): number;
}

const radians = Math.PI / 180;

/** Points that share a place fan out around it, those that come first nearest to it. */
export function pointSet(points: readonly MapPoint[]): PointSet {
  const length = points.length;
  const longitude = Float32Array.from(points, point => point.longitude);
  const latitude = Float32Array.from(points, point => point.latitude);
  const {fan, crowd} = fanOut(points);
  const screenX = new Float32Array(length);
  const screenY = new Float32Array(length);
  /** Of a flat map x and y at zoom 1; of a globe unit vectors. */
  let known: {readonly camera: Camera; readonly columns: readonly Float32Array[]} | undefined;

  function columnsOf(camera: Camera): readonly Float32Array[] {
    if (known?.camera !== camera) {
      const columns =
        camera.surface === "flat" ? flat(camera, longitude, latitude) : vectors(longitude, latitude);
      known = {camera, columns};
    }
    return known.columns;
  }

  return {
    length,
    crowd,
    outcome: Uint8Array.from(points, point => outcomes.indexOf(point.outcome)),
    events: Float32Array.from(points, point => point.events),
    screenX,
    screenY,
    place(camera, transform, gap) {
      const {width, height} = camera.size;
      const columns = columnsOf(camera);
      if (camera.surface === "flat") placeFlat(columns, transform, fan, gap, screenX, screenY);
      else placeGlobe(columns, camera, transform, fan, gap, screenX, screenY);
      let visible = 0;
      for (let i = 0; i < length; i++) {
        const x = screenX[i] as number;
        const y = screenY[i] as number;
        if (x >= 0 && x < width && y >= 0 && y < height) visible++;
        else screenX[i] = Number.NaN;
      }
      return visible;
    }
  };
}

/** How far from its place each point goes, in gaps, and how many share the fullest place. */
function fanOut(points: readonly MapPoint[]): {readonly fan: Float32Array; readonly crowd: number} {
  const members = new Map<string, number[]>();
  points.forEach(({longitude, latitude}, i) => {
    const key = `${longitude},${latitude}`;
    const group = members.get(key);
    if (group === undefined) members.set(key, [i]);
    else group.push(i);
  });
  const fan = new Float32Array(2 * points.length);
  let crowd = 0;
  for (const group of members.values()) {
    crowd = Math.max(crowd, group.length);
    if (group.length === 1) continue;
    const places = spiral(group.length);
    group.forEach((point, i) => {
      fan[2 * point] = places[2 * i] ?? 0;
      fan[2 * point + 1] = places[2 * i + 1] ?? 0;
    });
  }
  return {fan, crowd};
}

function flat({base}: Camera, longitude: Float32Array, latitude: Float32Array): Float32Array[] {
  const x = new Float32Array(longitude.length);
  const y = new Float32Array(longitude.length);
  for (let i = 0; i < longitude.length; i++) {
    const pixel = base([longitude[i] as number, latitude[i] as number]);
    x[i] = pixel?.[0] ?? Number.NaN;
    y[i] = pixel?.[1] ?? Number.NaN;
  }
  return [x, y];
}

function vectors(longitude: Float32Array, latitude: Float32Array): Float32Array[] {
  const x = new Float32Array(longitude.length);
  const y = new Float32Array(longitude.length);
  const z = new Float32Array(longitude.length);
  for (let i = 0; i < longitude.length; i++) {
    const l = (longitude[i] as number) * radians;
    const p = (latitude[i] as number) * radians;
    x[i] = Math.cos(p) * Math.cos(l);
    y[i] = Math.cos(p) * Math.sin(l);
    z[i] = Math.sin(p);
  }
  return [x, y, z];
}

function placeFlat(
  [x = new Float32Array(), y = new Float32Array()]: readonly Float32Array[],
  transform: Transform,
  fan: Float32Array,
  gap: number,
  screenX: Float32Array,
  screenY: Float32Array
): void {
  for (let i = 0; i < x.length; i++) {
    screenX[i] = (x[i] as number) * transform.k + transform.x + (fan[2 * i] as number) * gap;
    screenY[i] = (y[i] as number) * transform.k + transform.y + (fan[2 * i + 1] as number) * gap;
  }
}

/** Turns unit vectors so that the middle of the view looks at the reader. */
function placeGlobe(
  [x = new Float32Array(), y = new Float32Array(), z = new Float32Array()]: readonly Float32Array[],
  camera: Camera,
  transform: Transform,
  fan: Float32Array,
  gap: number,
  screenX: Float32Array,
  screenY: Float32Array
): void {
  const view = camera.toView(transform);
  const radius = camera.radius * transform.k;
  const [sinL, cosL] = [Math.sin(view.longitude * radians), Math.cos(view.longitude * radians)];
  const [sinP, cosP] = [Math.sin(view.latitude * radians), Math.cos(view.latitude * radians)];
  const {width, height} = camera.size;
  for (let i = 0; i < x.length; i++) {
    const forth = (x[i] as number) * cosL + (y[i] as number) * sinL;
    const right = (y[i] as number) * cosL - (x[i] as number) * sinL;
    const up = (z[i] as number) * cosP - forth * sinP;
    const isBehind = forth * cosP + (z[i] as number) * sinP < 0;
    screenX[i] = isBehind ? Number.NaN : width / 2 + right * radius + (fan[2 * i] as number) * gap;
    screenY[i] = height / 2 - up * radius + (fan[2 * i + 1] as number) * gap;
  }
}

/** The point nearest to a pixel, no farther than some pixels; null where there is none. */
export function nearestPoint(
  {length, screenX, screenY}: PointSet,
  x: number,
  y: number,
  within: number
): number | null {
  let best: number | null = null;
  let least = within * within;
  for (let i = 0; i < length; i++) {
    const dx = (screenX[i] as number) - x;
    const dy = (screenY[i] as number) - y;
    const distance = dx * dx + dy * dy;
    if (distance <= least) {
      least = distance;
      best = i;
    }
  }
  return best;
}
