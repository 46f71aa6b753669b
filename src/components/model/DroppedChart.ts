import * as Plot from "@observablehq/plot";
import type {DroppedLine} from "../../engine/evaluate/published-evaluation.js";
import {color} from "../palette.js";
import {withSign} from "./DetectorTable.js";
import {featureLabel} from "./feature-text.js";

/** Features drawn; groups always are. */
const drawn = 16;

/** "Without flags the forest loses 0.031 of its ROC-AUC, more than without any other group". */
export function droppedFinding(lines: readonly DroppedLine[]): string {
  const worst = [...lines].sort((a, b) => a.change.roc_auc - b.change.roc_auc)[0];
  if (worst === undefined || worst.change.roc_auc >= 0)
    return "Nothing is lost when any one feature is left out";
  return `Most is lost without ${labelOf(worst)}: ROC-AUC changes by ${withSign(worst.change.roc_auc)}`;
}

/** By how much the ROC-AUC changes when a group, or a single feature, is left out; the largest changes first. */
export function DroppedChart(lines: readonly DroppedLine[], width: number): Element {
  const bySize = (a: DroppedLine, b: DroppedLine) => Math.abs(b.change.roc_auc) - Math.abs(a.change.roc_auc);
  const bars = [
    ...lines.filter(({kind}) => kind === "group").sort(bySize),
    ...lines
      .filter(({kind}) => kind === "feature")
      .sort(bySize)
      .slice(0, drawn)
  ].map(line => ({
    label: labelOf(line),
    change: line.change.roc_auc,
    isLoss: line.change.roc_auc < 0,
    fill: line.change.roc_auc < 0 ? color("series-anomaly") : "transparent",
    stroke: color(line.change.roc_auc < 0 ? "series-anomaly" : "series-main")
  }));
  const extent = Math.max(0.001, ...bars.map(({change}) => Math.abs(change)));
  // Numbers stand beside the bars.
  const narrow = width < 480;
  const room = narrow ? 1.9 : 1.35;
  return Plot.plot({
    width,
    height: 50 + bars.length * 22,
    marginLeft: Math.min(190, width * 0.45),
    marginRight: 12,
    marginTop: 4,
    marginBottom: 40,
    x: {
      domain: [-room * extent, room * extent],
      label: narrow
        ? "change of the ROC-AUC without it"
        : "change of the ROC-AUC without it (left: it is missed)",
      labelOffset: 36,
      labelAnchor: "center",
      labelArrow: "none",
      grid: true,
      ticks: Math.max(3, Math.round(width / (narrow ? 130 : 150)))
    },
    y: {domain: bars.map(({label}) => label), label: null, tickSize: 0},
    marks: [
      Plot.barX(bars, {
        x1: 0,
        x2: "change",
        y: "label",
        fill: "fill",
        stroke: "stroke",
        insetTop: 3,
        insetBottom: 3
      }),
      Plot.text(
        bars.filter(({isLoss}) => isLoss),
        {x: "change", y: "label", text: ({change}) => withSign(change), textAnchor: "end", dx: -4}
      ),
      Plot.text(
        bars.filter(({isLoss}) => !isLoss),
        {x: "change", y: "label", text: ({change}) => withSign(change), textAnchor: "start", dx: 4}
      ),
      Plot.ruleX([0])
    ]
  });
}

function labelOf({kind, name}: DroppedLine): string {
  return kind === "group" ? `${name.replaceAll("_", " ")} (all)` : featureLabel(name);
}
