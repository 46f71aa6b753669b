import type {FeatureSpec} from "../../engine/features/feature-spec.js";
import {featureSets} from "../../engine/features/features.js";
import type {PublishedFamily} from "../../engine/published.js";
import {dataTable} from "../data-table.js";
import {formatShare} from "../format.js";
import {featureLabel, featureValue, unitText} from "./feature-text.js";

/** A feature of a family's events as the page lists it. */
export interface FeatureRow {
  readonly feature: string;
  readonly unit: string;
  readonly description: string;
  /** What half of the benign events, or of all where none is known to be benign, do not exceed; null where hardly any measures it. */
  readonly usual: number | null;
  /** Mean of how many splits it adds or takes; null where the forest does not ask for it. */
  readonly importance: number | null;
  /** Share of events without it, where that is why it was left out. */
  readonly missing: number | null;
}

/** All features of a family, those that matter most first, those left out last. */
export function featureRows({family, forest, dropped, usual}: PublishedFamily): FeatureRow[] {
  const importance = new Map(forest?.importance.map(({feature, value}) => [feature, value]));
  const missing = new Map(dropped.map(column => [column.name, column.missing]));
  return featureSets[family]
    .map(({name, unit, description}, column) => ({
      feature: name,
      unit,
      description,
      usual: usual?.all.median[column] ?? null,
      importance: importance.get(name) ?? null,
      missing: missing.get(name) ?? null
    }))
    .sort((a, b) => (b.importance ?? -1) - (a.importance ?? -1) || (a.missing ?? 0) - (b.missing ?? 0));
}

/** "29 of 36 features are used; 6 are missing too often, and 1 never varies". */
export function featureFinding(rows: readonly FeatureRow[]): string {
  const used = rows.filter(({importance}) => importance !== null).length;
  const left = rows.filter(({missing}) => missing !== null).length;
  const constant = rows.length - used - left;
  const reasons = [
    left === 0 ? null : `${left} ${left === 1 ? "is" : "are"} missing too often`,
    constant === 0 ? null : `${constant} never ${constant === 1 ? "varies" : "vary"}`
  ].filter(reason => reason !== null);
  const rest = reasons.length === 0 ? "" : `; ${reasons.join(", and ")}`;
  return `The forest sees ${used} of ${rows.length} features${rest}`;
}

/** @param among the events that usual values are of: "benign flows" */
export function FeatureTable(rows: readonly FeatureRow[], among: string): HTMLElement {
  return dataTable(
    rows,
    [
      {key: "feature", label: "Feature", cell: row => featureLabel(row.feature)},
      {key: "description", label: "What it is", cell: row => row.description},
      {key: "unit", label: "Unit", cell: row => unitText(row.unit)},
      {
        key: "usual",
        label: "Usual value",
        title: `the median among ${among}`,
        cell: row => featureValue(row.usual, specOf(row))
      },
      {
        key: "used",
        label: "In the model",
        cell: row =>
          row.importance !== null
            ? "yes"
            : row.missing === null
              ? "no: it never varies"
              : `no: missing in ${formatShare(row.missing)} of events`
      }
    ],
    {stacks: true, first: 12}
  );
}

function specOf({feature, unit}: FeatureRow): Pick<FeatureSpec, "name" | "unit"> {
  return {name: feature, unit};
}
