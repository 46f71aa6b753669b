import type {
  DistributionGroup,
  FamilyDistributions,
  FeatureDistributions
} from "../../feature-distributions.js";
import {binOf, featureEdges} from "../../features/feature-bins.js";
import {featureSets} from "../../features/features.js";
import type {Database} from "../database.js";
import {type FeatureMatrix, readRows} from "./collect-features.js";

/** Rows read at a time. */
const pieceRows = 16_384;

const labels = ["Attack", "Normal", null] as const;
const groups = labels.flatMap(label => [true, false].map(anomalous => ({label, anomalous})));

/** An event's place in `groups`, as SQL over `events`. */
const groupSql = `((CASE label WHEN 'Attack' THEN 0 WHEN 'Normal' THEN 2 ELSE 4 END)
  + CASE WHEN severity = 'none' THEN 1 ELSE 0 END)::UTINYINT`;

/**
 * Counts the values of every feature by what the logs call the event and by whether anything was found about it, in bins that do
 * not depend on the data. `events` must be there, with `seq`.
 */
export async function distributeFeatures(
  database: Database,
  matrices: readonly FeatureMatrix[]
): Promise<FeatureDistributions> {
  const ofEvent = await readGroups(database);
  return {
    families: matrices.filter(({rows}) => rows > 0).map(matrix => distributeFamily(matrix, ofEvent))
  };
}

/** Each event's place in `groups`, by its number. */
async function readGroups(database: Database): Promise<Uint8Array> {
  const [counted] = await database.rows("SELECT coalesce(max(seq), -1) + 1 AS n FROM events");
  const ofEvent = new Uint8Array(Number(counted?.n ?? 0));
  await database.pieces(
    `SELECT seq::INTEGER AS seq, ${groupSql} AS code FROM events`,
    ([seq, code], rows) => {
      for (let i = 0; i < rows; ++i) ofEvent[seq?.[i] ?? 0] = code?.[i] ?? 0;
    }
  );
  return ofEvent;
}

/** @param ofEvent each event's place in `groups`, by its number */
export function distributeFamily(matrix: FeatureMatrix, ofEvent: Uint8Array): FamilyDistributions {
  const {family, columns, rows: total, seq} = matrix;
  const specs = featureSets[family];
  const edges = specs.map(spec => Float64Array.from(featureEdges(spec)));
  const counts = edges.map(({length}) => groups.map(() => new Float64Array(length - 1)));
  const rowsOf = new Float64Array(groups.length);
  for (let from = 0; from < total; from += pieceRows) {
    const to = Math.min(from + pieceRows, total);
    const rows = readRows(matrix, from, to);
    for (let row = from; row < to; ++row) {
      const group = ofEvent[seq[row] ?? 0] ?? 0;
      rowsOf[group] = (rowsOf[group] ?? 0) + 1;
      const start = (row - from) * columns;
      for (let column = 0; column < columns; ++column) {
        const value = rows[start + column] ?? Number.NaN;
        const bins = counts[column]?.[group];
        if (Number.isNaN(value) || bins === undefined) continue;
        const bin = binOf(value, edges[column] ?? []);
        bins[bin] = (bins[bin] ?? 0) + 1;
      }
    }
  }
  const present = groups.map((_, i) => i).filter(i => (rowsOf[i] ?? 0) > 0);
  return {
    family,
    rows: total,
    groups: present.map(i => ({...(groups[i] as Omit<DistributionGroup, "rows">), rows: rowsOf[i] ?? 0})),
    features: specs.map(({name}, column) => {
      const own = present.map(i => counts[column]?.[i] ?? new Float64Array());
      const filled = [...(own[0] ?? [])].map((_, bin) => own.some(bins => (bins[bin] ?? 0) > 0));
      const first = filled.indexOf(true);
      const end = filled.lastIndexOf(true) + 1;
      if (first < 0) return {name, edges: [], counts: present.map(() => [])};
      return {
        name,
        edges: [...(edges[column]?.slice(first, end + 1) ?? [])],
        counts: own.map(bins => [...bins.slice(first, end)])
      };
    })
  };
}
