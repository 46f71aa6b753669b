import type {CubeRow} from "./cube.js";
import type {TimeRange} from "./selection.js";

/** What it takes to call a count unusual. */
export const defaults = {
  /** Other days that a count must be comparable with, before anything is said of it. */
  minimumDays: 3,
  /** Days to look back and ahead: habits older or newer than that are other habits. */
  days: 28,
  /** Spreads between a count and its median. Far above the usual 3.5, because every hour of every dataset is tried. */
  deviations: 8,
  /** How many times the median a count must be besides: a steady series has next to no spread. */
  ratio: 1.5,
  /** The part of the median below which events are missing: a weekend alone leaves a campus a fifth of its traffic. */
  silence: 0.1,
  /** The part of a dataset's days that must have records, before missing ones mean anything. */
  continuity: 0.9,
  /** Events between a count and its median: twice almost nothing is almost nothing. */
  difference: 50
};

/** `anomalous` counts events of any severity above none. */
export type AttentionMeasure = "events" | "anomalous";

/** A stretch of whole hours in which one dataset logged far more, or far less, than in the same hours of other days. */
export interface Unusual extends TimeRange {
  readonly dataset: string;
  readonly measure: AttentionMeasure;
  /** Events in the stretch. */
  readonly count: number;
  /** Events to expect in it: the median of the other days, summed over its hours. */
  readonly usual: number;
  /** How far other days scatter around `usual`, in events: 1.4826 times the median absolute deviation, or chance alone. */
  readonly spread: number;
  /** (count - usual) / spread of its most unusual hour; negative when events are missing. */
  readonly deviations: number;
  /** Other days compared with. */
  readonly days: number;
}

/**
 * `attention`: something is unusual, or a critical alert is open. `look`: a high alert is open. `empty`: the window holds
 * no events, and nobody misses them. `no baseline`: too few other days to tell what is usual.
 */
export type AttentionStatus = "attention" | "look" | "usual" | "no baseline" | "empty";

export interface Attention {
  readonly status: AttentionStatus;
  /** What is unusual, the most unusual first. Stretches of different datasets may overlap; of one dataset, never. */
  readonly unusual: readonly Unusual[];
  /** Alerts in the window that call for somebody at once, or within the hour. */
  readonly open: {readonly critical: number; readonly high: number};
  /** How many other days each hour was compared with; null when there were too few for any. */
  readonly days: {readonly least: number; readonly most: number} | null;
}

const hour = 3_600_000;
const day = 24 * hour;

interface Series {
  readonly dataset: string;
  readonly measure: AttentionMeasure;
  readonly counts: Map<number, number>;
  /** Days of UTC, counted from 1970, in which the dataset recorded anything. */
  readonly activeDays: Set<number>;
  first: number;
  last: number;
}

/**
 * Whether a window needs attention. Each hour of each dataset is compared with the same hour of the other days, before
 * it and after it, and hours in a row are joined: an hour is judged alike in whatever window it is looked at.
 * Deviations are the modified z-scores of Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993).
 * @param rows all there is, by hour, dataset and severity, in any order; hours without a row count as empty
 * @param window widened to whole hours
 * @param data the range that `rows` covers
 */
export function findAttention(rows: readonly CubeRow[], window: TimeRange, data: TimeRange): Attention {
  const range = wholeHours(window);
  const found: Unusual[] = [];
  const compared: number[] = [];
  for (const series of readSeries(rows)) {
    for (const at of hoursWorthALook(series, range, data)) {
      const others = sameHour(series, at);
      if (others.length < defaults.minimumDays) continue;
      compared.push(others.length);
      const unusual = compare(series, at, others, data);
      if (unusual !== null) found.push(unusual);
    }
  }
  const unusual = joinAdjacent(onePerHour(found)).sort(
    (a, b) => strength(b) - strength(a) || a.from - b.from || compareText(a.dataset, b.dataset)
  );
  const open = {
    critical: count(rows, range, "alerts", "critical"),
    high: count(rows, range, "alerts", "high")
  };
  const isEmpty = count(rows, range, "events") === 0;
  const days = extent(compared);
  return {status: statusOf(unusual, open, isEmpty, days !== null), unusual, open, days};
}

/** A range widened to whole hours: what the cube can tell of it. */
export function wholeHours({from, to}: TimeRange): TimeRange {
  return {from: Math.floor(from / hour) * hour, to: Math.ceil(to / hour) * hour};
}

function statusOf(
  unusual: readonly Unusual[],
  open: Attention["open"],
  isEmpty: boolean,
  hasBaseline: boolean
): AttentionStatus {
  if (unusual.length + open.critical > 0) return "attention";
  if (open.high > 0) return "look";
  if (isEmpty) return "empty";
  return hasBaseline ? "usual" : "no baseline";
}

function readSeries(rows: readonly CubeRow[]): Iterable<Series> {
  const all = new Map<string, Series>();
  const add = (dataset: string, measure: AttentionMeasure, at: number, events: number) => {
    const key = `${dataset} ${measure}`;
    let series = all.get(key);
    if (series === undefined) {
      series = {dataset, measure, counts: new Map(), activeDays: new Set(), first: at, last: at};
      all.set(key, series);
    }
    series.activeDays.add(Math.floor(at / day));
    series.counts.set(at, (series.counts.get(at) ?? 0) + events);
    series.first = Math.min(series.first, at);
    series.last = Math.max(series.last, at);
  };
  for (const {hour: at, dataset, severity, events} of rows) {
    if (at === undefined || dataset == null || events === 0) continue;
    add(dataset, "events", at, events);
    // Hours before the first anomaly are comparable as well, so both series begin and end with the dataset.
    add(dataset, "anomalous", at, severity === "none" ? 0 : events);
  }
  return all.values();
}

/** The hours in a window that may turn out unusual: those with events, and those that had some a day before or after. */
function* hoursWorthALook(series: Series, {from, to}: TimeRange, data: TimeRange): Generator<number> {
  // Where the data has ended, nothing is missing.
  const end = Math.min(to, data.to, series.last + defaults.days * day);
  const shifts = isContinuous(series) ? [0, -day, day] : [0];
  for (let at = Math.max(from, series.first); at < end; at += hour) {
    if (shifts.some(shift => countAt(series, at + shift) > 0)) yield at;
  }
}

/**
 * What was counted in the same hour of other days. Days before the dataset began or after it ended say nothing of its
 * habits; nor do days without a single record, of which logs were more likely not kept than empty.
 */
function sameHour(series: Series, at: number): number[] {
  const counts: number[] = [];
  for (let shift = -defaults.days; shift <= defaults.days; shift++) {
    const other = at + shift * day;
    const isWithin = other >= series.first && other <= series.last;
    if (shift !== 0 && isWithin && series.activeDays.has(Math.floor(other / day))) {
      counts.push(countAt(series, other));
    }
  }
  return counts;
}

/** Whether logs were kept day by day; of a few days picked out of a year, none that is missing is missed. */
function isContinuous({first, last, activeDays}: Series): boolean {
  return activeDays.size >= defaults.continuity * (Math.floor(last / day) - Math.floor(first / day) + 1);
}

function compare(series: Series, from: number, others: readonly number[], data: TimeRange): Unusual | null {
  const {dataset, measure} = series;
  const to = from + hour;
  const count = countAt(series, from);
  const usual = median(others);
  const scatter = 1.4826 * median(others.map(other => Math.abs(other - usual)));
  // Counts scatter by their square root even where nothing changes from day to day.
  const spread = Math.max(scatter, Math.sqrt(usual), 1);
  const deviations = (count - usual) / spread;
  const {ratio, silence, difference} = defaults;
  const far = Math.abs(deviations) >= defaults.deviations && Math.abs(count - usual) >= difference;
  const isMore = count >= ratio * usual;
  // The first and the last hour of the data are rarely whole; and fewer anomalies are no reason to worry.
  const isWhole = from > series.first && to < data.to;
  const isFewer = measure === "events" && isWhole && isContinuous(series) && count <= silence * usual;
  if (!far || !(isMore || isFewer)) return null;
  return {from, to, dataset, measure, count, usual, spread, deviations, days: others.length};
}

/** One finding per hour and dataset: where both its events and its anomalous events stand out, the latter say more. */
function onePerHour(found: readonly Unusual[]): Unusual[] {
  const kept = new Map<string, Unusual>();
  for (const next of found) {
    const key = `${next.dataset} ${next.from}`;
    if (!kept.has(key) || next.measure === "anomalous") kept.set(key, next);
  }
  return [...kept.values()].sort((a, b) => compareText(a.dataset, b.dataset) || a.from - b.from);
}

/** Hours in a row, unusual in the same way, as one stretch. */
function joinAdjacent(found: readonly Unusual[]): Unusual[] {
  const joined: Unusual[] = [];
  for (const next of found) {
    const last = joined.at(-1);
    const continues =
      last !== undefined &&
      last.to === next.from &&
      last.dataset === next.dataset &&
      last.measure === next.measure &&
      Math.sign(last.deviations) === Math.sign(next.deviations);
    if (!continues) {
      joined.push(next);
      continue;
    }
    joined[joined.length - 1] = {
      ...last,
      to: next.to,
      count: last.count + next.count,
      usual: last.usual + next.usual,
      spread: Math.hypot(last.spread, next.spread),
      deviations: strength(next) > strength(last) ? next.deviations : last.deviations,
      days: Math.min(last.days, next.days)
    };
  }
  return joined;
}

function count(
  rows: readonly CubeRow[],
  {from, to}: TimeRange,
  measure: "events" | "alerts",
  severity?: string
): number {
  return rows.reduce((sum, row) => {
    const isCounted = severity === undefined || row.severity === severity;
    return isCounted && row.hour !== undefined && row.hour >= from && row.hour < to
      ? sum + row[measure]
      : sum;
  }, 0);
}

function extent(values: readonly number[]): {readonly least: number; readonly most: number} | null {
  if (values.length === 0) return null;
  // Years of hours are more than arguments may be.
  return {
    least: values.reduce((a, b) => Math.min(a, b)),
    most: values.reduce((a, b) => Math.max(a, b))
  };
}

function countAt({counts}: Series, at: number): number {
  return counts.get(at) ?? 0;
}

function strength({deviations}: Unusual): number {
  return Math.abs(deviations);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
