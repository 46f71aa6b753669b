import {type Cube, cubeMeasures, dimensions, type Measure} from "../src/engine/cube.js";
import type {Overview} from "../src/engine/overview.js";

const hour = 3_600_000;

/**
 * A cube as many more events would have: the same cells of every day, repeated in turn until there are as many days, their
 * counts scaled so that they add up to about `events`. A day has as many cells as it had, or more: larger counts do not merge.
 * The page opens on all of it.
 */
export function repeatCube(
  cube: Cube,
  overview: Overview,
  days: number,
  events: number
): {readonly cube: Cube; readonly overview: Overview} {
  const span = Math.max(...cube.cells.hour) + 1;
  const period = Math.ceil(span / 24) * 24;
  const end = days * 24;
  const order: {readonly cell: number; readonly hour: number}[] = [];
  for (let base = 0; base < end; base += period) {
    for (let cell = 0; cell < cube.cells.hour.length; cell++) {
      const at = base + (cube.cells.hour[cell] ?? 0);
      if (at < end) order.push({cell, hour: at});
    }
  }
  const present = order.reduce((sum, {cell}) => sum + (cube.measures.events[cell] ?? 0), 0);
  const factor = Math.max(1, events / present);
  const taken = (values: readonly number[]) => order.map(({cell}) => values[cell] ?? 0);
  const cells = Object.fromEntries(
    dimensions.map(name => [name, name === "hour" ? order.map(({hour: at}) => at) : taken(cube.cells[name])])
  );
  const measures = Object.fromEntries(
    cubeMeasures.map(name => [name, taken(cube.measures[name]).map(value => Math.round(value * factor))])
  );
  const data = {from: cube.start, to: cube.start + end * hour};
  return {
    cube: {
      ...cube,
      cells: cells as Record<keyof Cube["cells"], number[]>,
      measures: measures as Record<Measure, number[]>
    },
    overview: {...overview, data, default: data, windows: []}
  };
}
