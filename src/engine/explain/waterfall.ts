import type {Explanation} from "../detect/detector.js";

export const defaults = {
  /** Columns with a step of their own; the others share one. */
  largest: 8
} as const;

/** What one column, or all the lesser ones together, add. */
export interface WaterfallStep {
  /** The columns of this step: one, or the others in order of their part's size. */
  readonly columns: readonly number[];
  /** True for the step that the lesser columns share. */
  readonly others: boolean;
  readonly part: number;
  /** Where the step before ended, and where this one does. */
  readonly from: number;
  readonly to: number;
}

/** A column's stretch in a force plot. */
export interface ForceSegment {
  readonly column: number;
  readonly part: number;
  /** The end nearer to the total, and the other. */
  readonly from: number;
  readonly to: number;
}

/** What pushes a row's total up and what pushes it down; both stretch away from the total, greatest first. */
export interface Force {
  readonly base: number;
  readonly total: number;
  /** From the total downwards: without these, the row would be that much lower. */
  readonly up: readonly ForceSegment[];
  /** From the total upwards. */
  readonly down: readonly ForceSegment[];
}

/** Columns that have a part, greatest by size first, ties by position. */
function rankParts({parts}: Explanation): number[] {
  return Array.from(parts.keys())
    .filter(column => parts[column] !== 0)
    .sort((a, b) => Math.abs(parts[b] ?? 0) - Math.abs(parts[a] ?? 0) || a - b);
}

/**
 * The steps of a waterfall from an explanation's base to its total: the columns with the largest parts, then one for all
 * others. Steps join without gaps and the last ends at exactly the total, so that it takes up what rounding left over. Columns
 * without a part have no step. Throws a RangeError when `largest` is not a positive integer.
 */
export function waterfall(
  explanation: Explanation,
  {largest = defaults.largest}: {readonly largest?: number} = {}
): WaterfallStep[] {
  if (!Number.isInteger(largest) || largest < 1) {
    throw new RangeError(`invalid number of steps: ${largest}; expected an integer of at least 1`);
  }
  const {base, parts, total} = explanation;
  const ranked = rankParts(explanation);
  // One column left over is better named than called others.
  const shown = ranked.length === largest + 1 ? ranked.length : Math.min(largest, ranked.length);
  const rest = ranked.slice(shown);
  const steps: WaterfallStep[] = [];
  let from = base;
  for (const column of ranked.slice(0, shown)) {
    const part = parts[column] ?? 0;
    const to = steps.length + 1 === ranked.length ? total : from + part;
    steps.push({columns: [column], others: false, part, from, to});
    from = to;
  }
  if (rest.length > 0) steps.push({columns: rest, others: true, part: total - from, from, to: total});
  return steps;
}

/** The same parts for a force plot. */
export function force(explanation: Explanation): Force {
  const {base, parts, total} = explanation;
  const ranked = rankParts(explanation);

  function stretch(columns: readonly number[]): ForceSegment[] {
    let from = total;
    return columns.map(column => {
      const part = parts[column] ?? 0;
      const segment = {column, part, from, to: from - part};
      from = segment.to;
      return segment;
    });
  }

  return {
    base,
    total,
    up: stretch(ranked.filter(column => (parts[column] ?? 0) > 0)),
    down: stretch(ranked.filter(column => (parts[column] ?? 0) < 0))
  };
}
