/**
 * The outline of a circle's sector around (0, 0), as an SVG path.
 * @param from where it begins and @param to where it ends, as shares of the circle clockwise from twelve o'clock
 */
export function sectorPath(from: number, to: number, radius: number): string {
  if (to <= from || radius <= 0) return "";
  if (to - from >= 1)
    return `M0,${-radius}A${radius},${radius} 0 1 1 0,${radius}A${radius},${radius} 0 1 1 0,${-radius}Z`;
  const point = (share: number) =>
    `${(radius * Math.sin(2 * Math.PI * share)).toFixed(2)},${(-radius * Math.cos(2 * Math.PI * share)).toFixed(2)}`;
  return `M0,0L${point(from)}A${radius},${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${point(to)}Z`;
}
