import * as Plot from "@observablehq/plot";
import {dataTable} from "../data-table.js";
import {formatCount, formatShare} from "../format.js";
import {html} from "../html.js";
import {visibleText} from "../log-text.js";
import {color} from "../palette.js";
import {valueButton} from "../values/value.js";
import {withTable} from "./as-table.js";
import {countColumn} from "./seen-columns.js";
import {type MixRow, mostDiffering} from "./usual-mix.js";

/** Services drawn. */
const drawn = 12;

/** For each service two dots: its share of what is usual, and of what is anomalous. */
export function UsualChart(rows: readonly MixRow[], width: number): HTMLElement {
  const lines = mostDiffering(rows, drawn).map(row => ({...row, name: visibleText(row.service)}));
  const most = Math.max(...lines.flatMap(row => [row.usual_share, row.anomalous_share]));
  const narrow = width < 480;
  const left = Math.min(width * 0.3, 20 + 7 * Math.max(4, ...lines.map(({name}) => name.length)));
  const tip = ({name, usual, usual_share, anomalous, anomalous_share}: (typeof lines)[number]) =>
    `${name}\n${formatShare(usual_share)} of what is usual (${formatCount(usual)} events)\n${formatShare(anomalous_share)} of what is anomalous (${formatCount(anomalous)} events)`;
  const above = ({usual_share, anomalous_share}: MixRow) => anomalous_share >= usual_share;
  const label = (row: MixRow) =>
    (narrow ? "" : `${formatShare(row.usual_share)} → `) + formatShare(row.anomalous_share);
  const chart = Plot.plot({
    width,
    height: 46 + lines.length * 26,
    marginLeft: left,
    marginRight: narrow ? 52 : 120,
    marginTop: 4,
    marginBottom: 38,
    x: {
      domain: [0, most],
      percent: false,
      label: "share of all usual, and of all anomalous, events",
      labelAnchor: "center",
      labelArrow: "none",
      grid: true,
      nice: true,
      ticks: Math.max(3, Math.round(width / 120)),
      tickFormat: (share: number) => formatShare(share)
    },
    y: {domain: lines.map(({name}) => name), label: null, tickSize: 0},
    marks: [
      Plot.ruleY(lines, {
        y: "name",
        x1: "usual_share",
        x2: "anomalous_share",
        stroke: row => (above(row) ? color("series-anomaly") : color("action-unknown")),
        strokeWidth: 3,
        strokeOpacity: 0.55
      }),
      Plot.dot(lines, {
        y: "name",
        x: "usual_share",
        r: 5,
        fill: "var(--theme-background-alt)",
        stroke: color("action-unknown"),
        strokeWidth: 2,
        title: tip
      }),
      Plot.dot(lines, {
        y: "name",
        x: "anomalous_share",
        r: 5,
        symbol: "diamond",
        fill: color("series-anomaly"),
        title: tip
      }),
      Plot.text(lines, {
        y: "name",
        x: row => Math.max(row.usual_share, row.anomalous_share),
        text: label,
        textAnchor: "start",
        dx: 10,
        fontSize: 11
      })
    ]
  });
  const legend = html`<p class="drawn-legend">
  <span><i class="ring"></i> share of usual events</span>
  <span><i class="diamond"></i> share of anomalous events</span>
</p>`;
  return withTable(html`<div>${legend}${chart}</div>`, () => mixTable(rows));
}

function mixTable(rows: readonly MixRow[]): HTMLElement {
  const share = (key: "usual_share" | "anomalous_share", label: string) => ({
    key,
    label,
    numeric: true,
    cell: (row: MixRow) => formatShare(row[key])
  });
  return dataTable(rows, [
    {key: "service", label: "Service", cell: ({service}) => valueButton("service", service)},
    countColumn<MixRow>("usual", "Usual events", row => row.usual),
    share("usual_share", "Share"),
    countColumn<MixRow>("anomalous", "Anomalous events", row => row.anomalous),
    share("anomalous_share", "Share")
  ]);
}
