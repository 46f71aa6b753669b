import {defaults} from "../detect/isolation-forest/fit.js";
import type {ModelFamily} from "../features/event-block.js";
import type {PublishedForest} from "../published.js";

/** What another forest is to be trained with. */
export interface RetrainSettings {
  readonly family: ModelFamily;
  /** Names of features that it is not to use. */
  readonly left: readonly string[];
  readonly trees: number;
  /** Rows drawn for each tree. */
  readonly samples: number;
  /** Share of rows taken to be unusual. */
  readonly contamination: number;
  readonly seed: number;
}

/** What may be asked for; both ends are in. Deeper trees than those of 1,024 rows could not be scored quickly. */
export const limits = {
  trees: {low: 10, high: 1000},
  samples: {low: 16, high: 1024},
  contamination: {low: 0.001, high: 0.5},
  seed: {low: -(2 ** 31), high: 2 ** 32 - 1}
} as const;

/** What the published forest was trained with; the defaults where a file that was given does not tell. */
export function publishedSettings(family: ModelFamily, forest: PublishedForest | null): RetrainSettings {
  return {
    family,
    left: [],
    trees: forest?.trees ?? defaults.trees,
    samples: forest?.samples ?? defaults.samples,
    contamination: forest?.contamination ?? defaults.contamination,
    seed: forest?.origin?.seed ?? 1
  };
}
