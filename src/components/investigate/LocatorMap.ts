import {geoNaturalEarth1, geoPath} from "d3-geo";
import {html, svg} from "../html.js";
import type {World} from "../map/world.js";

const width = 300;
const height = 150;

/**
 * Where on the world one place is: a picture only, since the words beside it say the same.
 * @param longitude degrees east
 * @param latitude degrees north
 */
export function LocatorMap(
  {land}: Pick<World, "land">,
  {
    longitude,
    latitude,
    label
  }: {readonly longitude: number; readonly latitude: number; readonly label: string}
): HTMLElement {
  const projection = geoNaturalEarth1().fitSize([width, height], land);
  const path = geoPath(projection);
  const [x, y] = projection([longitude, latitude]) ?? [0, 0];
  return html`<div class="locator-map" data-testid="locator-map">${svg`<svg viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${`${label} on a map of the world`}>
  <path d=${path(land) ?? ""} class="locator-land"></path>
  <line x1=${x} x2=${x} y1="0" y2=${height} class="locator-line"></line>
  <line y1=${y} y2=${y} x1="0" x2=${width} class="locator-line"></line>
  <circle cx=${x} cy=${y} r="5" class="locator-point"></circle>
</svg>`}</div>`;
}
