import {dataTable} from "../data-table.js";
import {formatCompact, formatCount, formatPlural} from "../format.js";
import {html, svg} from "../html.js";
import {color} from "../palette.js";
import {valueButton} from "../values/value.js";
import {withTable} from "./as-table.js";
import type {CountryFlows, Flow, FlowEnd} from "./country-flows.js";

/** Pixels kept for an end's label, however few events it has: labels never collide. */
const slot = 19;
/** Pixels shared out among the events. */
const room = 320;
const bar = 10;
const labelGap = 7;
/** Mean pixels of a letter of a label. */
const letter = 6.3;

interface Placed {
  readonly end: FlowEnd;
  /** Top of its bar. */
  readonly y: number;
  readonly height: number;
}

/** Flows from countries, on the left, to services, on the right: as wide as they have events, the anomalous part in front. */
export function FlowDiagram(data: CountryFlows, width: number): HTMLElement {
  const {countries, services, flows, events} = data;
  const narrow = width < 560;
  const scale = room / Math.max(1, events);
  const height = Math.max(countries.length, services.length) * slot + room + 24;
  const side = Math.min(width * 0.31, 170);
  const left = place(countries, scale, height);
  const right = place(services, scale, height);
  const [x1, x2] = [side, width - side];
  const ribbons = connect(flows, left, right, scale).map(({flow, y1, y2}) =>
    ribbon(flow, {
      x1: x1 + bar,
      x2: x2 - bar,
      y1,
      y2,
      scale,
      title: `${countries[flow.country]?.name} → ${services[flow.service]?.name}\n${formatPlural(flow.events, "event")}, ${formatCount(flow.anomalous)} anomalous`
    })
  );
  const longest = Math.floor((side - labelGap - 2) / letter);
  const label = ({end, y, height: size}: Placed, x: number, anchor: "start" | "end") => {
    const count = formatCompact(end.events);
    const name = shorten(end.name, longest - (narrow ? 0 : count.length + 1));
    return svg`<text x=${x} y=${y + size / 2} dy="0.34em" text-anchor=${anchor}><title>${end.name}: ${formatPlural(end.events, "event")}, ${formatCount(end.anomalous)} anomalous</title>${name}${narrow ? null : svg`<tspan class="flow-count" dx="5">${count}</tspan>`}</text>`;
  };
  const bars = (placed: readonly Placed[], x: number) =>
    placed.map(
      ({y, height: size}) =>
        svg`<rect x=${x} y=${y} width=${bar} height=${Math.max(1, size)} rx="1.5"></rect>`
    );
  const chart = svg`<svg class="flow-diagram" width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="img"
    aria-label="Flows from countries to services; the table below has the numbers">
  <text class="flow-heading" x=${x1 + bar} y="11" text-anchor="end">From</text>
  <text class="flow-heading" x=${x2 - bar} y="11">To</text>
  <g>${ribbons}</g>
  <g class="flow-bars">${bars(left, x1)}${bars(right, x2 - bar)}</g>
  <g class="flow-labels">${left.map(end => label(end, x1 - labelGap, "end"))}${right.map(end => label(end, x2 + labelGap, "start"))}</g>
</svg>`;
  const hasOthers = flows.some(flow => flow.anomalous < flow.events);
  const legend = html`<p class="drawn-legend"><span><i style=${{background: color("series-anomaly")}}></i> anomalous events</span>${hasOthers ? html`<span><i style=${{background: color("action-unknown")}}></i> other events</span>` : null}</p>`;
  return withTable(html`<div>${legend}${chart}</div>`, () => flowTable(data));
}

/** Ends below each other in the middle of the height, each bar in the middle of its slot. */
function place(ends: readonly FlowEnd[], scale: number, height: number): Placed[] {
  const used = ends.reduce((sum, {events}) => sum + slot + events * scale, 0);
  let y = 20 + (height - 20 - used) / 2;
  return ends.map(end => {
    const size = end.events * scale;
    const placed = {end, y: y + slot / 2, height: size};
    y += slot + size;
    return placed;
  });
}

/** Where each flow leaves and arrives: below those before it at the same end. */
function connect(flows: readonly Flow[], left: readonly Placed[], right: readonly Placed[], scale: number) {
  const from = left.map(({y}) => y);
  const to = right.map(({y}) => y);
  return flows.map(flow => {
    const [y1 = 0, y2 = 0] = [from[flow.country], to[flow.service]];
    from[flow.country] = y1 + flow.events * scale;
    to[flow.service] = y2 + flow.events * scale;
    return {flow, y1, y2};
  });
}

function ribbon(
  {events, anomalous}: Flow,
  {
    x1,
    x2,
    y1,
    y2,
    scale,
    title
  }: {x1: number; x2: number; y1: number; y2: number; scale: number; title: string}
): SVGElement {
  const middle = (x1 + x2) / 2;
  const band = (offset: number, count: number, fill: string) => {
    if (count === 0) return null;
    const size = Math.max(0.5, count * scale);
    const [a, b] = [y1 + offset * scale, y2 + offset * scale];
    return svg`<path fill=${fill} d=${`M${x1},${a}C${middle},${a} ${middle},${b} ${x2},${b}V${b + size}C${middle},${b + size} ${middle},${a + size} ${x1},${a + size}Z`}></path>`;
  };
  return svg`<g class="flow"><title>${title}</title>${band(0, anomalous, color("series-anomaly"))}${band(anomalous, events - anomalous, color("action-unknown"))}</g>`;
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1)).trimEnd()}…`;
}

function flowTable({countries, services, flows}: CountryFlows): HTMLElement {
  const rows = flows.map(flow => ({...flow, from: countries[flow.country], to: services[flow.service]}));
  rows.sort((a, b) => b.events - a.events);
  const number = (key: "events" | "anomalous", label: string) => ({
    key,
    label,
    numeric: true,
    cell: (row: Flow) => formatCount(row[key]),
    value: (row: Flow) => row[key]
  });
  return dataTable(rows, [
    {key: "country", label: "From", cell: ({from}) => endCell("country", from)},
    {key: "service", label: "To", cell: ({to}) => endCell("service", to)},
    number("events", "Events"),
    number("anomalous", "Anomalous")
  ]);
}

function endCell(kind: "country" | "service", end: FlowEnd | undefined): string | Node {
  if (end?.value == null) return end?.name ?? "";
  return valueButton(kind, end.value, {shown: end.name});
}
