import * as Plot from "@observablehq/plot";
import type {Explanation} from "../../../engine/detect/detector.js";
import {type ForceSegment, force} from "../../../engine/explain/waterfall.js";
import type {FeatureSpec} from "../../../engine/features/feature-spec.js";
import {html} from "../../html.js";
import {featureLabel} from "../../model/feature-text.js";
import {signed} from "./sum.js";
import {partLooks} from "./waterfall.js";

/** Features named of either side. */
const named = 3;

/** Pixels that a character of a label takes at most. */
const characterWidth = 6.4;

/** All parts in one bar: what pushes an event up stretches left of its total, what pushes it down to the right of it. */
export function forceBar(
  explanation: Explanation,
  specs: readonly Pick<FeatureSpec, "name">[],
  width: number
): HTMLElement {
  const {total, up, down} = force(explanation);
  const segments = [
    ...up.map(segment => ({...segment, kind: "up" as const})),
    ...down.map(segment => ({...segment, kind: "down" as const}))
  ].map(({column, part, from, to, kind}) => ({
    name: featureLabel(specs[column]?.name ?? ""),
    part,
    ...partLooks[kind],
    x1: Math.min(from, to),
    x2: Math.max(from, to)
  }));
  const least = Math.min(total, ...segments.map(({x1}) => x1));
  const most = Math.max(total, ...segments.map(({x2}) => x2));
  const inner = width - 24;
  const scale = most === least ? 0 : inner / (most - least);
  // A label only where its segment has room for it.
  const labelled = segments.filter(({name, x1, x2}) => (x2 - x1) * scale > name.length * characterWidth);
  const bar = Plot.plot({
    width,
    height: 62,
    marginLeft: 12,
    marginRight: 12,
    marginTop: 20,
    marginBottom: 4,
    x: {domain: [least, most], axis: null},
    y: {domain: [0, 1], axis: null},
    marks: [
      Plot.rect(segments, {
        x1: "x1",
        x2: "x2",
        y1: 0,
        y2: 1,
        fill: "fill",
        fillOpacity: 0.28,
        stroke: "stroke",
        title: d => `${d.name}: ${signed(d.part)}`
      }),
      Plot.text(labelled, {x: d => (d.x1 + d.x2) / 2, y: 0.5, text: "name", fontSize: 11}),
      Plot.ruleX([total], {y1: 0, y2: 1, stroke: "currentColor", strokeWidth: 3}),
      Plot.text([total], {
        x: d => d,
        y: 1,
        dy: -10,
        text: () => "this event",
        fontWeight: 600,
        textAnchor:
          (total - least) * scale > inner - 40 ? "end" : (total - least) * scale < 40 ? "start" : "middle"
      })
    ]
  });
  return html`<div class="force">
  <p>All of it in one bar: what pushes the event up, against what pushes it down</p>
  ${bar}
  ${sideText("up", up, specs)}
  ${sideText("down", down, specs)}
</div>`;
}

/** How much one side comes to, and whose it is. */
function sideText(
  side: "up" | "down",
  segments: readonly ForceSegment[],
  specs: readonly Pick<FeatureSpec, "name">[]
): HTMLElement {
  const sum = segments.reduce((total, {part}) => total + part, 0);
  const names = segments.slice(0, named).map(({column}) => featureLabel(specs[column]?.name ?? ""));
  const more = segments.length > named ? ` and ${segments.length - named} more` : "";
  const whose = names.length === 0 ? "nothing" : `${names.join(", ")}${more}`;
  return html`<p data-side=${side} data-sum=${sum}>${partLooks[side].sign} ${signed(sum)} ${side === "up" ? "up" : "down"}: ${whose}</p>`;
}
