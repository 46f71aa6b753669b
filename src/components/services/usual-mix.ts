import {formatShare} from "../format.js";
import {visibleText} from "../log-text.js";
import type {ServiceRow} from "./attack-rows.js";

/** A service's part in what is usual and in what is not. */
export interface MixRow {
  readonly service: string;
  /** Events of it that nothing speaks against, and their share among all such events. */
  readonly usual: number;
  readonly usual_share: number;
  /** Anomalous events of it, and their share among all anomalous events. */
  readonly anomalous: number;
  readonly anomalous_share: number;
}

/** Services by how far their share of what is anomalous exceeds their share of what is usual; none where either is missing. */
export function usualMix(rows: readonly ServiceRow[]): MixRow[] {
  const anomalous = rows.reduce((sum, row) => sum + row.anomalous, 0);
  const usual = rows.reduce((sum, row) => sum + row.events - row.anomalous, 0);
  if (anomalous === 0 || usual === 0) return [];
  return rows
    .map(row => ({
      service: row.service,
      usual: row.events - row.anomalous,
      usual_share: (row.events - row.anomalous) / usual,
      anomalous: row.anomalous,
      anomalous_share: row.anomalous / anomalous
    }))
    .sort(
      (a, b) =>
        b.anomalous_share - b.usual_share - (a.anomalous_share - a.usual_share) ||
        (a.service < b.service ? -1 : 1)
    );
}

/** Why there is nothing to compare; null where there is. */
export function mixMissing(rows: readonly ServiceRow[]): string | null {
  const anomalous = rows.reduce((sum, row) => sum + row.anomalous, 0);
  const events = rows.reduce((sum, row) => sum + row.events, 0);
  if (events === 0) return "Nothing in this selection.";
  if (anomalous === 0)
    return "Nothing in this selection is anomalous, so that nothing departs from what is usual.";
  return anomalous === events
    ? "Not measured: everything selected is anomalous, so that there is nothing usual to compare with. Choose all severities."
    : null;
}

/** "SMB draws 14.2% of what is anomalous and 4% of what is usual". */
export function mixFinding(rows: readonly MixRow[]): string {
  const [top] = rows;
  if (top === undefined) return "Targeted against usual";
  const times = top.usual_share > 0 ? top.anomalous_share / top.usual_share : 0;
  const ratio =
    times >= 1.5 && times < 1000
      ? `, ${times >= 10 ? Math.round(times) : times.toFixed(1)} times its usual share`
      : "";
  return `${visibleText(top.service)} is targeted beyond its use: ${formatShare(top.anomalous_share)} of what is anomalous, ${formatShare(top.usual_share)} of what is usual${ratio}`;
}

/** Services drawn: those whose shares differ most, either way; in the order given. */
export function mostDiffering(rows: readonly MixRow[], most: number): MixRow[] {
  const difference = ({usual_share, anomalous_share}: MixRow) => Math.abs(anomalous_share - usual_share);
  const kept = new Set([...rows].sort((a, b) => difference(b) - difference(a)).slice(0, most));
  return rows.filter(row => kept.has(row));
}
