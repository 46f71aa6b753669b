import * as Plot from "@observablehq/plot";
import type {TimeRange} from "../../engine/selection.js";
import {detectorLabel} from "../alerts/detector-name.js";
import {formatPlural} from "../format.js";
import {severityLabel, severityScale, severitySymbolScale} from "../palette.js";
import {formatTimeRange, wallClock, zoneLabel} from "../time-zone.js";
import {timeTicks} from "../timeline/time-ticks.js";
import type {AlertStep} from "./incident-alerts.js";

export interface IncidentTimelineOptions {
  readonly width: number;
  readonly range: TimeRange;
  readonly timeZone: string;
  /** Minutes of a step. */
  readonly minutes: number;
}

/** What a detector is called where room is short. */
export const shortDetector = (detector: string): string =>
  (detectorLabel[detector] ?? detector).replace(/:.*$/, "").replace("the sensor's own", "sensor");

/** When each detector told alerts, and how grave they were: larger marks are more alerts. */
export function IncidentTimeline(
  steps: readonly AlertStep[],
  {width, range, timeZone, minutes}: IncidentTimelineOptions
): Node {
  const ms = minutes * 60_000;
  const lanes = [...new Set(steps.map(({detector}) => shortDetector(detector)))];
  const left = Math.min(150, 16 + 6.2 * Math.max(...lanes.map(lane => lane.length)));
  const middle = ({time}: AlertStep) =>
    wallClock(Math.min(Math.max(time + ms / 2, range.from), range.to), timeZone);
  // The gravest stand in front.
  const drawn = steps.toSorted(
    (a, b) => severityScale.domain.indexOf(a.severity) - severityScale.domain.indexOf(b.severity)
  );
  return Plot.plot({
    width,
    height: 56 + lanes.length * 30,
    marginLeft: left,
    marginRight: 20,
    marginTop: 6,
    marginBottom: 44,
    x: {
      type: "utc",
      domain: [wallClock(range.from, timeZone), wallClock(range.to, timeZone)],
      label: zoneLabel(timeZone),
      labelOffset: 40,
      ...timeTicks(width - left, range)
    },
    y: {type: "point", domain: lanes, label: null, padding: 0.6, grid: true},
    color: severityScale,
    symbol: severitySymbolScale,
    r: {range: [0, 11], domain: [0, Math.max(9, ...steps.map(({alerts}) => alerts))]},
    marks: [
      Plot.dot(drawn, {
        x: middle,
        y: ({detector}) => shortDetector(detector),
        r: "alerts",
        symbol: "severity",
        fill: "severity",
        fillOpacity: 0.8,
        title: ({severity, alerts, time}: AlertStep) =>
          `${formatPlural(alerts, "alert")}, ${severityLabel[severity].toLowerCase()}\n${formatTimeRange(time, time + ms, timeZone)}`,
        tip: true
      })
    ]
  });
}
