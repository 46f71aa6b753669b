import {expect, it} from "vitest";
import {
  createCategoryRarity,
  defaults
} from "../../../../src/engine/detect/isolation-forest/category-rarity.js";
import {isolationForest} from "../../../../src/engine/detect/isolation-forest/detector.js";
import {createRandom} from "../../../../src/engine/random.js";

/** A measure, then a category of three values: 89%, 10% and 1% of a hundred rows. */
const rows = Float32Array.from({length: 100}, (_, row) => row).reduce((table, row) => {
  const value = row === 0 ? 3 : row <= 10 ? 2 : 1;
  table.set([row, value === 1 ? 1 : 0, value === 2 ? 1 : 0, value === 3 ? 1 : 0], row * 4);
  return table;
}, new Float32Array(400));

it("a category becomes one column that says how rare its value is", () => {
  const rarity = createCategoryRarity(rows, 4, [0, 1, 2, 3], [[1, 2, 3]]);
  expect(rarity.use).toEqual([0, ...new Array(defaults.weight).fill(1)]);
  const given = Float32Array.of(7, 1, 0, 0, 7, 0, 1, 0, 7, 0, 0, 1, 7, 0, 0, 0);
  const expected = [-Math.log10(0.89), 1, 2, 4].flatMap(value => [7, Math.fround(value), 0, 0]);
  expect(Array.from(rarity.apply(given))).toEqual(expected);
  expect(Array.from(given.subarray(0, 4))).toEqual([7, 1, 0, 0]);
});

it("rows without categories, or with none in use, are left as they are", () => {
  expect(createCategoryRarity(rows, 4, [0, 1], []).apply(rows)).toBe(rows);
  expect(createCategoryRarity(rows, 4, [0], [[1, 2, 3]])).toMatchObject({use: [0]});
});

it("an isolation forest finds a value of a category that it never saw", () => {
  const random = createRandom(1);
  const columns = 12;
  const train = Float32Array.from({length: 2000 * columns}, (_, k) => {
    const column = k % columns;
    return column < 2 ? random() : 0;
  });
  for (let row = 0; row < 2000; ++row) train[row * columns + 2 + Math.floor(random() ** 3 * 9)] = 1;
  const options = {
    seed: 1,
    names: Array.from({length: columns}, (_, k) => `c${k}`),
    categories: [Array.from({length: 10}, (_, k) => k + 2)]
  };
  const fitted = isolationForest.fit(train, columns, options);
  const known = train.slice(0, columns);
  const unknown = known.slice();
  unknown.fill(0, 2);
  unknown[11] = 1;
  const scores = new Float64Array(2);
  fitted.score(Float32Array.from([...known, ...unknown]), scores);
  expect(scores[1] ?? 0).toBeGreaterThan(scores[0] ?? 1);
  const {base, parts, total} = fitted.explain(unknown);
  expect(parts.reduce((sum, part) => sum + part, base)).toBeCloseTo(total, 9);
  expect(Array.from(parts).indexOf(Math.max(...parts))).toBe(2);
});
