import type {Cube, Dimension, Measure} from "../cube.js";

/** A cube's cells as typed arrays, in order of time, so that a window is one stretch of them. */
export interface TypedCube {
  readonly length: number;
  /** Per cell, in order: steps since the cube's start. */
  readonly steps: Float64Array;
  /** Per cell: indices into the cube's members. */
  readonly positions: Readonly<Record<Exclude<Dimension, "hour">, Uint32Array>>;
  readonly measures: Readonly<Record<Measure, Float64Array>>;
}

const built = new WeakMap<Cube, TypedCube>();

/** The cube's cells as typed arrays; made once for each cube. */
export function typedCube(cube: Cube): TypedCube {
  let typed = built.get(cube);
  if (typed === undefined) {
    typed = build(cube);
    built.set(cube, typed);
  }
  return typed;
}

function build(cube: Cube): TypedCube {
  const steps = Float64Array.from(cube.cells.hour);
  const order = orderOf(steps);
  const inOrder = <A extends Float64Array | Uint32Array>(values: readonly number[], target: A): A => {
    if (order === null) target.set(values);
    else for (let to = 0; to < order.length; to++) target[to] = values[order[to] ?? 0] ?? 0;
    return target;
  };
  const {hour, ...named} = cube.cells;
  const {length} = hour;
  return {
    length,
    steps: order === null ? steps : inOrder(hour, new Float64Array(length)),
    positions: mapRecord(named, values => inOrder(values, new Uint32Array(length))),
    measures: mapRecord(cube.measures, values => inOrder(values, new Float64Array(length)))
  };
}

/** The order that sorts values, or null where they are sorted already, as published cubes are. */
function orderOf(values: Float64Array): Uint32Array | null {
  let sorted = true;
  for (let i = 1; i < values.length && sorted; i++) sorted = (values[i - 1] ?? 0) <= (values[i] ?? 0);
  if (sorted) return null;
  return Uint32Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
}

function mapRecord<K extends string, V, W>(
  record: Readonly<Record<K, V>>,
  map: (value: V) => W
): Record<K, W> {
  return Object.fromEntries(Object.entries<V>(record).map(([key, value]) => [key, map(value)])) as Record<
    K,
    W
  >;
}
