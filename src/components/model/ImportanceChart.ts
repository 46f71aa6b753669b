import * as Plot from "@observablehq/plot";
import type {PublishedForest} from "../../engine/published.js";
import {color} from "../palette.js";
import {featureLabel} from "./feature-text.js";

type Importance = PublishedForest["importance"][number];

/** Features drawn; the rest is summed. */
const drawn = 15;

/** "What the forest goes by most: weekend, weekday and hour of the day". */
export function importanceFinding(rows: readonly Importance[]): string {
  const [first, second, third] = rows.map(({feature}) => featureLabel(feature));
  if (first === undefined) return "What the forest goes by";
  if (second === undefined || third === undefined) return `What the forest goes by most: ${first}`;
  return `What the forest goes by most: ${first}, ${second} and ${third}`;
}

/** How many splits each feature adds or takes on average, the largest first. */
export function ImportanceChart(rows: readonly Importance[], width: number): Element {
  const rest = rows.slice(drawn);
  const bars = rows.slice(0, drawn).map(({feature, value}) => ({label: featureLabel(feature), value}));
  if (rest.length > 0)
    bars.push({
      label: `${rest.length} others together`,
      value: rest.reduce((sum, {value}) => sum + value, 0)
    });
  return Plot.plot({
    width,
    height: 44 + bars.length * 22,
    marginLeft: Math.min(180, width * 0.45),
    marginRight: 46,
    marginTop: 4,
    marginBottom: 40,
    x: {
      label: "mean change of the path length (splits)",
      labelOffset: 36,
      grid: true,
      ticks: Math.max(2, Math.round(width / 120))
    },
    y: {domain: bars.map(({label}) => label), label: null, tickSize: 0},
    marks: [
      Plot.barX(bars, {x: "value", y: "label", fill: color("series-main"), insetTop: 3, insetBottom: 3}),
      Plot.text(bars, {
        x: "value",
        y: "label",
        text: ({value}) => value.toFixed(value < 0.1 ? 3 : 2),
        textAnchor: "start",
        dx: 4
      }),
      Plot.ruleX([0])
    ]
  });
}
