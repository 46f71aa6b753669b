import type {MapCamera} from "../../../../engine/replay/scene.js";
import type {Camera, View} from "../../../map/stage/camera.js";

/** A view as scenes, and with them links and stories, keep it: about as exact as a screen shows it; null for the whole Earth. */
export function toCamera({longitude, latitude, zoom}: View): MapCamera | null {
  if (zoom < 1.005) return null;
  return {longitude: round(longitude, 3), latitude: round(latitude, 3), zoom: round(zoom, 2)};
}

/** The view that a scene asks for on a map of some size: the nearest that keeps the Earth in the picture. */
export function toView(wanted: MapCamera | null, {constrain, toTransform, toView: viewOf}: Camera): View {
  return viewOf(wanted === null ? {k: 1, x: 0, y: 0} : constrain(toTransform(wanted)));
}

export function isSameCamera(a: MapCamera | null, b: MapCamera | null): boolean {
  return a?.longitude === b?.longitude && a?.latitude === b?.latitude && a?.zoom === b?.zoom;
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));
