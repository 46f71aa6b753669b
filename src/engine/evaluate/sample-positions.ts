import {createRandom, randomInteger} from "../random.js";

/** Row numbers drawn without replacement, ascending; all of them when there are no more than `most`. */
export function samplePositions(positions: Int32Array, most: number, seed: number): Int32Array {
  if (positions.length <= most) return positions;
  const order = Int32Array.from(positions);
  const random = createRandom(seed);
  for (let i = 0; i < most; ++i) {
    const k = i + randomInteger(random, order.length - i);
    const row = order[k] as number;
    order[k] = order[i] as number;
    order[i] = row;
  }
  return order.slice(0, most).sort();
}

/** Row numbers of which no group has more than `most`, those drawn at random; ascending. Small groups keep all of their rows. */
export function samplePerGroup(
  positions: Int32Array,
  groups: Int32Array,
  most: number,
  seed: number
): Int32Array {
  if (positions.length <= most) return positions;
  const present = [...new Set(positions.map(row => groups[row] as number))].sort((a, b) => a - b);
  const chosen = present.flatMap(group => [
    ...samplePositions(
      positions.filter(row => groups[row] === group),
      most,
      seed + group
    )
  ]);
  return Int32Array.from(chosen).sort();
}
