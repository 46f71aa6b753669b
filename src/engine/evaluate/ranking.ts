/** Rows in order of their scores, highest first. Equal scores are one block: nothing may be made of the order within it. */
export interface Ranking {
  /** Row numbers by descending score. */
  readonly order: Int32Array;
  /** Where each block begins in `order`; one more entry, the number of rows, ends the last. */
  readonly starts: Int32Array;
  /** By row: 1 attack, 0 normal. */
  readonly attack: Uint8Array;
  /** The score of each block, descending. */
  readonly scores: Float64Array;
}

/** How many attacks and normal rows have each distinct score, highest score first: all that the measures of a ranking need. */
export interface Tally {
  readonly attacks: Float64Array;
  readonly normals: Float64Array;
  readonly attackTotal: number;
  readonly normalTotal: number;
}

/**
 * Sorts rows by score. Throws a RangeError when there is not one label for each score, on a score that is not
 * finite, a label other than 0 and 1, or rows of one class only, since then nothing can be told apart.
 */
export function rankScores(scores: ArrayLike<number>, attack: ArrayLike<number>): Ranking {
  const count = scores.length;
  requireLabels(scores, attack);
  // Sorting plain numbers and counting rows into their blocks is several times faster than sorting rows by a comparison.
  const distinct = distinctDescending(scores);
  const block = Int32Array.from(scores, score => findDescending(distinct, score));
  const starts = new Int32Array(distinct.length + 1);
  for (const k of block) starts[k + 1] = (starts[k + 1] as number) + 1;
  for (let k = 0; k < distinct.length; ++k) starts[k + 1] = (starts[k + 1] as number) + (starts[k] as number);
  const next = starts.slice();
  const order = new Int32Array(count);
  block.forEach((k, row) => {
    const place = next[k] as number;
    order[place] = row;
    next[k] = place + 1;
  });
  return {order, starts, attack: Uint8Array.from(attack), scores: distinct};
}

function distinctDescending(scores: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(scores).sort().reverse();
  return sorted.filter((score, place) => place === 0 || score !== sorted[place - 1]);
}

/** The place of a value that is there. */
function findDescending(values: Float64Array, value: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) > value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function requireLabels(scores: ArrayLike<number>, attack: ArrayLike<number>): void {
  if (scores.length !== attack.length) {
    throw new RangeError(
      `need one label for each score, have ${scores.length} scores and ${attack.length} labels`
    );
  }
  let attacks = 0;
  for (let row = 0; row < scores.length; ++row) {
    const score = scores[row] as number;
    const label = attack[row] as number;
    if (!Number.isFinite(score)) {
      throw new RangeError(`invalid score: ${score} in row ${row}; expected a finite number`);
    }
    if (label !== 0 && label !== 1) {
      throw new RangeError(`invalid label: ${label} in row ${row}; expected 0 (normal) or 1 (attack)`);
    }
    attacks += label;
  }
  if (attacks === 0 || attacks === scores.length) {
    throw new RangeError(
      `need attacks and normal rows, have ${attacks} attacks and ${scores.length - attacks} normal rows`
    );
  }
}

/**
 * Counts attacks and normal rows at each score.
 * @param weights by row, how often it counts; once by default. Rows of weight 0 are as if they were not there.
 */
export function tally(ranking: Ranking, weights?: ArrayLike<number>): Tally {
  const {order, starts, attack} = ranking;
  const blocks = starts.length - 1;
  const attacks = new Float64Array(blocks);
  const normals = new Float64Array(blocks);
  let attackTotal = 0;
  let normalTotal = 0;
  for (let block = 0; block < blocks; ++block) {
    const end = starts[block + 1] as number;
    let a = 0;
    let n = 0;
    for (let place = starts[block] as number; place < end; ++place) {
      const row = order[place] as number;
      const weight = weights === undefined ? 1 : (weights[row] as number);
      if (attack[row] === 1) a += weight;
      else n += weight;
    }
    attacks[block] = a;
    normals[block] = n;
    attackTotal += a;
    normalTotal += n;
  }
  return {attacks, normals, attackTotal, normalTotal};
}
