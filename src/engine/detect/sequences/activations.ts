import {exp2} from "../exp2.js";

/** 1 / (1 + e^-x), the same in every engine. */
export function sigmoid(x: number): number {
  const e = exp2(-Math.abs(x) * Math.LOG2E);
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
}

/** The hyperbolic tangent, the same in every engine. */
export function tanh(x: number): number {
  const e = exp2(-2 * Math.abs(x) * Math.LOG2E);
  const y = (1 - e) / (1 + e);
  return x >= 0 ? y : -y;
}

/** Replaces values by their softmax: e^x over the sum of all. */
export function softmax(values: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (const x of values) most = Math.max(most, x);
  let sum = 0;
  for (let k = 0; k < values.length; ++k) {
    const e = exp2(((values[k] as number) - most) * Math.LOG2E);
    values[k] = e;
    sum += e;
  }
  for (let k = 0; k < values.length; ++k) values[k] = (values[k] as number) / sum;
}
