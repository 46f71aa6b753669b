import {lowerBound} from "../lower-bound.js";
import type {TypedCube} from "./typed-cube.js";

/** What cells are told apart by: their place in a dimension, and how many places there are. */
export interface GroupColumn {
  readonly values: Float64Array | Uint32Array;
  /** Taken off each value. */
  readonly base: number;
  readonly size: number;
}

/** Groups in order of their places: the first cell of each, and the sum of each measure over its cells. */
export interface CellGroups {
  readonly firsts: readonly number[];
  /** For each measure, one sum per group. */
  readonly sums: readonly Float64Array[];
}

/** Above so many possible groups per cell, finding a group by name is quicker than keeping a place for each. */
const placesPerCell = 8;
/** Possible groups that always have a place each. */
const fewPlaces = 65_536;

/** The cells whose step is in [first, end). */
export function cellRange(
  cube: TypedCube,
  first: number,
  end: number
): {readonly from: number; readonly to: number} {
  return {from: lowerBound(cube.steps, first), to: lowerBound(cube.steps, end)};
}

/**
 * The sums of measures over a stretch of cells, by groups, in order of the groups' places.
 * @param masks by the same cells as `columns`: cells are left out where any mask has 0 at their place
 */
export function sumCells(
  {from, to}: {readonly from: number; readonly to: number},
  columns: readonly GroupColumn[],
  measures: readonly Float64Array[],
  masks: readonly {readonly values: Uint32Array; readonly kept: Uint8Array}[]
): CellGroups {
  const places = columns.reduce((product, {size}) => product * size, 1);
  const isDense = places <= Math.max(fewPlaces, placesPerCell * (to - from));
  const slots = isDense ? new Int32Array(places) : null;
  const named = new Map<number, number>();
  const firsts: number[] = [];
  const keys: number[] = [];
  // Of each cell the number of its group, from 1; 0 is left out.
  const groups = new Int32Array(to - from);

  cells: for (let cell = from; cell < to; cell++) {
    for (const {values, kept} of masks) if (kept[values[cell] ?? 0] === 0) continue cells;
    let key = 0;
    for (const {values, base, size} of columns) key = key * size + (values[cell] ?? 0) - base;
    let group = (slots === null ? named.get(key) : slots[key]) ?? 0;
    if (group === 0) {
      group = firsts.push(cell);
      keys.push(key);
      if (slots === null) named.set(key, group);
      else slots[key] = group;
    }
    groups[cell - from] = group;
  }
  const order = Uint32Array.from(keys.keys()).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
  const ranks = new Int32Array(keys.length + 1);
  order.forEach((group, rank) => {
    ranks[group + 1] = rank + 1;
  });
  return {
    firsts: Array.from(order, group => firsts[group] ?? 0),
    sums: measures.map(values => sumGroups(values.subarray(from, to), groups, ranks))
  };
}

/** One measure at a time, which keeps to one stretch of memory. */
function sumGroups(values: Float64Array, groups: Int32Array, ranks: Int32Array): Float64Array {
  // Place 0 takes what is left out.
  const sums = new Float64Array(ranks.length);
  for (let i = 0; i < values.length; i++) {
    const rank = ranks[groups[i] ?? 0] ?? 0;
    sums[rank] = (sums[rank] ?? 0) + (values[i] ?? 0);
  }
  return sums.subarray(1);
}
