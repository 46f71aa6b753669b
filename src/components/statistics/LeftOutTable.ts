import {featureSets} from "../../engine/features/features.js";
import type {PublishedModel} from "../../engine/published.js";
import {dataTable} from "../data-table.js";
import {formatPlural} from "../format.js";
import {familyEvents, familyLabel} from "../model/family-text.js";
import {featureLabel, unitText} from "../model/feature-text.js";
import {inWords} from "../services/recorded.js";
import {leftOut} from "./feature-comparison.js";

/** A feature that a family's model does not use. */
export interface LeftOutRow {
  readonly family: keyof typeof featureSets;
  readonly feature: string;
  readonly unit: string;
  readonly description: string;
  readonly why: string;
}

/** The features that models do not use, by family. */
export function leftOutRows({families}: PublishedModel): LeftOutRow[] {
  return families.flatMap(family =>
    featureSets[family.family].flatMap(({name, unit, description}) => {
      const why = leftOut(name, family);
      return why === null ? [] : [{family: family.family, feature: name, unit, description, why}];
    })
  );
}

/** "Left out: 7 features of flows and 5 of login events". */
export function leftOutFinding(rows: readonly LeftOutRow[]): string {
  const families = [...new Set(rows.map(({family}) => family))];
  if (families.length === 0) return "Every model uses all of its features";
  const parts = families.map((family, i) => {
    const count = rows.filter(row => row.family === family).length;
    return `${i === 0 ? formatPlural(count, "feature") : count} of ${familyEvents[family]}`;
  });
  return `Left out of the models: ${inWords(parts)}`;
}

export function LeftOutTable(rows: readonly LeftOutRow[]): HTMLElement {
  return dataTable(
    rows,
    [
      {key: "feature", label: "Feature", cell: row => featureLabel(row.feature)},
      {key: "family", label: "Model of", cell: row => familyLabel[row.family]},
      {key: "description", label: "What it is", cell: row => row.description},
      {key: "unit", label: "Unit", cell: row => unitText(row.unit)},
      {key: "why", label: "Why", cell: row => row.why}
    ],
    {stacks: true, first: 10}
  );
}
