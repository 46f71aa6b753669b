import {createReservoir} from "../../detect/reservoir.js";
import {findUsualValues, type UsualByGroup} from "../../explain/usual-values.js";
import {type FeatureMatrix, readRows} from "./collect-features.js";

/** Groups with fewer benign events than this have nothing usual of their own. */
const leastOwn = 20;
/** Groups that have usual values of their own, the most frequent ones: names come from logs, and must not fill a page. */
const mostGroups = 40;
/** Rows of a group that tell what is usual in it. */
const rowsOfGroup = 2048;
/** Rows read at a time. */
const pieceRows = 16_384;

/**
 * What is usual in each application group of a family, told from benign references, or from all of its events where there are none.
 * @param applications names of application groups, by id
 */
export function findUsual(
  matrix: FeatureMatrix,
  applications: readonly string[],
  seed: number
): UsualByGroup | null {
  const {columns, rows: total, application} = matrix;
  if (total === 0) return null;
  const hasReferences = matrix.reference.includes(1);
  const counts = new Int32Array(applications.length);
  application.forEach((group, row) => {
    if (!hasReferences || matrix.reference[row]) counts[group] = (counts[group] ?? 0) + 1;
  });
  const frequent = applications
    .map((_, group) => group)
    .filter(group => (counts[group] ?? 0) >= leastOwn)
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
    .slice(0, mostGroups);
  const all = createReservoir(columns, rowsOfGroup, seed);
  const own = new Map(frequent.map(group => [group, createReservoir(columns, rowsOfGroup, seed)]));
  for (let from = 0; from < total; from += pieceRows) {
    const to = Math.min(from + pieceRows, total);
    const rows = readRows(matrix, from, to);
    for (let row = from; row < to; ++row) {
      if (hasReferences && !matrix.reference[row]) continue;
      const values = rows.subarray((row - from) * columns, (row - from + 1) * columns);
      all.push(values);
      own.get(application[row] ?? -1)?.push(values);
    }
  }
  return {
    own: Object.fromEntries(
      [...own].map(([group, reservoir]) => [
        applications[group] ?? "",
        findUsualValues(reservoir.rows(), columns)
      ])
    ),
    all: findUsualValues(all.rows(), columns)
  };
}
