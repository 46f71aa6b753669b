import {binnedGroups, binsOver} from "../../../engine/cube/linked-counts.js";
import {formatPlural} from "../../format.js";
import {html} from "../../html.js";
import {drawnMinutes} from "../time-bins.js";
import {binsPerWidth} from "./BrushStrip.js";
import {type MemberGroup, memberGroups} from "./groups.js";
import type {LinkedState} from "./linked-state.js";
import type {LiveDrawing} from "./live-frame.js";
import {type StepChart, stepChart} from "./StepChart.js";

export const multipleDimensions = ["dataset", "service", "severity"] as const;
export type MultipleDimension = (typeof multipleDimensions)[number];

interface Panel {
  readonly node: HTMLElement;
  readonly count: HTMLElement;
  readonly chart: StepChart;
}

/** Events over the brushed time, one small chart for each dataset, service or severity, each on a scale of its own. */
export function SmallMultiples(by: () => MultipleDimension): LiveDrawing {
  const node = html`<div class="small-multiples"></div>`;
  let width = 640;
  let panels: readonly Panel[] = [];
  let drawn = "";
  // Another order of the same panels makes none anew.
  const made = new Map<string, Panel>();

  function panelOf({label, fill, pick}: MemberGroup, isLast: boolean): Panel {
    const chart = stepChart({height: isLast ? 118 : 80, axis: isLast, top: 8});
    chart.resize(width);
    const count = html`<span></span>`;
    const swatch = html`<i></i>`;
    swatch.style.background = fill;
    const section = html`<section data-member=${pick ?? label}>
      <h4 class="small-multiple">${swatch}<strong>${label}</strong> ${count}</h4>${chart.node}
    </section>`;
    return {node: section, count, chart};
  }

  return {
    node,
    resize(next) {
      width = next;
      for (const {chart} of panels) chart.resize(next);
    },
    draw(state) {
      const {counts, shown, zone, timeZone, marks} = state;
      const dimension = by();
      const groups = memberGroups(state, dimension);
      const names = `${dimension} ${groups.map(({label}) => label).join("|")}`;
      if (names !== drawn) {
        drawn = names;
        panels = groups.map((group, i) => {
          const isLast = i === groups.length - 1;
          const name = `${dimension} ${group.label} ${isLast}`;
          const panel = made.get(name) ?? panelOf(group, isLast);
          made.set(name, panel);
          panel.chart.resize(width);
          return panel;
        });
        node.replaceChildren(...panels.map(panel => panel.node));
      }
      const bins = binsOver(shown, drawnMinutes(shown, counts.step / 60_000, width / binsPerWidth) * 60_000);
      const binned = binnedGroups(
        counts,
        dimension,
        groups.map(({members}) => members),
        shown,
        bins
      );
      groups.forEach(({label, fill}, g) => {
        const panel = panels[g];
        const values = binned[g] ?? new Float64Array(bins.count);
        const total = values.reduce((a, b) => a + b, 0);
        if (panel === undefined) return;
        panel.node.dataset.total = String(total);
        panel.count.textContent = formatPlural(total, "event");
        panel.chart.draw({range: shown, bins, series: [{label, fill, values}], zone, timeZone, marks});
      });
    }
  };
}

/** How a dimension is called in a sentence. */
export const dimensionName: Readonly<Record<MultipleDimension, string>> = {
  dataset: "dataset",
  service: "service",
  severity: "severity"
};

/** The member with the most events of a dimension in what is shown. */
export function topGroup(
  state: LinkedState,
  dimension: MultipleDimension
): {readonly label: string; readonly events: number; readonly all: number} | null {
  const groups = memberGroups(state, dimension);
  const bins = binsOver(state.shown, state.shown.to - state.shown.from);
  const binned = binnedGroups(
    state.counts,
    dimension,
    groups.map(({members}) => members),
    state.shown,
    bins
  );
  const sums = binned.map(values => values.reduce((a, b) => a + b, 0));
  const all = sums.reduce((a, b) => a + b, 0);
  const events = Math.max(...sums);
  const label = groups[sums.indexOf(events)]?.label;
  return label === undefined || all === 0 ? null : {label, events, all};
}
