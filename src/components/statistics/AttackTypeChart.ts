import * as Plot from "@observablehq/plot";
import {severities} from "../../engine/event.js";
import {formatCompact, formatCount, formatPlural} from "../format.js";
import {visibleText} from "../log-text.js";
import {severityLabel, severityScale} from "../palette.js";
import type {AttackTypeBar} from "./attack-type-bars.js";

/** Kinds drawn; the table has all. */
const drawn = 15;

/** Kinds of attack as bars, parted by severity. */
export function AttackTypeChart(bars: readonly AttackTypeBar[], width: number): Element {
  const names = [...new Set(bars.map(({attack_type}) => attack_type))].slice(0, drawn);
  const shown = bars
    .filter(({attack_type}) => names.includes(attack_type))
    .map(bar => ({...bar, name: visibleText(bar.attack_type)}));
  const totals = names.map(name => ({
    name: visibleText(name),
    events: shown.filter(bar => bar.attack_type === name).reduce((sum, {events}) => sum + events, 0)
  }));
  return Plot.plot({
    width,
    height: 50 + names.length * 26,
    marginLeft: Math.min(width * 0.36, 22 + 7 * Math.max(6, ...totals.map(({name}) => name.length))),
    marginRight: 64,
    marginTop: 4,
    marginBottom: 36,
    x: {
      label: "events",
      labelAnchor: "center",
      labelArrow: "none",
      grid: true,
      nice: true,
      ticks: Math.max(3, Math.round(width / 120)),
      tickFormat: (value: number) => formatCompact(value)
    },
    y: {domain: totals.map(({name}) => name), label: null, tickSize: 0},
    color: {
      ...severityScale,
      legend: true,
      tickFormat: (name: (typeof severities)[number]) => severityLabel[name]
    },
    marks: [
      Plot.barX(shown, {
        y: "name",
        x: "events",
        fill: "severity",
        order: [...severities].reverse(),
        inset: 0.5,
        insetTop: 3,
        insetBottom: 3,
        title: ({name, severity, events}) => `${name}, severity ${severity}\n${formatPlural(events, "event")}`
      }),
      Plot.text(totals, {
        y: "name",
        x: "events",
        text: ({events}) => formatCount(events),
        textAnchor: "start",
        dx: 5
      }),
      Plot.ruleX([0])
    ]
  });
}
