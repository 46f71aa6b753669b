import {type Change, createAdwin} from "../detect/drift/adwin.js";
import {createReferenceBins, type Drift, populationStability} from "../detect/drift/population-stability.js";
import {timeColumns} from "./controls.js";
import {takeRows} from "./folds.js";
import type {LabelledRows} from "./labelled-rows.js";
import {distinctDays} from "./protocols.js";
import {isoDay} from "./slices.js";

/** How far one feature's values moved. */
export interface FeatureDrift {
  readonly feature: string;
  /** Population stability index. */
  readonly index: number;
  readonly drift: Drift;
  /** Whether it tells hour or day, and so moves because the calendar does. */
  readonly calendar: boolean;
}

/**
 * Per feature, how far the rows of the later half of the days lie from those of the earlier half, those that moved most first. Empty when a
 * half has no rows.
 * @param among numbers of the rows to look at.
 */
export function compareHalves({rows, names, day}: LabelledRows, among: Int32Array): readonly FeatureDrift[] {
  if (day === null) return [];
  const days = distinctDays(day);
  const middle = days[Math.ceil(days.length / 2)];
  if (middle === undefined) return [];
  const half = (late: boolean) => among.filter(row => (day[row] as number) >= middle === late);
  const columns = names.length;
  const [early, late] = [takeRows(rows, columns, half(false)), takeRows(rows, columns, half(true))];
  if (early.length === 0 || late.length === 0) return [];
  const calendar = new Set(timeColumns(names));
  return names
    .map((feature, column) => {
      const {index, drift} = populationStability(
        createReferenceBins(early, columns, column),
        late,
        columns,
        column
      );
      return {feature, index, drift, calendar: calendar.has(column)};
    })
    .sort((a, b) => b.index - a.index || (a.feature < b.feature ? -1 : 1));
}

/** A change of the mean score that ADWIN noticed, and the day of the row at which the new window begins. */
export interface ScoreChange extends Change {
  readonly day: string;
}

export interface ScoreStream {
  /** Scores in the stream. */
  readonly length: number;
  /** How many changes there were; the first of them follow. */
  readonly count: number;
  readonly changes: readonly ScoreChange[];
}

/** Changes listed at most. */
const mostChanges = 20;

/**
 * Where the mean of anomaly scores changes, by ADWIN.
 * @param anomaly scores in [0, 1] by row of the table.
 * @param among numbers of the rows in order of time.
 */
export function watchScores(anomaly: Float64Array, day: Int32Array, among: Int32Array): ScoreStream {
  const adwin = createAdwin();
  const changes: ScoreChange[] = [];
  for (const row of among) {
    const change = adwin.push(anomaly[row] as number);
    if (change === null) continue;
    const first = among[Math.min(change.from, among.length - 1)] as number;
    changes.push({...change, day: isoDay(day[first] as number)});
  }
  return {length: among.length, count: changes.length, changes: changes.slice(0, mostChanges)};
}
