import type {DistributionGroup, FamilyDistributions} from "../../engine/feature-distributions.js";
import {featureSets} from "../../engine/features/features.js";
import type {PublishedFamily} from "../../engine/published.js";
import {formatShare} from "../format.js";
import {familyEvents} from "../model/family-text.js";
import {featureLabel} from "../model/feature-text.js";

/** By what events of a family are told apart. */
export type Comparison = "label" | "found";

/** Two sides that are compared, and what each is called. */
export interface Sides {
  readonly of: (group: DistributionGroup) => "a" | "b" | null;
  readonly a: string;
  readonly b: string;
}

const sides: Readonly<Record<Comparison, Sides>> = {
  label: {
    of: ({label}) => (label === "Attack" ? "a" : label === "Normal" ? "b" : null),
    a: "labelled Attack",
    b: "labelled Normal"
  },
  found: {of: ({anomalous}) => (anomalous ? "a" : "b"), a: "anomalous", b: "nothing found"}
};

export const sidesOf = (comparison: Comparison): Sides => sides[comparison];

/** How a feature's values differ between two sides. */
export interface FeatureComparison {
  readonly feature: string;
  readonly unit: string;
  readonly description: string;
  /** Bin i takes values from `edges[i]` up to `edges[i + 1]`. */
  readonly edges: readonly number[];
  /** Events per bin. */
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** Events of each side of which it is measured. */
  readonly measured_a: number;
  readonly measured_b: number;
  /** Share of both sides' events of which it is not measured. */
  readonly missing: number;
  /** The part that both distributions have in common, 0 to 1; null where a side measures it of no event. */
  readonly overlap: number | null;
  /** Why no model uses it; null where one does. */
  readonly left_out: string | null;
}

/** Events on each side, and those on none. */
export function sideRows(family: FamilyDistributions, comparison: Comparison) {
  const rows = {a: 0, b: 0, neither: 0};
  for (const group of family.groups) rows[sides[comparison].of(group) ?? "neither"] += group.rows;
  return rows;
}

/** Comparisons that have events on both sides; by label first, which nobody at Flowbook decided. */
export function comparisonsOf(family: FamilyDistributions): Comparison[] {
  return (["label", "found"] as const).filter(comparison => {
    const {a, b} = sideRows(family, comparison);
    return a > 0 && b > 0;
  });
}

/** All features of a family: those whose distributions have least in common first, those that cannot be compared last. */
export function compareFeatures(
  distributions: FamilyDistributions,
  model: Pick<PublishedFamily, "dropped" | "forest"> | undefined,
  comparison: Comparison
): FeatureComparison[] {
  const {of} = sides[comparison];
  const specs = new Map(featureSets[distributions.family].map(spec => [spec.name, spec]));
  const all = sideRows(distributions, comparison);
  return distributions.features
    .map(({name, edges, counts}) => {
      const sum = (side: "a" | "b") =>
        edges
          .slice(1)
          .map((_, bin) =>
            distributions.groups.reduce(
              (total, group, g) => total + (of(group) === side ? (counts[g]?.[bin] ?? 0) : 0),
              0
            )
          );
      const [a, b] = [sum("a"), sum("b")];
      const total = (bins: readonly number[]) => bins.reduce((x, y) => x + y, 0);
      const [measured_a, measured_b] = [total(a), total(b)];
      return {
        feature: name,
        unit: specs.get(name)?.unit ?? "",
        description: specs.get(name)?.description ?? "",
        edges,
        a,
        b,
        measured_a,
        measured_b,
        missing: all.a + all.b === 0 ? 1 : (all.a + all.b - measured_a - measured_b) / (all.a + all.b),
        overlap:
          measured_a === 0 || measured_b === 0
            ? null
            : a.reduce(
                (shared, count, i) => shared + Math.min(count / measured_a, (b[i] ?? 0) / measured_b),
                0
              ),
        left_out: leftOut(name, model)
      };
    })
    .sort((x, y) => (x.overlap ?? 2) - (y.overlap ?? 2));
}

/** Why a feature is not in the model; null where it is, or where there is no model to be in. */
export function leftOut(
  name: string,
  model: Pick<PublishedFamily, "dropped" | "forest"> | undefined
): string | null {
  if (model?.forest == null) return null;
  const dropped = model.dropped.find(column => column.name === name);
  if (dropped !== undefined)
    return `missing in ${formatShare(dropped.missing)} of the events that the model learnt from`;
  return model.forest.importance.some(({feature}) => feature === name) ? null : "it never varies there";
}

/** "“SYN flag” tells flows labelled Attack and Normal apart best: their distributions have only 12% in common". */
export function comparisonFinding(
  rows: readonly FeatureComparison[],
  family: FamilyDistributions["family"],
  comparison: Comparison
): string {
  const {a, b} = sides[comparison];
  const [top] = rows;
  if (top?.overlap == null) return "How the features are spread";
  const which =
    comparison === "found"
      ? `${familyEvents[family]} with and without a finding`
      : `${familyEvents[family]} ${a} and ${b.replace(/^labelled /, "")}`;
  return `What sets ${which} apart most: ${featureLabel(top.feature)}, with ${formatShare(top.overlap)} in common`;
}
