import * as Plot from "@observablehq/plot";
import type {BurstRow} from "../../engine/build/selected-bursts.js";
import type {DatasetTimelineRow} from "../../engine/build/timeline.js";
import {datasetName} from "../dataset-name.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {steps} from "./AnomalyChart.js";
import {type TimePlotOptions, timePlot} from "./time-plot.js";

/** Events per step of time for each dataset, one below the other, each on a scale of its own. */
export function DatasetTimelines(
  rows: readonly DatasetTimelineRow[],
  {bursts = [], ...options}: TimePlotOptions & {readonly bursts?: readonly BurstRow[]}
): Node {
  const datasets = [...new Set(rows.map(row => row.dataset))];
  return html`<div>${datasets.map((dataset, i) => {
    const own = rows.filter(row => row.dataset === dataset);
    const {label, fill} = datasetName(dataset);
    const total = own.reduce((sum, row) => sum + row.events, 0);
    const plot = timePlot(own, {
      ...options,
      bursts: bursts.filter(burst => burst.dataset === dataset),
      height: i === datasets.length - 1 ? 126 : 100,
      axis: i === datasets.length - 1,
      y: {label: null, nice: true, ticks: 3},
      marks: bins => [
        Plot.areaY(
          steps(bins, bin => bin.events),
          {x: "x", y: "y", curve: "step-after", fill, fillOpacity: 0.85}
        ),
        Plot.ruleY([0])
      ],
      tip: bin =>
        bin.events === 0
          ? null
          : {
              y: bin.events,
              text: `${formatPlural(bin.events, "event")}, ${formatCount(bin.anomalous)} anomalous`
            }
    });
    return html`<section data-dataset=${dataset} data-total=${total}>
      <h4 class="small-multiple"><strong>${label}</strong> ${formatPlural(total, "event")}</h4>
      ${plot}
    </section>`;
  })}</div>`;
}
