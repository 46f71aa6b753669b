import type {GroupCalibration} from "../../../engine/detect/calibration/group-calibration.js";
import type {ModelFamily} from "../../../engine/features/event-block.js";
import {featureSets} from "../../../engine/features/features.js";
import {chartFrame} from "../../chart-frame.js";
import {html} from "../../html.js";
import {familyEvents, groupEvents} from "../../model/family-text.js";
import {type ModelParts, type Part, partsQuery} from "./explanation.js";
import {forceBar} from "./force.js";
import {negated, oneIn, type Sum, signed} from "./sum.js";
import {
  isUsual,
  type PartUnit,
  partLabel,
  partLooks,
  toExplanation,
  usualLabel,
  usualParts,
  waterfallChart,
  waterfallRows
} from "./waterfall.js";

/** Published anomaly scores have four decimals. */
const scoreTolerance = 0.5e-4 + 1e-9;

/** One model's account of an event's score. */
export interface Account {
  /** Unique in the panel. */
  readonly id: string;
  readonly eventId: string;
  readonly family: ModelFamily;
  readonly application: string;
  readonly model: ModelParts;
  readonly sum: Sum;
  readonly unit: PartUnit;
  readonly calibration: GroupCalibration | null;
  /** The anomaly score that was published. */
  readonly published: number | null;
}

/** The parts as a waterfall and in one bar. */
export function partsFrame({id, eventId, family, model, sum, unit}: Account): HTMLElement {
  const specs = featureSets[family];
  return chartFrame({
    id: `${id}-parts`,
    title: titleOf(model.parts, family),
    subtitle: "Each bar is what one feature adds, and begins where the one above ends.",
    rows: model.parts,
    query: partsQuery(eventId, model.detector),
    note: "The features of the event, what is usual of events that reach for the same, and what each adds to the score; positive is more anomalous.",
    legend: legend(),
    total: rows => rows.reduce((total, {contribution}) => total + contribution, 0),
    height: 420,
    draw: (rows, {width}) =>
      html`<div>${waterfallChart(waterfallRows(rows, sum.base, family, unit), unit, width)}
  ${usualList(rows, family, sum)}
  ${forceBar(toExplanation(rows, sum.base, family), specs, width)}</div>`
  });
}

/** What the waterfall's last step is made of; null without any. */
function usualList(parts: readonly Part[], family: ModelFamily, {unit}: Sum): HTMLElement | null {
  const usual = usualParts(parts, family);
  if (usual.length === 0) return null;
  const sum = usual.reduce((total, {contribution}) => total + contribution, 0);
  const why =
    unit === null
      ? "the benign events nearest to this one in all else differ from it there"
      : "the model weighs it together with the others";
  return html`<details class="alert-fold" data-testid="usual-parts" data-sum=${sum}>
  <summary>${usualLabel(usual.length)} ${signed(sum)}: which</summary>
  <p>Each reads as it usually does. It counts nonetheless, because ${why}.</p>
  <ul>${usual.map(part => html`<li data-feature=${part.feature}>${partLabel(part, family)} ${signed(part.contribution)}</li>`)}</ul>
</details>`;
}

function titleOf(parts: readonly Part[], family: ModelFamily): string {
  const [largest] = parts.filter(part => part.contribution > 0 && !isUsual(part, family));
  return largest === undefined
    ? "Nothing that is out of the usual by itself makes this event anomalous"
    : `What adds most: ${partLabel(largest, family)}`;
}

function legend(): HTMLElement {
  const {up, down} = partLooks;
  const swatch = ({fill, stroke}: {readonly fill: string; readonly stroke: string}) =>
    html`<i style=${{background: fill, border: `1.5px solid ${stroke}`}}></i>`;
  return html`<div class="part-legend"><span>${swatch(up)} ${up.sign} more anomalous</span><span>${swatch(down)} ${down.sign} less anomalous</span></div>`;
}

/** Base, features and total; raw score; probability; anomaly score: one step a line. */
export function sumList({id, family, application, sum, calibration, published}: Account): HTMLElement {
  const {base, features, total, unit, raw, probability, score} = sum;
  const own = calibration !== null && Object.hasOwn(calibration.own, application);
  const kind = own
    ? groupEvents(family, application)
    : `${familyEvents[family]} of services too rare for a curve of their own`;
  const adds = `base ${negated(base, 4)} ${features < 0 ? "−" : "+"} features ${Math.abs(features).toFixed(4)} = ${negated(total, 4)}`;
  const steps: (readonly [step: string, about: string])[] =
    unit === null
      ? [
          [adds, "squared distance to the nearest benign events, each feature on a scale from 0 to 1"],
          [`→ raw score √${total.toFixed(4)} = ${raw.toFixed(4)}`, "the distance itself"]
        ]
      : [
          [
            adds,
            `minus the path length: it takes ${Math.abs(total).toFixed(2)} splits on average to set this event apart, ${Math.abs(base).toFixed(2)} to set apart one of which nothing is known`
          ],
          [
            `→ raw score 2^(${negated(total, 4)} / ${unit.toFixed(4)}) = ${raw.toFixed(4)}`,
            `${unit.toFixed(2)} splits are the yardstick, and would score 0.5`
          ]
        ];
  if (probability === null || score === null)
    steps.push([
      "→ no promise about false alarms",
      `there is no benign traffic to compare with: ${published?.toFixed(4) ?? "the score"} says only how it ranks among events of its own kind`
    ]);
  else
    steps.push(
      [`→ of benign ${kind}, ${oneIn(probability)} scores as high`, "read off the curve of benign events"],
      [
        `→ anomaly score ${score.toFixed(4)}`,
        `minus log10 of that, divided by 6; 1 at the most${score >= 0.5 ? "" : ". Below 0.5 nothing is flagged"}`
      ]
    );
  return html`<ol class="alert-sum" data-testid=${`${id}-sum`} data-base=${base} data-features=${features} data-total=${total} data-raw=${raw} data-probability=${probability} data-score=${score}>
  ${steps.map(([step, about]) => html`<li><strong>${step}</strong><span>${about}</span></li>`)}
</ol>`;
}

/** Whether the score that the parts make is the one that was published; of events without a promise there is none to compare. */
export function agreesWithPublished({sum: {score}, published}: Account): boolean {
  return score === null || (published !== null && Math.abs(score - published) <= scoreTolerance);
}

/** That, in words to end a sentence with. */
export function agreementText(account: Account): string {
  const published = account.published?.toFixed(4) ?? "missing";
  if (account.sum.score === null) return ".";
  return agreesWithPublished(account)
    ? `, and the score with the published ${published}.`
    : `, but the published score is ${published}.`;
}
