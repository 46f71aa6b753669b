import type {RecordedBurst} from "../../../../engine/replay/recording.js";
import {datasetLabel} from "../../../palette.js";
import type {Plot} from "../canvas/canvas-axis.js";
import type {Surface} from "../canvas/canvas-surface.js";
import {burstLanes, burstsSeen, wordsThatFit} from "./time-bursts.js";
import type {TimeScale} from "./time-scale.js";

/** The height that bursts take above a plot, in pixels: a line of words, and a lane for each dataset that has bursts. */
export function burstRoom(
  {em, ratio}: Pick<Surface, "em" | "ratio">,
  bursts: readonly RecordedBurst[]
): number {
  return bursts.length === 0 ? 0 : Math.round(em * 1.3) + burstLanes(bursts).length * laneHeight(ratio);
}

const laneHeight = (ratio: number) => Math.round(4 * ratio);

/** Bursts that have begun: a band behind the plot, a bar in the lane of its dataset, and the dataset's name where there is room. */
export function drawBursts(
  {context, colors, em, font, ratio}: Surface,
  {left, top, width, height}: Plot,
  bursts: readonly RecordedBurst[],
  scale: TimeScale,
  time: number
): void {
  const lanes = burstLanes(bursts);
  const lane = laneHeight(ratio);
  const lanesTop = top - lanes.length * lane;
  const seen = burstsSeen(bursts, scale.from, time).map(({burst, from, to}) => {
    const x = Math.max(0, scale.x(from));
    return {burst, x, width: Math.max(2 * ratio, Math.min(width, scale.x(to)) - x)};
  });
  for (const {burst, x, width: across} of seen) {
    context.fillStyle = colors.dataset[burst.dataset];
    context.globalAlpha = 0.14;
    context.fillRect(left + x, lanesTop, across, top + height - lanesTop);
    context.globalAlpha = 1;
    context.fillRect(left + x, lanesTop + lanes.indexOf(burst.dataset) * lane, across, lane - ratio);
  }
  context.font = font;
  context.textAlign = "left";
  context.textBaseline = "bottom";
  const words = seen.map(({burst, x}) => {
    const across = datasetLabel[burst.dataset].length * em * 0.56;
    return {x: Math.max(0, Math.min(width - across, x)), width: across, weight: burst.strength};
  });
  context.fillStyle = colors.muted;
  for (const i of wordsThatFit(words, em)) {
    const {burst} = seen[i] ?? {};
    if (burst) context.fillText(datasetLabel[burst.dataset], left + (words[i]?.x ?? 0), lanesTop - ratio);
  }
}
