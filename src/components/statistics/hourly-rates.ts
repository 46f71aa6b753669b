import type {CubeRow} from "../../engine/cube.js";
import type {TimeRange} from "../../engine/selection.js";
import {datasetName} from "../dataset-name.js";
import {formatCount} from "../format.js";

const hourMs = 3_600_000;

/** Events per hour of one dataset, or of all together. */
export interface HourlyRate {
  /** Null: all together. */
  readonly dataset: string | null;
  /** Hours counted, those without an event included. */
  readonly hours: number;
  /** Hours without an event. */
  readonly silent: number;
  readonly events: number;
  /** What half of the hours do not exceed. */
  readonly median: number;
  /** What 95% of the hours do not exceed. */
  readonly p95: number;
  readonly most: number;
  /** Begin of the first hour with most events, milliseconds in UTC. */
  readonly most_at: number;
  /** Events of each hour, ascending. */
  readonly counts: readonly number[];
}

/** The whole hours within a range. Null: there is none. */
export function hoursWithin({from, to}: TimeRange): TimeRange | null {
  const first = Math.ceil(from / hourMs) * hourMs;
  const end = Math.floor(to / hourMs) * hourMs;
  return first < end ? {from: first, to: end} : null;
}

/**
 * Events per hour: of all together, then by dataset, the busiest first. Hours that a window cuts are left out, as are those before
 * and after the data.
 * @param rows by hour, dataset and severity
 * @param window of time that is selected, and that the data cover
 */
export function hourlyRates(
  rows: readonly CubeRow[],
  {
    selected,
    data,
    anomalousOnly
  }: {readonly selected: TimeRange; readonly data: TimeRange; readonly anomalousOnly: boolean}
): HourlyRate[] {
  const range = hoursWithin({from: Math.max(selected.from, data.from), to: Math.min(selected.to, data.to)});
  if (range === null) return [];
  const hours = (range.to - range.from) / hourMs;
  const byDataset = new Map<string | null, Float64Array>([[null, new Float64Array(hours)]]);
  for (const {hour, dataset, severity, events} of rows) {
    const at = ((hour ?? 0) - range.from) / hourMs;
    if (!(at >= 0 && at < hours)) continue;
    const name = dataset ?? "";
    const own = byDataset.get(name) ?? new Float64Array(hours);
    byDataset.set(name, own);
    if (anomalousOnly && severity === "none") continue;
    for (const counts of [own, byDataset.get(null)]) if (counts) counts[at] = (counts[at] ?? 0) + events;
  }
  const rates = [...byDataset].map(([dataset, counts]) => rateOf(dataset, counts, range.from));
  const [all, ...own] = rates;
  own.sort((a, b) => b.events - a.events || ((a.dataset ?? "") < (b.dataset ?? "") ? -1 : 1));
  if (all === undefined || own.length === 0) return [];
  return own.length === 1 ? own : [all, ...own];
}

function rateOf(dataset: string | null, byHour: Float64Array, from: number): HourlyRate {
  const counts = [...byHour].sort((a, b) => a - b);
  const most = counts.at(-1) ?? 0;
  return {
    dataset,
    hours: counts.length,
    silent: counts.filter(count => count === 0).length,
    events: counts.reduce((sum, count) => sum + count, 0),
    median: quantile(counts, 0.5),
    p95: quantile(counts, 0.95),
    most,
    most_at: from + byHour.indexOf(most) * hourMs,
    counts
  };
}

/** The least value that a share of the ascending ones does not exceed. */
function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? 0;
}

export function rateName({dataset}: Pick<HourlyRate, "dataset">): string {
  return datasetName(dataset).label;
}

/** "An ordinary hour has 1,820 events; one in twenty has more than 2,950, and the busiest 6,104". */
export function rateFinding(rates: readonly HourlyRate[], what: string): string {
  const [all] = rates;
  if (all === undefined) return "Events per hour";
  if (all.events === 0) return `No ${what} in any hour`;
  return `An ordinary hour has ${formatCount(all.median)} ${what}; one in twenty has more than ${formatCount(all.p95)}, the busiest ${formatCount(all.most)}`;
}
