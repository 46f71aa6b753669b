/** The angle between neighbours of a sunflower: a full turn less its golden section, in radians. */
const goldenAngle = Math.PI * (3 - Math.sqrt(5));

/**
 * Where the points of one place go, so that none hides another: on the spiral of a sunflower's seeds, the first in its
 * middle. H. Vogel, "A better way to construct the sunflower head", 1979.
 * @returns x and y of each, in units of about the distance between neighbours
 */
export function spiral(count: number): Float32Array {
  const places = new Float32Array(2 * count);
  for (let i = 0; i < count; i++) {
    const radius = Math.sqrt(i);
    places[2 * i] = radius * Math.cos(i * goldenAngle);
    places[2 * i + 1] = radius * Math.sin(i * goldenAngle);
  }
  return places;
}
