import {formatCount, formatPlural} from "../format.js";
import type {FoundGroup} from "./findings-queries.js";

/** How much was found, of the rows that tell it: where a finding has several, why there are more rows than findings. */
export function foundTitle(rows: readonly Pick<FoundGroup, "detector" | "finding">[]): string {
  const findings = new Set(rows.map(({finding}) => finding)).size;
  const detectors = new Set(rows.map(({detector}) => detector)).size;
  const title = `${formatPlural(findings, "finding")} by ${formatPlural(detectors, "kind of detector", "kinds of detector")}`;
  return rows.length === findings
    ? title
    : `${title}, in ${formatCount(rows.length)} rows: one for each detector and severity`;
}
