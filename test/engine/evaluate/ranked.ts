import * as fc from "fast-check";

/** Scores with ties and labels of both classes. */
export const labelledScores = fc
  .array(fc.tuple(fc.integer({min: 0, max: 8}), fc.integer({min: 0, max: 1})), {minLength: 2, maxLength: 40})
  .map(pairs => ({
    scores: Float64Array.from(pairs, ([score]) => score / 4),
    attack: Uint8Array.from(pairs, ([, label]) => label)
  }))
  .filter(({attack}) => attack.includes(0) && attack.includes(1));
