import type {Severity} from "../../../../engine/event.js";

/** The corners of each severity's shape in a box from -1 to 1, as severity-mark.ts draws it; null: a circle. */
const corners: Readonly<Record<Severity, readonly (readonly [number, number])[] | null>> = {
  critical: [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0]
  ],
  high: [
    [0, -0.85],
    [0.92, 0.85],
    [-0.92, 0.85]
  ],
  medium: [
    [-0.75, -0.75],
    [0.75, -0.75],
    [0.75, 0.75],
    [-0.75, 0.75]
  ],
  low: null,
  none: null
};
const circleRadius = 0.8;

/** Adds a severity's shape to a path: `size` across, around a point. */
export function traceShape(path: CanvasPath, severity: Severity, x: number, y: number, size: number): void {
  const half = size / 2;
  const points = corners[severity];
  if (points === null) {
    path.moveTo(x + half * circleRadius, y);
    path.arc(x, y, half * circleRadius, 0, 2 * Math.PI);
    return;
  }
  for (const [i, [dx, dy]] of points.entries()) {
    if (i === 0) path.moveTo(x + dx * half, y + dy * half);
    else path.lineTo(x + dx * half, y + dy * half);
  }
  path.closePath();
}

/** Whether a point of the box from -1 to 1 lies within a severity's shape. */
export function isInShape(severity: Severity, x: number, y: number): boolean {
  const points = corners[severity];
  if (points === null) return x * x + y * y <= circleRadius * circleRadius;
  return points.every(([ax, ay], i) => {
    const [bx, by] = points[(i + 1) % points.length] ?? [ax, ay];
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0;
  });
}
