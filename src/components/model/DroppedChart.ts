import * as Plot from "@observablehq/plot";
import type {DroppedFeatures, DroppedLine} from "../../engine/evaluate/published-evaluation.js";
import {color} from "../palette.js";
import {withSign} from "./DetectorTable.js";
import {featureLabel} from "./feature-text.js";

/** Features drawn; groups always are. */
const drawn = 16;

/** "Most is lost without flags (all): ROC-AUC changes by −0.131", or that no change exceeds what seeds alone do. */
export function droppedFinding({lines, seedSpread}: Pick<DroppedFeatures, "lines" | "seedSpread">): string {
  const beyond = lines
    .filter(({change}) => Math.abs(change.roc_auc) > seedSpread.roc_auc)
    .sort((a, b) => a.change.roc_auc - b.change.roc_auc);
  const worst = beyond[0];
  const best = beyond.at(-1);
  if (worst === undefined || best === undefined)
    return `No change exceeds what another seed does (${seedSpread.roc_auc.toFixed(3)})`;
  const [word, line] = worst.change.roc_auc < 0 ? ["Most is lost", worst] : ["Most is gained", best];
  return `${word} without ${labelOf(line)}: ROC-AUC changes by ${withSign(line.change.roc_auc)}`;
}

/** What the run is, and why its figures are not those of the detectors above. */
export function droppedNote(
  name: string,
  {before, protocol, seedSpread}: Pick<DroppedFeatures, "before" | "protocol" | "seedSpread">
): string {
  const learns =
    protocol === "chronological"
      ? "Learns from the earlier days only and judges the later ones, with one seed: from fewer rows than in the table of detectors, so that what it comes to with everything differs."
      : "Judged with one seed, so that what it comes to with everything differs from the table of detectors.";
  return `${name}. ${learns} That is a ROC-AUC of ${before.roc_auc.toFixed(3)}. Grey: ±${seedSpread.roc_auc.toFixed(3)}, by which seeds alone make it differ; smaller changes say nothing.`;
}

/** By how much the ROC-AUC changes when a group, or a single feature, is left out; the largest changes first. */
export function DroppedChart(lines: readonly DroppedLine[], seedSpread: number, width: number): Element {
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
  const extent = Math.max(0.001, seedSpread, ...bars.map(({change}) => Math.abs(change)));
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
      Plot.rect([seedSpread], {
        x1: spread => -spread,
        x2: spread => spread,
        fill: "currentColor",
        fillOpacity: 0.1
      }),
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
  if (kind === "feature") return featureLabel(name);
  // As short as the labels of features, which a phone has room for.
  return `${name.replaceAll("_", " ").replace(/^behaviour of the (\w+)$/, "$1's behaviour")} (all)`;
}
