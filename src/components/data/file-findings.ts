import type {FileRow, FileSums} from "../../engine/build/file-quality.js";
import {formatCount} from "../format.js";
import type {KpiCardOptions} from "../kpi-card.js";
import type {Answer} from "../workbench/workbench.js";

const figures = [
  {id: "files", label: "Files read"},
  {id: "records", label: "Records in them"},
  {id: "mapped", label: "Became events"},
  {id: "ignored", label: "Ignored, with a reason"},
  {id: "quarantined", label: "Quarantined"},
  {id: "events", label: "Events made"}
] as const;

/** The sums over all files, as key figures. */
export function sumsKpis({query, rows}: Answer<FileSums>): readonly KpiCardOptions[] {
  const sums = Promise.resolve(rows).then(([row]) => row);
  return figures.map(({id, label}) => ({
    id,
    label,
    span: 0,
    query,
    value: sums.then(row => ({value: row === undefined ? null : id === "files" ? row.read : row[id]}))
  }));
}

/** Whether every record is accounted for, as a sum that a reader can check. */
export function accountSentence(sums: FileSums | undefined): string {
  if (sums === undefined) return "";
  const {records, mapped, ignored, quarantined} = sums;
  const sum = `${formatCount(mapped)} became events + ${formatCount(ignored)} ignored + ${formatCount(quarantined)} quarantined`;
  const missing = records - mapped - ignored - quarantined;
  if (missing === 0) return `✓ ${sum} = ${formatCount(records)} records: none is unaccounted for.`;
  return `✗ ${sum} is not ${formatCount(records)} records: ${formatCount(Math.abs(missing))} ${missing > 0 ? "are unaccounted for" : "are counted twice"}.`;
}

/** How many files were read, and how many were not. */
export function fileFinding(files: readonly FileRow[]): string {
  const not = files.filter(file => file.status !== "read");
  const read = files.length - not.length;
  const words = [...new Set(not.map(file => file.status))]
    .map(status => `${formatCount(not.filter(file => file.status === status).length)} ${status}`)
    .join(", ");
  const first = `${formatCount(read)} file${read === 1 ? "" : "s"} read`;
  return words === "" ? first : `${first}; ${words}`;
}
