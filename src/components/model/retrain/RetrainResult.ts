import type {PublishedFamily, Site} from "../../../engine/published.js";
import type {ListedChange, ListedComparison, RetrainAnswer} from "../../../engine/retrain/retraining.js";
import type {RetrainSettings} from "../../../engine/retrain/settings.js";
import {chartFrame} from "../../chart-frame.js";
import {formatCount, formatPlural} from "../../format.js";
import {html} from "../../html.js";
import {ChangedAlertTable} from "./ChangedAlertTable.js";
import {ComparisonTable} from "./ComparisonTable.js";
import {comparisonRows} from "./comparison-rows.js";
import {downloadModel} from "./download-model.js";
import {noForest, outcome, precisionChange, training, warnings} from "./retrain-words.js";
import {gridFinding, ScoreGridChart} from "./ScoreGridChart.js";

export interface RetrainResultOptions {
  readonly settings: RetrainSettings;
  readonly family: PublishedFamily;
  readonly site: Site;
  readonly timeZone: string;
}

const madeBy =
  "Trained and scored in this tab, by the code that npm run data runs: src/engine/analysis/score and src/engine/retrain.";

/** What came of training another forest. */
export function RetrainResult(answer: RetrainAnswer, options: RetrainResultOptions): HTMLElement {
  const {settings, family} = options;
  if ("reason" in answer)
    return html`<p class="retrain-warning" data-testid="retrain-outcome">${noForest(answer, settings.family)}</p>`;
  const rows = comparisonRows(answer, family, {
    published: family.forest?.contamination ?? settings.contamination,
    retrained: settings.contamination
  });
  const order =
    answer.correlation === null
      ? ""
      : ` In which order the two put events agrees to ${answer.correlation.toFixed(3)} (Spearman’s rank correlation; 1 is the very same order).`;
  const change = precisionChange(answer);
  const promised = answer.published.flaggedBy === "severity" && answer.retrained.flaggedBy === "severity";
  return html`<div data-same=${answer.same} data-train-ms=${answer.trainMs} data-total-ms=${answer.totalMs}>
  <p class="retrain-outcome" data-testid="retrain-outcome" role="status"><strong>${outcome(answer)}</strong>${answer.same ? "" : order}</p>
  ${change === null ? null : html`<p data-testid="retrain-precision">${change}</p>`}
  <p class="retrain-training" data-testid="retrain-training">${training(answer, settings.family)}</p>
  ${warnings(answer).map(warning => html`<p class="retrain-warning" data-testid="retrain-warning">${warning}</p>`)}
  ${downloadModel(answer.trees, settings)}
  ${chartFrame({
    id: "retrain-comparison",
    title: "The forest in use and the retrained one",
    subtitle: "On the selected events. An alert is all that one attacker does of one kind within one hour.",
    rows,
    note: madeBy,
    height: 300,
    total: () => answer.rows,
    draw: drawn => ComparisonTable(drawn)
  })}
  ${chartFrame({
    id: "retrain-scores",
    title: gridFinding,
    subtitle:
      "Selected events by both anomaly scores; the fuller, the more events. Red: further than two steps from the diagonal.",
    rows: answer.grid,
    note: madeBy,
    height: 380,
    total: cells => cells.reduce((sum, cell) => sum + cell.rows, 0),
    empty: "There are too few events to say what is unusual among them.",
    draw: (cells, {width}) => ScoreGridChart(cells, width, promised)
  })}
  ${changeFrame("gained", answer, options)}
  ${changeFrame("lost", answer, options)}
</div>`;
}

const verbs = {
  gained: "that only the retrained forest raises",
  lost: "that only the forest in use raises"
} as const;

function changeFrame(
  kind: keyof typeof verbs,
  answer: ListedComparison,
  {site, timeZone}: RetrainResultOptions
): HTMLElement {
  const change: ListedChange = answer[kind];
  const listed = change.gravest.length;
  const frame = chartFrame({
    id: `retrain-${kind}`,
    title: `${formatPlural(change.alerts, "alert")} ${verbs[kind]}`,
    subtitle: `${formatPlural(change.events, "event")} in all are flagged by it alone, some of them within alerts that both raise.${listed < change.alerts ? ` Listed: the ${formatCount(listed)} gravest.` : ""}`,
    rows: change.gravest,
    note: madeBy,
    height: 120,
    total: () => change.alerts,
    empty: "None.",
    draw: rows => ChangedAlertTable(rows, {site, timeZone})
  });
  frame.dataset.events = String(change.events);
  return frame;
}
