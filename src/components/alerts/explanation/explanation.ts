import {service} from "../../../engine/build/service.js";
import type {ModelFamily} from "../../../engine/features/event-block.js";
import {featureSets} from "../../../engine/features/features.js";
import type {Query} from "../../../engine/sql.js";
import {familyOf} from "../../model/family-text.js";
import type {Workbench} from "../../workbench/workbench.js";
import type {Alert} from "../alert.js";

/** What one feature added to a model's score of an alert's event. */
export interface Part {
  readonly feature: string;
  /** Null: not measured, which counts as 0. */
  readonly value: number | null;
  /** The median among benign events that reached for the same; null when hardly any measures it. */
  readonly usual: number | null;
  /** Of a forest, shorter path length in splits; of nearest neighbours, squared distance. Positive is more anomalous. */
  readonly contribution: number;
  /** The nearest value of the feature alone with which the event would not have been flagged; null where none was found. */
  readonly clearing: number | null;
}

/** How a model's score came about: `base` and all parts add up to it. */
export interface ModelParts {
  readonly detector: string;
  /** Null where the model itself says it. */
  readonly base: number | null;
  /** Largest first. */
  readonly parts: readonly Part[];
}

/** Why an alert's event was flagged, as published. */
export interface AlertExplanation {
  /** The family whose models score such events; null where none does. */
  readonly family: ModelFamily | null;
  /** What the event reached for: the group that its score is calibrated in. */
  readonly application: string;
  /** Of the isolation forest; without parts where it did not score the event. */
  readonly forest: ModelParts;
  /** Its anomaly score; null where it has none. */
  readonly forestScore: number | null;
  /** Of the model whose score the event carries, where that is another; null where it is the forest. */
  readonly own: ModelParts | null;
  /** Severity level that the alert's rule sets, from 1 (low) to 4 (critical); null when a model raised the alert. */
  readonly level: number | null;
}

interface ExplanationRow extends Part {
  readonly detector: string;
}

const forestName = "isolation_forest";

/** A model's parts of an event's score. */
export function partsQuery(eventId: string, detector: string): Query {
  return {
    sql: `
SELECT feature, value, usual, contribution, clearing
FROM explanations
WHERE event_id = ? AND detector = ?
ORDER BY abs(contribution) DESC, feature`,
    params: [eventId, detector]
  };
}

/** What explains an alert, from the published tables. */
export async function readExplanation(workbench: Workbench, alert: Alert): Promise<AlertExplanation> {
  const {event_id, alert_id, dataset, event_type} = alert;
  const [rows, groups] = await Promise.all([
    workbench.ask<ExplanationRow>({
      sql: "SELECT * FROM explanations WHERE event_id = ? ORDER BY abs(contribution) DESC, feature",
      params: [event_id]
    }).rows,
    workbench.ask<{readonly application: string; readonly forest_score: number | null}>({
      sql: `SELECT ${service} AS application, forest_score FROM alerts WHERE alert_id = ?`,
      params: [alert_id]
    }).rows
  ]);
  return {
    ...sortRows(rows, alert),
    family: familyOf(dataset, event_type),
    application: groups[0]?.application ?? "other",
    forestScore: groups[0]?.forest_score ?? null
  };
}

/** An event's rows by what they tell of. */
export function sortRows(
  all: readonly ExplanationRow[],
  alert: Pick<Alert, "detector" | "rule">
): Pick<AlertExplanation, "forest" | "own" | "level"> {
  const own = alert.rule === null ? "rule" : `rule ${alert.rule}`;
  const rule = all.find(({detector, feature}) => detector === alert.detector && feature === own);
  const rows = all.filter(({feature}) => feature !== "rule" && !feature.startsWith("rule "));
  const other = rows.find(({detector}) => detector !== forestName);
  const partsOf = (name: string): ModelParts => {
    const parts = rows.filter(({detector}) => detector === name);
    return {
      detector: name,
      base: parts.find(({feature}) => feature === "base")?.contribution ?? null,
      parts: parts.filter(({feature}) => feature !== "base")
    };
  };
  return {
    forest: partsOf(forestName),
    own: other === undefined ? null : partsOf(other.detector),
    level: rule?.contribution ?? null
  };
}

/** The event's row as the forest saw it: what the parts say was measured; columns that the forest does not ask stay unknown. */
export function rowOf(parts: readonly Part[], family: ModelFamily): Float32Array {
  const values = new Map(parts.map(({feature, value}) => [feature, value]));
  return Float32Array.from(featureSets[family], ({name}) => values.get(name) ?? Number.NaN);
}
