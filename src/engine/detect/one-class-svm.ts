import {createRandom, type Random, randomInteger} from "../random.js";
import type {Detector, FittedDetector} from "./detector.js";
import {requireRow, requireScoringRows, requireTrainingRows, sampleRows} from "./detector-rows.js";
import {createStandardiser} from "./standardise.js";

export const defaults = {
  /** Random features that stand for the Gaussian kernel. */
  features: 256,
  /** Share of the training rows that may lie outside. */
  nu: 0.05,
  /** Training rows learnt from, at most. */
  rows: 8192,
  /** Passes over them. */
  passes: 8,
  /** Pairs of rows whose median distance tells the kernel's width. */
  pairs: 2048,
  /** The width as a share of that distance: benign rows are of many kinds, each far narrower than all of them. */
  width: 0.5
} as const;

/** Rows standardised at a time. */
const block = 256;

/**
 * One-class support vector machine (Schoelkopf et al. 2001, https://doi.org/10.1162/089976601750264965), approximately: the Gaussian
 * kernel is replaced by random Fourier features cos(w x + phase) (Rahimi and Recht 2007,
 * https://papers.nips.cc/paper/3182-random-features-for-large-scale-kernel-machines), in which a plane is found by averaged stochastic
 * gradient descent with steps of 1 / t (Shalev-Shwartz et al. 2011, https://doi.org/10.1007/s10107-010-0420-4), not by a solver of the dual.
 * Columns are standardised, "log" ones as logarithms; the kernel's width is half the median distance between training rows.
 *
 * The score is how far below the plane a row lies: negative inside. Far from all training rows it levels off.
 *
 * A kernel machine has no parts by nature. The explanation walks from the median training row to the row by one column at a time, those that
 * differ most (in standardised units) first, and gives each column what its step adds to the score: the steps add up exactly, but another
 * order would share the total differently. The base is the median row's score.
 */
export const oneClassSvm: Detector = {
  name: "one_class_svm",
  label: "One-class SVM",
  unit: "distance below the plane",
  fit(rows, columns, options): FittedDetector {
    const use = requireTrainingRows(rows, columns, options, "a one-class SVM");
    const {names} = options;
    const width = use.length;
    const random = createRandom(options.seed);
    const sample = sampleRows(rows, columns, defaults.rows, random);
    const count = sample.length / columns;
    const standardiser = createStandardiser(sample, columns, use, options.scales);
    const standard = new Float64Array(count * width);
    standardiser.apply(sample, 0, count, standard);
    const medians = mediansOf(standard, width);
    const waves = createWaves(width, defaults.width * medianDistance(standard, width, random), random);
    const plane = findPlane(standard, medians, waves, random);

    const z = new Float64Array(block * width);
    const angles = new Float64Array(defaults.features);

    return {
      columns,
      score(given, out) {
        const total = requireScoringRows(given, columns, use, names, out.length);
        for (let from = 0; from < total; from += block) {
          const size = Math.min(block, total - from);
          standardiser.apply(given, from, size, z);
          for (let i = 0; i < size; ++i) {
            project(waves, medians, z, i * width, angles);
            out[from + i] = depth(plane, angles);
          }
        }
      },
      explain(row) {
        requireRow(row, columns, use, names);
        standardiser.apply(row, 0, 1, z);
        const steps = Float64Array.from(medians, (median, place) => (z[place] ?? 0) - median);
        const order = use.map((_, place) => place);
        order.sort((a, b) => Math.abs(steps[b] ?? 0) - Math.abs(steps[a] ?? 0) || a - b);
        angles.set(waves.phases);
        const base = depth(plane, angles);
        const parts = new Float64Array(columns);
        let before = base;
        for (const place of order) {
          turn(waves, place, steps[place] ?? 0, angles);
          const after = depth(plane, angles);
          const column = use[place] ?? 0;
          parts[column] = (parts[column] ?? 0) + after - before;
          before = after;
        }
        return {base, parts, total: before};
      }
    };
  }
};

/** Random Fourier features: the angle of feature f is its phase plus, by column, the column's value times a frequency. */
interface Waves {
  /** `features` frequencies a column, one column after the other. */
  readonly frequencies: Float64Array;
  readonly phases: Float64Array;
}

interface Plane {
  /** Of unit length. */
  readonly normal: Float64Array;
  readonly offset: number;
}

function createWaves(width: number, kernelWidth: number, random: Random): Waves {
  const frequencies = new Float64Array(width * defaults.features);
  // Box and Muller's method yields two independent normal values at a time.
  for (let i = 0; i < frequencies.length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random())) / kernelWidth;
    const angle = 2 * Math.PI * random();
    frequencies[i] = radius * Math.cos(angle);
    if (i + 1 < frequencies.length) frequencies[i + 1] = radius * Math.sin(angle);
  }
  return {frequencies, phases: Float64Array.from({length: defaults.features}, () => 2 * Math.PI * random())};
}

/** The angles of a row. Only its differences from the median row count, and most columns of most rows have none. */
function project(
  waves: Waves,
  medians: Float64Array,
  z: Float64Array,
  start: number,
  angles: Float64Array
): void {
  angles.set(waves.phases);
  for (let place = 0; place < medians.length; ++place) {
    const step = (z[start + place] as number) - (medians[place] as number);
    if (step !== 0) turn(waves, place, step, angles);
  }
}

/** Adds what a column's step turns the angles by. */
function turn({frequencies}: Waves, place: number, step: number, angles: Float64Array): void {
  const start = place * defaults.features;
  for (let f = 0; f < angles.length; ++f) {
    angles[f] = (angles[f] as number) + step * (frequencies[start + f] as number);
  }
}

function depth({normal, offset}: Plane, angles: Float64Array): number {
  let sum = 0;
  for (let f = 0; f < angles.length; ++f) sum += (normal[f] as number) * Math.cos(angles[f] as number);
  return offset - sum;
}

/**
 * Minimises |w|^2 / 2 - offset + the mean of max(0, offset - w z) / nu over rows, z their features; the average of the second half of all
 * steps, brought to unit length. The offset is then the nu-quantile of w z, as it is at the exact minimum.
 */
function findPlane(standard: Float64Array, medians: Float64Array, waves: Waves, random: Random): Plane {
  const {features, nu, passes} = defaults;
  const width = medians.length;
  const count = standard.length / width;
  const unit = Math.sqrt(2 / features);
  const z = new Float32Array(count * features);
  const angles = new Float64Array(features);
  for (let row = 0; row < count; ++row) {
    project(waves, medians, standard, row * width, angles);
    for (let f = 0; f < features; ++f) z[row * features + f] = unit * Math.cos(angles[f] as number);
  }

  const w = new Float64Array(features);
  const sum = new Float64Array(features);
  let offset = 0;
  const steps = passes * count;
  for (let step = 1; step <= steps; ++step) {
    const start = randomInteger(random, count) * features;
    let product = 0;
    for (let f = 0; f < features; ++f) product += (w[f] as number) * (z[start + f] as number);
    const rate = 1 / step;
    const outside = product < offset;
    const push = outside ? rate / nu : 0;
    for (let f = 0; f < features; ++f) {
      w[f] = (1 - rate) * (w[f] as number) + push * (z[start + f] as number);
    }
    offset += rate * (outside ? 1 - 1 / nu : 1);
    if (step > steps / 2) for (let f = 0; f < features; ++f) sum[f] = (sum[f] as number) + (w[f] as number);
  }
  let squares = 0;
  for (const value of sum) squares += value * value;
  const normal = sum.map(value => value / Math.sqrt(squares));

  const products = new Float64Array(count);
  for (let row = 0; row < count; ++row) {
    let product = 0;
    for (let f = 0; f < features; ++f) product += (normal[f] as number) * (z[row * features + f] as number);
    products[row] = product;
  }
  products.sort();
  return {normal: normal.map(value => value * unit), offset: products[Math.floor(nu * count)] ?? 0};
}

function mediansOf(rows: Float64Array, width: number): Float64Array {
  const count = rows.length / width;
  return Float64Array.from({length: width}, (_, place) => {
    const values = Float64Array.from({length: count}, (_, row) => rows[row * width + place] ?? 0).sort();
    return values[count >>> 1] ?? 0;
  });
}

/** The median distance between random pairs of different rows. Some differ: a column varies. */
function medianDistance(rows: Float64Array, width: number, random: Random): number {
  const count = rows.length / width;
  const distances: number[] = [];
  for (let pair = 0; pair < defaults.pairs; ++pair) {
    const a = randomInteger(random, count) * width;
    const b = randomInteger(random, count) * width;
    let squares = 0;
    for (let i = 0; i < width; ++i) squares += ((rows[a + i] ?? 0) - (rows[b + i] ?? 0)) ** 2;
    if (squares > 0) distances.push(Math.sqrt(squares));
  }
  distances.sort((a, b) => a - b);
  return distances[distances.length >>> 1] ?? 1;
}
