import {severityThresholds} from "../../../engine/detect/calibration/calibration.js";
import {severities} from "../../../engine/event.js";
import type {ModelFamily} from "../../../engine/features/event-block.js";
import {fillLater} from "../../fill-later.js";
import {html} from "../../html.js";
import {familyEvents} from "../../model/family-text.js";
import {severityLabel} from "../../palette.js";
import type {Workbench} from "../../workbench/workbench.js";
import type {Alert} from "../alert.js";
import {type Account, agreementText, agreesWithPublished, partsFrame, sumList} from "./account.js";
import {findClearings} from "./clear.js";
import {clearingList, publishedClearings} from "./clear-text.js";
import {type AlertExplanation, type ModelParts, readExplanation} from "./explanation.js";
import {greatestError, type OpenForest, openForest} from "./forest.js";
import {addUp} from "./sum.js";
import {distanceUnit, splitUnit} from "./waterfall.js";

/** A part may differ from the published one by rounding only. */
const tolerance = 1e-9;

/** "Why this score": what made an alert's event score as it does, added up and checked here. Arrives behind the rest. */
export function explanationSection(alert: Alert, workbench: Workbench): HTMLElement {
  const box = html`<div class="alert-why" data-testid="alert-why" data-state="loading"><p>Fetching what made the score …</p></div>`;
  void fillLater(box, explain(alert, workbench), "What made the score", parts => parts);
  return box;
}

async function explain(alert: Alert, workbench: Workbench): Promise<readonly Node[]> {
  const explanation = await readExplanation(workbench, alert);
  const {family, forest, own, level} = explanation;
  const open = family === null || forest.parts.length === 0 ? null : await openForest(family);
  const isRule = level !== null || family === null;
  return [
    ...(isRule ? [ruleText(alert, explanation)] : []),
    ...(family === null || open === null
      ? []
      : [
          ...(own === null ? [] : ownAccount(alert, explanation, own, family, open)),
          ...(own === null && !isRule
            ? forestAccount(alert, explanation, family, open).map(draw)
            : [folded(secondWitness, forestAccount(alert, explanation, family, open))])
        ])
  ];
}

const secondWitness = "The isolation forest by itself, as a second witness";

/** What stands in an account; a chart, which needs a width, is drawn when it is seen. */
type Content = Node | (() => Node);

const draw = (content: Content): Node => (typeof content === "function" ? content() : content);

/** What few readers ask for, below a line that says what it is. */
function folded(title: string, contents: readonly Content[]): HTMLElement {
  const boxes = contents.map(content => (typeof content === "function" ? html`<div></div>` : content));
  const fold = html`<details class="alert-fold"><summary>${title}</summary>${boxes}</details>`;
  fold.addEventListener(
    "toggle",
    () => {
      for (const [i, content] of contents.entries())
        if (typeof content === "function") (boxes[i] as HTMLElement).replaceChildren(content());
    },
    {once: true}
  );
  return fold;
}

/** What a rule's alert owes to its rule, and what a model has to do with it. */
function ruleText({event_type, dataset}: Alert, {level, family, forest}: AlertExplanation): HTMLElement {
  const severity = level === null ? undefined : severities[level];
  const rule =
    severity === undefined
      ? "A rule raised this alert; its level is not among the published data."
      : `The rule alone sets this severity: ${severityLabel[severity].toLowerCase()}, level ${level} of 4. No score enters into it.`;
  const model =
    family === null
      ? `No model scores a ${dataset} record of the kind “${event_type}”: the models see flows, honeypot events and logins.`
      : forest.parts.length === 0
        ? `No model scored it: there were too few ${familyEvents[family]} to learn from.`
        : "A model scored the same event. It had no part in this alert; below is what it saw, as a second witness.";
  return html`<div><p data-testid="alert-rule">${rule}</p><p>${model}</p></div>`;
}

/** The account of the model whose score the event carries, where that is not the forest. */
function ownAccount(
  {event_id, anomaly_score}: Alert,
  {application}: AlertExplanation,
  own: ModelParts,
  family: ModelFamily,
  open: OpenForest
): Node[] {
  const {detector} = open.family;
  const calibration = detector?.calibration ?? null;
  const account: Account = {
    id: "own",
    eventId: event_id,
    family,
    application,
    model: own,
    sum: addUp(
      own.parts,
      {detector: own.detector, base: own.base ?? 0, samples: null},
      calibration,
      application
    ),
    unit: distanceUnit,
    calibration,
    published: anomaly_score
  };
  const agrees = agreesWithPublished(account);
  const flagged = anomaly_score !== null && anomaly_score >= severityThresholds.low;
  return [
    html`<p>Its score is that of the model “${detector?.label ?? own.detector}”.</p>`,
    partsFrame(account),
    folded("How it adds up", [
      sumList(account),
      html`<p data-testid="own-check" data-agrees=${String(agrees)}>${agrees ? "✓" : "✗"} Added up in your browser from the published parts${agreementText(account)}</p>`
    ]),
    html`<h4>What would have cleared it</h4>`,
    html`<div data-testid="own-clear">${
      flagged ? publishedClearings(own.parts, family) : notFlagged(anomaly_score)
    }</div>`
  ];
}

/** The forest's account: what it saw, how that adds up, and what would have cleared the event. */
function forestAccount(
  {event_id, anomaly_score}: Alert,
  {forest: model, forestScore, own, application}: AlertExplanation,
  family: ModelFamily,
  open: OpenForest
): Content[] {
  const {family: published, forest, explainer} = open;
  const {calibration} = published;
  const base = published.forest?.base ?? explainer.base;
  const account: Account = {
    id: "forest",
    eventId: event_id,
    family,
    application,
    model,
    sum: addUp(
      model.parts,
      {detector: model.detector, base, samples: forest.samples},
      calibration,
      application
    ),
    unit: splitUnit,
    calibration,
    published: own === null ? anomaly_score : forestScore
  };
  const error = greatestError(open, model.parts, family);
  const agrees = error <= tolerance && agreesWithPublished(account);
  const parts =
    error <= tolerance
      ? "Recomputed in your browser from the published forest: every part agrees to 1e-9"
      : `Recomputed in your browser, the parts differ from the published ones by up to ${error.toExponential(1)}`;
  const found = calibration && findClearings(forest, family, model.parts, calibration, application);
  return [
    () => partsFrame(account),
    folded("How it adds up", [
      sumList(account),
      html`<p data-testid="forest-check" data-agrees=${String(agrees)} data-error=${error}>${agrees ? "✓" : "✗"} ${parts}${agreementText(account)}</p>`
    ]),
    html`<h4>What would have cleared it</h4>`,
    html`<div data-testid="forest-clear">${
      calibration === null
        ? html`<p>Nothing to clear: without benign traffic to compare with, no score of these events raises an alert by itself.</p>`
        : found === null
          ? notFlagged(account.sum.score)
          : clearingList(found, family)
    }</div>`
  ];
}

function notFlagged(score: number | null): HTMLElement {
  return html`<p>Nothing to clear: by its score of ${score?.toFixed(4) ?? "none"} alone it would not have been flagged, which takes 0.5.</p>`;
}
