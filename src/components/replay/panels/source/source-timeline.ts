import {severities} from "../../../../engine/event.js";
import {lowerBound} from "../../../../engine/lower-bound.js";
import type {SourceMoment, SourceTrack} from "../../../../engine/replay/source-depth.js";
import {binAt} from "../../../../engine/replay/source-depth.js";
import {formatCount, formatSpan} from "../../../format.js";
import {html, svg} from "../../../html.js";
import {color, severityColor} from "../../../palette.js";
import {setText} from "../rows.js";
import {axisTicks} from "../time/time-axis.js";

/** Heights in the picture's own units: the bars, and below them the row of alerts. */
const heights = {bars: 100, gap: 6, alerts: 12} as const;
/** The least that a bar with any event has. */
const leastBar = 2.5;

/** Heights grow with the square root, so that a steady trickle is seen beside one great burst. */
const heightOf = (events: number, peak: number) => Math.sqrt(events / peak) * heights.bars;

export interface SourceTimeline {
  readonly node: HTMLElement;
  /** @param time of the clock, milliseconds in UTC */
  show(track: SourceTrack, moment: SourceMoment, time: number): void;
}

/** A source's events by hour up to a moment, the anomalous ones apart, and below them the gravest alert of each. */
export function sourceTimeline(timeZone: string): SourceTimeline {
  let drawn: SourceTrack | null = null;
  let key = "";
  let peak = 1;
  let alertBins: readonly Int32Array[] = [];
  const all = svg`<path fill=${color("series-main")}></path>`;
  const anomalous = svg`<path fill=${color("series-anomaly")}></path>`;
  const alerts = severities.map(severity => svg`<path fill=${severityColor[severity]}></path>`);
  const picture = svg`<svg preserveAspectRatio="none" role="img" aria-label="Events of this source over time">${all}${anomalous}${alerts}</svg>`;
  const future = html`<i class="replay-source-future"></i>`;
  const title = html`<h4></h4>`;
  const lines = html`<div class="replay-source-lines"></div>`;
  const axis = html`<div class="replay-source-axis"></div>`;
  const node = html`<figure class="replay-source-timeline">
  <figcaption>${title}<span class="replay-legend"><i style=${`background:${color("series-main")}`}></i>events <i style=${`background:${color("series-anomaly")}`}></i>anomalous; below: the gravest alert</span></figcaption>
  <div class="replay-source-picture">${lines}${picture}${future}</div>
  ${axis}
</figure>`;

  function prepare(track: SourceTrack): void {
    drawn = track;
    const {bins} = track;
    peak = bins.reduce((most, {start, end}) => Math.max(most, end - start), 1);
    alertBins = firstAlerts(track);
    const from = bins[0]?.from ?? 0;
    const to = bins.at(-1)?.to ?? 1;
    picture.setAttribute("viewBox", `0 0 ${bins.length} ${heights.bars + heights.gap + heights.alerts}`);
    const width = formatSpan((bins[0]?.to ?? 0) - from).replace(/^1 (?=\w+$)/, "");
    setText(title, `Its events by ${width}, square-root scale`);
    const whole = heights.bars + heights.gap + heights.alerts;
    lines.replaceChildren(
      ...roundCounts(peak).map(
        count =>
          html`<span style=${`top:${(((heights.bars - heightOf(count, peak)) / whole) * 100).toFixed(2)}%`}>${formatCount(count)}</span>`
      )
    );
    axis.replaceChildren(
      ...axisTicks(from, to, 9, timeZone).map(
        ({time, label}) =>
          html`<span style=${`left:${(((time - from) / (to - from)) * 100).toFixed(2)}%`}>${label}</span>`
      )
    );
  }

  return {
    node,
    show(track, moment, time) {
      if (track !== drawn) {
        prepare(track);
        key = "";
      }
      const {bins} = track;
      const from = bins[0]?.from ?? 0;
      const to = bins.at(-1)?.to ?? 1;
      future.hidden = time >= to;
      future.style.left = `${Math.max(0, Math.min(100, ((time - from) / (to - from)) * 100)).toFixed(2)}%`;
      const next = `${moment.position} ${moment.alerts}`;
      if (next === key) return;
      key = next;
      const bars = ["", ""];
      for (const [i, bin] of bins.entries()) {
        const counts = binAt(track, bin, moment.position);
        bars[0] += barPath(i, heightOf(counts.events, peak));
        bars[1] += barPath(i, heightOf(counts.anomalous, peak));
      }
      all.setAttribute("d", bars[0] ?? "");
      anomalous.setAttribute("d", bars[1] ?? "");
      for (const [s, path] of alerts.entries()) {
        let marks = "";
        for (let i = 0; i < bins.length; i++)
          if (gravestIn(alertBins, i, moment.alerts) === s) marks += markPath(i);
        path.setAttribute("d", marks);
      }
    }
  };
}

/** Up to three round counts to draw lines at, the highest first and far enough from each other. */
export function roundCounts(peak: number): number[] {
  const rounds = [1, 2, 5].flatMap(digit => [0, 1, 2, 3, 4, 5, 6].map(power => digit * 10 ** power));
  const chosen: number[] = [];
  for (const count of rounds.sort((a, b) => b - a)) {
    const above = chosen.at(-1);
    if (count > peak || (above !== undefined && Math.sqrt(count / peak) > Math.sqrt(above / peak) - 0.3))
      continue;
    chosen.push(count);
  }
  return chosen.slice(0, 3);
}

function barPath(i: number, full: number): string {
  if (full <= 0) return "";
  const height = Math.max(leastBar, full);
  return `M${i + 0.08} ${heights.bars}v${-height.toFixed(2)}h.84v${height.toFixed(2)}z`;
}

const markPath = (i: number) => `M${i} ${heights.bars + heights.gap}h1v${heights.alerts}h-1z`;

/** By severity and bin: the first alert of that severity in it, as a place among the source's alerts; past all where it has none. */
function firstAlerts({bins, alerts, alertTimes}: SourceTrack): readonly Int32Array[] {
  const ends = Float64Array.from(bins, ({to}) => to);
  const firsts = severities.map(() => new Int32Array(bins.length).fill(alerts.length));
  for (const [place, {severity}] of alerts.entries()) {
    const bin = Math.min(bins.length - 1, lowerBound(ends, (alertTimes[place] ?? 0) + 1));
    const first = firsts[severities.indexOf(severity)];
    if (first !== undefined) first[bin] = Math.min(first[bin] ?? place, place);
  }
  return firsts;
}

/** The gravest severity in a bin among the first so many alerts; -1 without any. */
function gravestIn(firsts: readonly Int32Array[], bin: number, alerts: number): number {
  return firsts.findLastIndex(first => (first[bin] ?? alerts) < alerts);
}
