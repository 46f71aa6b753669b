import {type Dataset, datasets} from "../event.js";
import {lowerBound} from "../lower-bound.js";
import type {RecordedBurst} from "./recording.js";

/** As much of a burst as says which events are its. */
type Stretch = Pick<RecordedBurst, "dataset" | "from" | "to">;

/**
 * Tells which burst an event belongs to. Bursts of one dataset do not overlap, so it is one at most.
 * @returns for a dataset's index in `datasets` and a time in milliseconds, an index into `bursts`; -1 where there is none
 */
export function burstFinder(bursts: readonly Stretch[]): (dataset: number, time: number) => number {
  const byDataset = datasets.map((dataset: Dataset) => {
    const indexes = [...bursts.keys()]
      .filter(index => bursts[index]?.dataset === dataset)
      .sort((a, b) => (bursts[a]?.from ?? 0) - (bursts[b]?.from ?? 0));
    return {indexes, ends: Float64Array.from(indexes, index => bursts[index]?.to ?? 0)};
  });
  return (dataset, time) => {
    const group = byDataset[dataset];
    if (group === undefined || group.indexes.length === 0) return -1;
    const index = group.indexes[lowerBound(group.ends, time + 1)] ?? -1;
    return (bursts[index]?.from ?? Number.POSITIVE_INFINITY) <= time ? index : -1;
  };
}
