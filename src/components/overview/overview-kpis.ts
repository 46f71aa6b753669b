import type {Kpis} from "../../engine/build/kpis.js";
import {previousRange, type Selection, type TimeRange} from "../../engine/selection.js";
import {formatBefore, formatCount, formatShare} from "../format.js";
import {html} from "../html.js";
import {kpiCard} from "../kpi-card.js";
import type {Workbench} from "../workbench/workbench.js";

interface Figure {
  readonly id: string;
  readonly label: string;
  readonly of: (kpis: Kpis) => number | null;
  readonly note?: string;
  readonly format?: (value: number) => string;
  readonly change?: (value: number | null, previous: number | null, span: number) => string;
}

/** What nothing was blocked or allowed in does not measure blocking. */
const whereActed = (value: (kpis: Kpis) => number) => (kpis: Kpis) => (kpis.acted === 0 ? null : value(kpis));
const blockNote = "Of the events whose action is recorded, or inferred from a refusal.";

const figures: readonly Figure[] = [
  {id: "events", label: "Events", of: kpis => kpis.events},
  {
    id: "anomalous",
    label: "Anomalous events",
    of: kpis => kpis.anomalous,
    note: "Events that a model or a rule holds to be of some severity."
  },
  {id: "critical", label: "Critical alerts", of: kpis => kpis.critical_alerts},
  {id: "high", label: "High alerts", of: kpis => kpis.high_alerts},
  {id: "blocked", label: "Blocked events", of: whereActed(kpis => kpis.blocked), note: blockNote},
  {
    id: "block-rate",
    label: "Block rate",
    of: whereActed(kpis => kpis.blocked / kpis.acted),
    note: `${blockNote} The rate is blocked events / events with a known outcome (\`acted\` in the SQL).`,
    format: formatShare,
    change: changeInPoints
  },
  {id: "addresses", label: "Source addresses", of: kpis => kpis.addresses},
  {
    id: "attackers",
    label: "Attacking addresses",
    of: kpis => kpis.attackers,
    note: "Distinct attackers of anomalous events."
  }
];

/** The headline numbers of a selection, each beside the window before, and above them a line that says which that is. */
export function overviewKpis(workbench: Workbench, selection: Selection): HTMLElement {
  const span = selection.to - selection.from;
  const {data} = workbench.overview;
  const events = workbench.kpi(selection, kpis => kpis.events).value;
  const known = map(workbench.kpi(selection, kpis => kpis.acted).value, ({value}) =>
    value ? `of ${formatCount(value)} with a known outcome` : ""
  );
  const basis = html`<p class="kpi-basis"></p>`;
  map(events, ({value}) => basis.replaceChildren(value === 0 ? "" : describeComparison(selection, data)));
  const cards = figures.map(({of, ...card}) => {
    const {query, value} = workbench.kpi(selection, of);
    return kpiCard({
      ...card,
      ...(card.id === "block-rate" ? {of: known} : {}),
      span,
      query,
      value: both(value, events, (figure, all) => (all.value === 0 ? {value: figure.value} : figure))
    });
  });
  return html`<div>${basis}<div class="kpi-grid">${cards}</div></div>`;
}

function describeComparison(window: TimeRange, data: TimeRange): string {
  const before = formatBefore(window.to - window.from);
  if (previousRange(window, data) !== null) return `Compared with ${before}.`;
  return window.from <= data.from && window.to >= data.to
    ? "This is all of the data: there is no earlier window to compare it with."
    : `The data does not reach back over ${before}, so nothing is compared.`;
}

function map<T, R>(value: T | Promise<T>, change: (value: T) => R): R | Promise<R> {
  return value instanceof Promise ? value.then(change) : change(value);
}

function both<A, B, R>(a: A | Promise<A>, b: B | Promise<B>, join: (a: A, b: B) => R): R | Promise<R> {
  if (a instanceof Promise || b instanceof Promise) {
    return Promise.all([a, b]).then(([first, second]) => join(first, second));
  }
  return join(a, b);
}

/** The change of a share, in percentage points. */
function changeInPoints(value: number | null, previous: number | null, span: number): string {
  if (value === null || previous === null) return "";
  const points = (value - previous) * 100;
  const before = formatBefore(span);
  if (Math.abs(points) < 0.05) return `same as ${before}`;
  return `${Math.abs(points).toFixed(1)} points ${points > 0 ? "more" : "less"} than ${before}`;
}
