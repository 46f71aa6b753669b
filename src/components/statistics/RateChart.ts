import * as Plot from "@observablehq/plot";
import {dataTable} from "../data-table.js";
import {datasetName} from "../dataset-name.js";
import {formatCompact, formatCount, formatPlural, formatShare} from "../format.js";
import {html} from "../html.js";
import {countColumn} from "../services/seen-columns.js";
import {formatWall, timeLabel} from "../time-zone.js";
import {type HourlyRate, rateName} from "./hourly-rates.js";

/** For each dataset a rising line: the share of hours, at its height, that have at most so many events. */
export function RateChart(
  rates: readonly HourlyRate[],
  {width, what}: {readonly width: number; readonly what: string}
): HTMLElement {
  const least = Math.min(...rates.map(({counts}) => counts[0] ?? 0));
  // Zero has no logarithm; where no hour is silent the axis begins at the decade of the quietest one.
  const low = least > 0 ? 10 ** Math.floor(Math.log10(least)) : 0;
  const lines = rates.map(rate => ({...look(rate), steps: steps(rate, low)}));
  const points = lines.flatMap(({label, steps: own}) => own.map(step => ({...step, label})));
  const most = Math.max(1, ...rates.map(rate => rate.most));
  const chart = Plot.plot({
    width,
    height: 300,
    marginLeft: 46,
    marginRight: 14,
    marginTop: 22,
    marginBottom: 40,
    x: {
      type: low > 0 ? "log" : "symlog",
      domain: [low, Math.max(most, low * 10)],
      label: `${what} per hour (logarithmic)`,
      labelAnchor: "center",
      labelArrow: "none",
      ticks: [0, 1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7].filter(
        tick => tick >= low && tick <= Math.max(most, low * 10)
      ),
      tickFormat: (value: number) => formatCompact(value),
      grid: true
    },
    y: {
      domain: [0, 1],
      label: "↑ share of hours with at most so many",
      labelArrow: "none",
      grid: true,
      ticks: [0, 0.25, 0.5, 0.75, 0.95, 1],
      tickFormat: (share: number) => formatShare(share)
    },
    color: {domain: lines.map(({label}) => label), range: lines.map(({fill}) => fill)},
    marks: [
      Plot.ruleY([0.5, 0.95], {stroke: "currentColor", strokeDasharray: "3,4", strokeOpacity: 0.55}),
      Plot.line(points, {
        x: "count",
        y: "share",
        z: "label",
        stroke: "label",
        curve: "step-after",
        strokeWidth: ({label}) => (label === rateName({dataset: null}) ? 2.6 : 1.6)
      }),
      Plot.tip(
        points,
        Plot.pointer({
          x: "count",
          y: "share",
          title: ({label, count, share}) =>
            `${label}\n${formatShare(share)} of hours have at most ${formatPlural(count, "event")}`
        })
      )
    ]
  });
  const legend = html`<p class="drawn-legend">${lines.map(({label, fill}) => html`<span><i style=${{background: fill}}></i> ${label}</span>`)}</p>`;
  return html`<div>${legend}${chart}</div>`;
}

/** All together stand out from single logs, whose colours they could be taken for. */
function look({dataset}: HourlyRate): {readonly label: string; readonly fill: string} {
  const {label, fill} = datasetName(dataset);
  return {label, fill: dataset === null ? "var(--theme-foreground-alt)" : fill};
}

/** Distinct counts with the share of hours that do not exceed them, from where the axis begins. */
function steps({counts, hours}: HourlyRate, low: number): {readonly count: number; readonly share: number}[] {
  const found = counts.flatMap((count, i) =>
    counts[i + 1] === count ? [] : [{count, share: (i + 1) / hours}]
  );
  return found[0]?.count === low ? found : [{count: low, share: 0}, ...found];
}

export function RateTable(rates: readonly HourlyRate[], timeZone: string): HTMLElement {
  return dataTable(rates, [
    {key: "dataset", label: "Logs", cell: rateName},
    countColumn<HourlyRate>("median", "Median", row => row.median, "what half of the hours do not exceed"),
    countColumn<HourlyRate>("p95", "95th percentile", row => row.p95, "what 95% of the hours do not exceed"),
    countColumn<HourlyRate>("most", "Busiest hour", row => row.most),
    {
      key: "most_at",
      label: timeLabel("which began", timeZone),
      cell: row =>
        row.most === 0 ? "–" : html`<span class="when">${formatWall(row.most_at, timeZone)}</span>`
    },
    countColumn<HourlyRate>("silent", "Silent hours", row => row.silent, "hours without an event"),
    countColumn<HourlyRate>("hours", "Hours", row => row.hours),
    {key: "mean", label: "Mean", numeric: true, cell: row => formatCount(row.events / row.hours)}
  ]);
}
