import type {ModelFamily} from "./features/event-block.js";

/** Events told apart by what their log says of them and by what Flowbook found. */
export interface DistributionGroup {
  /** As the logs label it; null where they do not say. */
  readonly label: "Attack" | "Normal" | null;
  /** Whether a model or a rule holds it to be of some severity. */
  readonly anomalous: boolean;
  readonly rows: number;
}

/** How a feature's values are spread. */
export interface FeatureDistribution {
  readonly name: string;
  /** Bin i takes values from `edges[i]` up to `edges[i + 1]`; bins beyond the first and last value are left out. Empty: measured of no event. */
  readonly edges: readonly number[];
  /** By group, in the order of `groups`: events per bin. What is missing from the group's rows was not measured. */
  readonly counts: readonly (readonly number[])[];
}

/** What the models see of a family of events, over all of the data. */
export interface FamilyDistributions {
  readonly family: ModelFamily;
  readonly rows: number;
  /** Groups with any rows: labelled attacks first, what is not labelled last. */
  readonly groups: readonly DistributionGroup[];
  /** In the order of the family's columns, those that no model uses included. */
  readonly features: readonly FeatureDistribution[];
}

/** How the values of every feature are spread, by what events are: published as feature-distributions.json. */
export interface FeatureDistributions {
  /** Families with events. */
  readonly families: readonly FamilyDistributions[];
}
