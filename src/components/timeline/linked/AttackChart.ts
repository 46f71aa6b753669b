import {binnedGroups, binsOver, memberTotals} from "../../../engine/cube/linked-counts.js";
import {dragToZoom} from "../../drag-zoom.js";
import {formatCount} from "../../format.js";
import {html} from "../../html.js";
import {drawnMinutes, stepName} from "../time-bins.js";
import {binsPerWidth} from "./BrushStrip.js";
import {memberGroups} from "./groups.js";
import type {LinkedActions, LinkedState} from "./linked-state.js";
import type {LiveDrawing} from "./live-frame.js";
import {stepChart} from "./StepChart.js";
import {margin} from "./scales.js";

/** Attack types over the brushed time, stacked; the legend says how many events of each there are in it. */
export function AttackChart(actions: LinkedActions): LiveDrawing {
  const chart = stepChart({
    height: 260,
    label: bins => `events of a known attack type per ${stepName(bins.length / 60_000)}`
  });
  const legend = html`<div class="linked-legend"></div>`;
  const node = html`<div>${legend}${chart.node}</div>`;
  let width = 640;
  dragToZoom(
    chart.picture,
    () => ({left: margin.left, right: width - margin.right}),
    (from, to) => {
      const scale = chart.scale();
      if (scale) actions.brush({from: scale.time(from), to: scale.time(to)});
    }
  );
  return {
    node,
    resize(next) {
      width = next;
      chart.resize(next);
    },
    draw(state) {
      const {counts, shown, zone, timeZone, marks} = state;
      const bins = binsOver(shown, drawnMinutes(shown, counts.step / 60_000, width / binsPerWidth) * 60_000);
      const groups = memberGroups(state, "attack_type");
      const binned = binnedGroups(
        counts,
        "attack_type",
        groups.map(({members}) => members),
        shown,
        bins
      );
      const series = groups.map(({label, fill}, g) => ({
        label,
        fill,
        values: binned[g] ?? new Float64Array(bins.count)
      }));
      chart.draw({range: shown, bins, series, zone, timeZone, marks});
      legend.replaceChildren(
        ...series.flatMap(({label, fill, values}) => {
          const events = values.reduce((a, b) => a + b, 0);
          if (events === 0) return [];
          const item = document.createElement("span");
          const swatch = document.createElement("i");
          swatch.style.background = fill;
          item.append(swatch, `${label} ${formatCount(events)}`);
          return [item];
        })
      );
    }
  };
}

/** Events in the brushed time whose attack type is known, by type, the most first. */
export function attackTotals({
  counts,
  shown
}: LinkedState): readonly {readonly name: string; readonly events: number}[] {
  const totals = memberTotals(counts, "attack_type", shown);
  return counts.members.attack_type
    .flatMap((name, m) => (name === null || !totals[m] ? [] : [{name, events: totals[m] ?? 0}]))
    .sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1));
}
