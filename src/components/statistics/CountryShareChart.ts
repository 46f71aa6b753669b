import * as Plot from "@observablehq/plot";
import {countryLabel} from "../country-label.js";
import {dataTable} from "../data-table.js";
import {formatCount, formatShare} from "../format.js";
import {html} from "../html.js";
import {color} from "../palette.js";
import {withTable} from "../services/as-table.js";
import {countColumn} from "../services/seen-columns.js";
import {valueButton} from "../values/value.js";
import type {CountryShare} from "./country-shares.js";

/** Countries drawn; the table has all. */
const drawn = 15;
const kinds = [
  {key: "share", label: "of all events", fill: color("action-unknown")},
  {key: "anomalous_share", label: "of anomalous events", fill: color("series-anomaly")}
] as const;

/** For each country two bars: its share of all events, and of the anomalous ones. */
export function CountryShareChart(shares: readonly CountryShare[], width: number): HTMLElement {
  const rows = shares.slice(0, drawn).map(row => ({...row, name: countryLabel(row.country)}));
  const bars = rows.flatMap(row =>
    kinds.map(({key, label, fill}) => ({
      name: row.name,
      kind: label,
      fill,
      share: row[key] ?? 0,
      tip: `${row.name}\n${formatShare(row[key])} ${label}`
    }))
  );
  const chart = Plot.plot({
    width,
    height: 42 + rows.length * 32,
    marginLeft: Math.min(width * 0.34, 22 + 6.6 * Math.max(6, ...rows.map(({name}) => name.length))),
    marginRight: 56,
    marginTop: 2,
    marginBottom: 36,
    x: {
      label: "share of events",
      labelAnchor: "center",
      labelArrow: "none",
      grid: true,
      nice: true,
      ticks: Math.max(3, Math.round(width / 120)),
      tickFormat: (share: number) => formatShare(share)
    },
    y: {domain: kinds.map(({label}) => label), axis: null, paddingInner: 0.1},
    fy: {domain: rows.map(({name}) => name), label: null, axis: "left", padding: 0.2},
    color: {type: "identity"},
    marks: [
      Plot.barX(bars, {fy: "name", y: "kind", x: "share", fill: "fill", title: "tip"}),
      Plot.text(bars, {
        fy: "name",
        y: "kind",
        x: "share",
        text: ({share}) => formatShare(share),
        textAnchor: "start",
        dx: 5,
        fontSize: 10
      }),
      Plot.ruleX([0])
    ]
  });
  const legend = html`<p class="drawn-legend">${kinds.map(({label, fill}) => html`<span><i style=${{background: fill}}></i> share ${label}</span>`)}</p>`;
  const rest = shares.length - rows.length;
  return withTable(
    html`<div>${legend}${chart}${rest > 0 ? html`<p class="frame-footnote">${formatCount(rest)} more countries are in the table.</p>` : null}</div>`,
    () => shareTable(shares)
  );
}

function shareTable(shares: readonly CountryShare[]): HTMLElement {
  return dataTable(shares, [
    {
      key: "country",
      label: "Country",
      cell: ({country}) => valueButton("country", country, {shown: countryLabel(country)})
    },
    countColumn<CountryShare>("events", "Events", row => row.events),
    {key: "share", label: "Share", numeric: true, cell: row => formatShare(row.share)},
    countColumn<CountryShare>("anomalous", "Anomalous", row => row.anomalous),
    {key: "anomalous_share", label: "Share", numeric: true, cell: row => formatShare(row.anomalous_share)}
  ]);
}
