import {calibrationOf} from "../../../engine/detect/calibration/group-calibration.js";
import type {PublishedFamily} from "../../../engine/published.js";
import type {ForestFigures} from "../../../engine/retrain/retrain.js";
import type {ListedComparison} from "../../../engine/retrain/retraining.js";
import {formatShare} from "../../format.js";
import {visibleText} from "../../log-text.js";
import {curveGroups, severityStarts} from "../calibration-curve.js";

/** One figure of both forests. */
export interface ComparisonRow {
  readonly key: string;
  readonly label: string;
  readonly kind: "count" | "score";
  readonly published: number | null;
  readonly retrained: number | null;
}

const severities = ["critical", "high", "medium", "low"] as const;

/** What is compared: events by severity, what is flagged, where flagging begins, what labels say. */
export function comparisonRows(
  {published, retrained, precision}: ListedComparison,
  {family, detector}: Pick<PublishedFamily, "family" | "detector">,
  contamination: {readonly published: number; readonly retrained: number}
): ComparisonRow[] {
  const rows: ComparisonRow[] = [];
  const counts = (key: string, label: string, of: (figures: ForestFigures) => number | null) =>
    rows.push({key, label, kind: "count", published: of(published), retrained: of(retrained)});
  if (published.flaggedBy === "severity" || retrained.flaggedBy === "severity")
    for (const severity of severities)
      counts(`severity-${severity}`, `Events of severity ${severity}`, figures =>
        figures.flaggedBy === "severity" ? figures.severities[severity] : null
      );
  counts("flagged", "Events flagged", ({flagged}) => flagged);
  counts("alerts", "Alerts (one attacker, service and hour)", ({alerts}) => alerts);
  const shares =
    contamination.published === contamination.retrained
      ? formatShare(contamination.published)
      : `${formatShare(contamination.published)}, and ${formatShare(contamination.retrained)} of the retrained one's,`;
  rows.push({
    key: "threshold",
    label: `Raw score that ${shares} of what it learnt from exceeds`,
    kind: "score",
    published: published.threshold,
    retrained: retrained.threshold
  });
  rows.push(...startRows(published, retrained));
  if (precision !== null) {
    const [before = null, after = null, carried = null] = precision.averages;
    rows.push({
      key: "pr-auc",
      label: "PR-AUC, by labels",
      kind: "score",
      published: before,
      retrained: after
    });
    if (detector !== null && detector.name !== "isolation_forest" && carried !== null)
      rows.push({
        key: "pr-auc-carried",
        label: `PR-AUC of what scores ${family} events here (${detector.label})`,
        kind: "score",
        published: carried,
        retrained: null
      });
  }
  return rows;
}

/** Where severities begin on the raw score, among the events of the service that the forest in use knows best. */
function startRows(published: ForestFigures, retrained: ForestFigures): ComparisonRow[] {
  const known = published.calibration ?? retrained.calibration;
  if (known === null) return [];
  const [group = null] = curveGroups(known);
  const startsOf = ({calibration}: ForestFigures) =>
    calibration && severityStarts(group === null ? calibration.rest : calibrationOf(calibration, group));
  const [before, after] = [startsOf(published), startsOf(retrained)];
  const among = group === null ? "" : ` (${visibleText(group)})`;
  return severities.map((severity, i) => ({
    key: `start-${severity}`,
    label: `Raw score at which ${severity} begins${among}`,
    kind: "score",
    published: before?.[i]?.raw ?? null,
    retrained: after?.[i]?.raw ?? null
  }));
}
