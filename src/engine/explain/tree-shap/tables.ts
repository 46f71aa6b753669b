import {fillLeafTable, type LeafScratch} from "./leaf.js";
import type {ValuedTrees} from "./model.js";
import type {Plan, PlannedGroup} from "./plan.js";
import type {Quadrature} from "./quadrature.js";

/**
 * Fills the table of a group, [decisions][answers from above][column of the group][output], at its offset in `tables`, by adding up
 * those of its leaves.
 */
export function fillGroup(
  group: PlannedGroup,
  {values, outputs}: ValuedTrees,
  quadrature: Quadrature,
  scratch: LeafScratch,
  tables: Float64Array
): void {
  const {bits, splits, leaves, columns, offset} = group;
  const width = columns.length * outputs;
  const above = 1 << bits;
  const decisions = 1 << splits.length;
  tables.fill(0, offset, offset + above * decisions * width);
  for (const {node, shares, slots, lefts, rights} of leaves) {
    const m = shares.length;
    if (m === 0) continue;
    fillLeafTable(scratch, quadrature, shares, m);
    const {table} = scratch;
    const added = (1 << m) - above;
    for (let decided = 0; decided < decisions; ++decided) {
      // The pattern of a row with all answers from above; those it lacks are taken away below.
      let allowed = 0;
      for (let j = 0; j < m; ++j) {
        const wanted = (lefts[j] as number) & ~decided;
        const unwanted = (rights[j] as number) & decided;
        if ((wanted | unwanted) === 0) allowed |= 1 << j;
      }
      for (let answers = 0; answers < above; ++answers) {
        const from = ((answers | added) & allowed) * m;
        const to = offset + (decided * above + answers) * width;
        for (let j = 0; j < m; ++j) {
          const part = table[from + j] as number;
          const place = to + (slots[j] as number) * outputs;
          for (let o = 0; o < outputs; ++o) {
            tables[place + o] = (tables[place + o] as number) + part * (values[node * outputs + o] as number);
          }
        }
      }
    }
  }
}

/** A block of rows on its way down a tree. */
export interface Block {
  /** Column x `stride`: the rank of each row's value among its column's thresholds. */
  readonly ranks: Int32Array;
  /** (Output x columns + column) x `stride`: what is added to. */
  readonly sums: Float64Array;
  readonly stride: number;
  readonly columns: number;
  readonly outputs: number;
  /** The first row, and how many there are. */
  from: number;
  count: number;
  /** Level x `room`: the answers of each row on its way down. */
  answers: Int32Array;
  readonly room: number;
}

/** Adds to the block's sums what a tree gives its rows, from the tree's filled tables. */
export function addPlan(plan: Plan, tables: Float64Array, block: Block, level: number): void {
  if (plan.kind === "group") {
    addGroup(plan, tables, block, level);
    return;
  }
  const {ranks, stride, from, count, answers, room} = block;
  const {column, rank, bit, fresh, left, right} = plan;
  const source = column * stride + from;
  const here = level * room;
  const next = here + room;
  // Every index is in range by construction; `?? 0` would cost speed in these loops. A sign bit is the comparison without a branch.
  for (let i = 0; i < count; ++i) {
    const goesLeft = ((ranks[source + i] as number) - rank) >>> 31;
    const answer = answers[here + i] as number;
    answers[next + i] = fresh ? answer | (goesLeft << bit) : answer & ~((1 - goesLeft) << bit);
  }
  addPlan(left, tables, block, level + 1);
  for (let i = 0; i < count; ++i) {
    const goesRight = 1 - (((ranks[source + i] as number) - rank) >>> 31);
    const answer = answers[here + i] as number;
    answers[next + i] = fresh ? answer | (goesRight << bit) : answer & ~((1 - goesRight) << bit);
  }
  addPlan(right, tables, block, level + 1);
}

function addGroup(group: PlannedGroup, tables: Float64Array, block: Block, level: number): void {
  const {ranks, sums, stride, columns, outputs, from, count, answers, room} = block;
  const width = group.columns.length * outputs;
  // One level further down is free: groups have nothing below them.
  const here = level * room;
  const entry = here + room;
  answers.copyWithin(entry, here, here + count);
  group.splits.forEach(({column, rank}, k) => {
    const source = column * stride + from;
    const bit = group.bits + k;
    for (let i = 0; i < count; ++i) {
      const goesLeft = ((ranks[source + i] as number) - rank) >>> 31;
      answers[entry + i] = (answers[entry + i] as number) | (goesLeft << bit);
    }
  });

  function place(slot: number): number {
    const column = group.columns[Math.floor(slot / outputs)] ?? 0;
    return ((slot % outputs) * columns + column) * stride + from;
  }

  // Four numbers of an entry at a time, so that it is found once for them.
  let slot = 0;
  for (; slot + 4 <= width; slot += 4) {
    const a = place(slot);
    const b = place(slot + 1);
    const c = place(slot + 2);
    const d = place(slot + 3);
    const start = group.offset + slot;
    for (let i = 0; i < count; ++i) {
      const at = start + (answers[entry + i] as number) * width;
      sums[a + i] = (sums[a + i] as number) + (tables[at] as number);
      sums[b + i] = (sums[b + i] as number) + (tables[at + 1] as number);
      sums[c + i] = (sums[c + i] as number) + (tables[at + 2] as number);
      sums[d + i] = (sums[d + i] as number) + (tables[at + 3] as number);
    }
  }
  for (; slot < width; ++slot) {
    const a = place(slot);
    const start = group.offset + slot;
    for (let i = 0; i < count; ++i) {
      const at = start + (answers[entry + i] as number) * width;
      sums[a + i] = (sums[a + i] as number) + (tables[at] as number);
    }
  }
}
