export const defaults = {
  /** The least share of rows that a value is taken to have; one never seen has it too. */
  leastShare: 1e-4,
  /** How often a category stands among the columns that splits are drawn from: it tells more than one measure of many. */
  weight: 3
} as const;

/** Rows in which each category is one column: how rare its value is. */
export interface CategoryRarity {
  /** Positions of the columns that enter the model, a category by its first column, as often as it weighs. */
  readonly use: readonly number[];
  /** A copy of row-major rows with -log10 of the value's share in each category's first column; the rows themselves without categories. */
  apply(rows: Float32Array): Float32Array;
}

/**
 * Learns from row-major `rows` how rare the values of categories are.
 * @param use positions of the columns that enter the model
 * @param categories columns of 0 and 1 that together stand for one category each
 */
export function createCategoryRarity(
  rows: Float32Array,
  columns: number,
  use: readonly number[],
  categories: readonly (readonly number[])[]
): CategoryRarity {
  const used = new Set(use);
  const groups = categories
    .map(group => group.filter(column => used.has(column)))
    .filter(group => group.length > 0);
  if (groups.length === 0) return {use, apply: given => given};

  const count = rows.length / columns;
  const rarity = new Float32Array(columns);
  for (const column of groups.flat()) {
    let seen = 0;
    for (let k = column; k < rows.length; k += columns) if (rows[k]) seen++;
    rarity[column] = -Math.log10(Math.max(defaults.leastShare, seen / count));
  }
  const never = -Math.log10(defaults.leastShare);
  const inGroups = new Set(groups.flat());
  const firsts = groups.flatMap(group => new Array<number>(defaults.weight).fill(group[0] ?? 0));

  return {
    use: [...use.filter(column => !inGroups.has(column)), ...firsts],
    apply(given) {
      const own = given.slice();
      for (let start = 0; start < own.length; start += columns) {
        for (const group of groups) {
          let value = never;
          for (const column of group) {
            if (given[start + column]) value = rarity[column] as number;
            own[start + column] = 0;
          }
          own[start + (group[0] as number)] = value;
        }
      }
      return own;
    }
  };
}
