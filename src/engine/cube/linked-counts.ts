import {type Cube, cubeStep, type NamedDimension, namedDimensions} from "../cube.js";
import {datasets, severities} from "../event.js";
import {lowerBound} from "../lower-bound.js";
import type {Selection, TimeRange} from "../selection.js";
import {memberMask, selectionMasks} from "./member-masks.js";
import {cellRange} from "./sum-cells.js";
import {typedCube} from "./typed-cube.js";

/** What a reader can pick members of; an empty list means all. */
export const pickDimensions = ["severity", "dataset", "service", "country"] as const;
export type PickDimension = (typeof pickDimensions)[number];
export type Picks = Readonly<Record<PickDimension, readonly string[]>>;

export const noPicks: Picks = {severity: [], dataset: [], service: [], country: []};

/**
 * Counts of events by step of time and member of each dimension, from which charts are drawn that are linked: whatever stretch
 * of time is brushed, its counts are sums over few rows, however many cells the cube has. A dimension's own picks do not
 * narrow its table, so that what was not picked can still be seen and picked too.
 */
export interface LinkedCounts {
  /** Begins of the steps that have any cell, in order, milliseconds in UTC. */
  readonly times: Float64Array;
  /** Length of a step, milliseconds. */
  readonly step: number;
  readonly members: Cube["members"];
  /** Events per step and member: a row of members for each step. */
  readonly tables: Readonly<Record<NamedDimension, Float64Array>>;
  /** Events per step that all picks let through. */
  readonly total: Float64Array;
}

/** Counts what a selection and the picks leave of a cube: one pass over the cells in its window. */
export function linkedCounts(cube: Cube, selection: Selection, picks: Picks): LinkedCounts {
  const typed = typedCube(cube);
  const step = cubeStep(cube);
  const first = Math.floor((selection.from - cube.start) / step);
  const {from, to} = cellRange(typed, first, Math.ceil((selection.to - cube.start) / step));
  const {steps, positions, measures} = typed;
  const times = distinctTimes(steps.subarray(from, to), cube.start, step);
  const sizes = namedDimensions.map(dimension => cube.members[dimension].length);
  const tables = sizes.map(size => new Float64Array(times.length * size));
  const total = new Float64Array(times.length);
  const columns = namedDimensions.map(dimension => positions[dimension]);
  const base = selectionMasks(cube, selection).map(({dimension, kept}) => ({
    kept,
    values: positions[dimension]
  }));
  const picked = pickDimensions.flatMap(dimension => {
    const mask = memberMask(cube, dimension, picks[dimension]);
    return mask
      ? [{kept: mask.kept, values: positions[dimension], table: namedDimensions.indexOf(dimension)}]
      : [];
  });

  let row = -1;
  let last = Number.NaN;
  cells: for (let cell = from; cell < to; cell++) {
    const at = steps[cell] ?? 0;
    if (at !== last) {
      row++;
      last = at;
    }
    for (const {kept, values} of base) if (kept[values[cell] ?? 0] === 0) continue cells;
    let failed = -1;
    for (const {kept, values, table} of picked) {
      if (kept[values[cell] ?? 0] === 1) continue;
      // What two dimensions keep out is in no table.
      if (failed !== -1) continue cells;
      failed = table;
    }
    const events = measures.events[cell] ?? 0;
    for (let d = failed === -1 ? 0 : failed; d < (failed === -1 ? tables.length : failed + 1); d++) {
      const table = tables[d];
      const place = row * (sizes[d] ?? 0) + (columns[d]?.[cell] ?? 0);
      if (table !== undefined) table[place] = (table[place] ?? 0) + events;
    }
    if (failed === -1) total[row] = (total[row] ?? 0) + events;
  }
  const byName = Object.fromEntries(namedDimensions.map((dimension, d) => [dimension, tables[d]]));
  return {times, step, members: cube.members, tables: byName as LinkedCounts["tables"], total};
}

function distinctTimes(steps: Float64Array, start: number, step: number): Float64Array {
  const times: number[] = [];
  let last = Number.NaN;
  for (const at of steps) {
    if (at !== last) times.push(start + at * step);
    last = at;
  }
  return Float64Array.from(times);
}

/** Which rows of the tables are steps in a stretch of time. One that its begin cuts counts as in it. */
export function rowsWithin(
  {times, step}: LinkedCounts,
  {from, to}: TimeRange
): {readonly from: number; readonly to: number} {
  return {from: lowerBound(times, Math.floor(from / step) * step), to: lowerBound(times, to)};
}

/** Events of each member in a stretch of time. */
export function memberTotals(
  counts: LinkedCounts,
  dimension: NamedDimension,
  range: TimeRange
): Float64Array {
  const size = counts.members[dimension].length;
  const table = counts.tables[dimension];
  const sums = new Float64Array(size);
  const rows = rowsWithin(counts, range);
  for (let row = rows.from; row < rows.to; row++)
    for (let m = 0; m < size; m++) sums[m] = (sums[m] ?? 0) + (table[row * size + m] ?? 0);
  return sums;
}

/** Events in a stretch of time that all picks let through. */
export function totalWithin(counts: LinkedCounts, range: TimeRange): number {
  const rows = rowsWithin(counts, range);
  let sum = 0;
  for (let row = rows.from; row < rows.to; row++) sum += counts.total[row] ?? 0;
  return sum;
}

/** Equal stretches of time over all of a range, the first and the last of which may reach beyond it. */
export interface Bins {
  /** Begin of the first, milliseconds in UTC. */
  readonly start: number;
  /** Milliseconds. */
  readonly length: number;
  readonly count: number;
}

/** The bins of a length that cover a range. */
export function binsOver({from, to}: TimeRange, length: number): Bins {
  const first = Math.floor(from / length);
  return {start: first * length, length, count: Math.max(1, Math.ceil(to / length) - first)};
}

/**
 * Events in each bin, by groups of members.
 * @param groups the members of each group, as indices
 * @returns one array of bins for each group
 */
export function binnedGroups(
  counts: LinkedCounts,
  dimension: NamedDimension,
  groups: readonly (readonly number[])[],
  range: TimeRange,
  bins: Bins
): Float64Array[] {
  const size = counts.members[dimension].length;
  const table = counts.tables[dimension];
  const rows = rowsWithin(counts, range);
  return groups.map(members => {
    const sums = new Float64Array(bins.count);
    for (let row = rows.from; row < rows.to; row++) {
      const bin = Math.floor(((counts.times[row] ?? 0) - bins.start) / bins.length);
      for (const member of members) sums[bin] = (sums[bin] ?? 0) + (table[row * size + member] ?? 0);
    }
    return sums;
  });
}

/**
 * A selection narrowed to a stretch of time and to the picks. Picks of a field stand in for what the selection lets in of
 * it, of which they are a part.
 */
export function narrowSelection(selection: Selection, range: TimeRange, picks: Picks): Selection {
  const fields = ["service", "country"] as const;
  const kept = (selection.filters ?? []).filter(
    ({field, out}) => out || !fields.some(name => name === field && picks[name].length > 0)
  );
  const filters = [
    ...kept,
    ...fields.flatMap(field => picks[field].map(value => ({field, value, out: false})))
  ];
  const {filters: _, ...rest} = selection;
  return {
    ...rest,
    ...range,
    ...(filters.length === 0 ? {} : {filters}),
    datasets:
      picks.dataset.length === 0 ? selection.datasets : datasets.filter(name => picks.dataset.includes(name)),
    severities:
      picks.severity.length === 0
        ? selection.severities
        : severities.filter(name => picks.severity.includes(name))
  };
}
