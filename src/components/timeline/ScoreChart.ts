import * as Plot from "@observablehq/plot";
import type {TimelineRow} from "../../engine/build/timeline.js";
import {formatPlural} from "../format.js";
import {color} from "../palette.js";
import {fillBins, meanScore} from "./time-bins.js";
import {type TimePlotOptions, timePlot} from "./time-plot.js";

/** The mean anomaly score per step of time. Where nothing was scored the line has a gap. */
export function ScoreChart(rows: readonly TimelineRow[], options: TimePlotOptions): Node {
  const highest = fillBins(rows, options.range, options.drawn).reduce(
    (most, bin) => Math.max(most, meanScore(bin) ?? 0),
    0.05
  );
  return timePlot(rows, {
    ...options,
    height: 170,
    y: {label: "mean anomaly score (0 to 1)", domain: [0, Math.min(1, highest * 1.1)]},
    marks: bins => {
      const means = bins.map(bin => ({
        x: new Date((Number(bin.x1) + Number(bin.x2)) / 2),
        mean: meanScore(bin)
      }));
      // A line needs two neighbours; a step between two gaps is a dot.
      const alone = means.filter(
        ({mean}, i) =>
          mean !== null && (means[i - 1]?.mean ?? null) === null && (means[i + 1]?.mean ?? null) === null
      );
      return [
        Plot.ruleY([0]),
        Plot.lineY(means, {
          x: "x",
          y: d => d.mean ?? Number.NaN,
          stroke: color("series-main"),
          strokeWidth: 1.25
        }),
        Plot.dot(alone, {x: "x", y: "mean", r: 1.5, fill: color("series-main")})
      ];
    },
    tip: bin => {
      const mean = meanScore(bin);
      return mean === null
        ? null
        : {y: mean, text: `mean score ${mean.toFixed(3)}\nof ${formatPlural(bin.scored, "scored event")}`};
    }
  });
}
