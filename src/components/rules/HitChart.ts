import * as Plot from "@observablehq/plot";
import type {TimeRange} from "../../engine/selection.js";
import {formatPlural} from "../format.js";
import {color} from "../palette.js";
import {formatTimeRange, wallClock, zoneLabel} from "../time-zone.js";
import {drawnMinutes, stepName} from "../timeline/time-bins.js";
import {timeTicks} from "../timeline/time-ticks.js";
import type {HitStep} from "./hits.js";

/** Steps are hours or longer, and at most about so many over the data. */
const steps = 168;

/** Minutes of a step in which hits are counted over a range. */
export const hitMinutes = (range: TimeRange) => drawnMinutes(range, 60, steps / 2.5);

export interface HitChartOptions {
  readonly width: number;
  readonly range: TimeRange;
  readonly timeZone: string;
  /** Length of a step. */
  readonly minutes: number;
}

/** A rule's hits over all of the data, as bars. */
export function HitChart(
  rows: readonly HitStep[],
  {width, range, timeZone, minutes}: HitChartOptions
): ReturnType<typeof Plot.plot> {
  const wall = (time: number) => wallClock(time, timeZone);
  const bars = rows.map(({time, hits}) => {
    const end = time + minutes * 60_000;
    return {hits, x1: wall(time), x2: wall(end), when: formatTimeRange(time, end, timeZone)};
  });
  return Plot.plot({
    width,
    height: 130,
    marginLeft: 48,
    marginRight: 20,
    marginBottom: 40,
    ariaLabel: `Hits per ${stepName(minutes)}`,
    x: {
      type: "utc",
      domain: [wall(range.from), wall(range.to)],
      label: zoneLabel(timeZone),
      labelOffset: 38,
      ...timeTicks(width, range)
    },
    y: {grid: true, ticks: 3, nice: true, label: `hits per ${stepName(minutes)}`},
    marks: [
      Plot.rectY(bars, {
        x1: "x1",
        x2: "x2",
        y: "hits",
        fill: color("series-anomaly"),
        inset: 0,
        title: bar => `${bar.when}\n${formatPlural(bar.hits, "hit")}`,
        tip: true
      }),
      Plot.ruleY([0])
    ]
  });
}
