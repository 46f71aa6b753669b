import type {ClassTrees} from "./model.js";

/**
 * What each node holds per class, node x class: a leaf's probabilities, and 0 at splits, where nothing is to be read. With
 * `columns`, `roots`, `feature`, `split`, `right` and `size` this is all that exact Shapley values of the probabilities need.
 */
export function nodeValues({classes, leaf, probability}: ClassTrees): Float64Array {
  const width = classes.length;
  const values = new Float64Array(leaf.length * width);
  leaf.forEach((number, node) => {
    if (number < 0) return;
    values.set(probability.subarray(number * width, (number + 1) * width), node * width);
  });
  return values;
}
