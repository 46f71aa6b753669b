import type {Frame} from "../../../../engine/replay/frame.js";
import {formatCount, formatShare} from "../../../format.js";

export const figures = [
  {id: "events", label: "Events"},
  {id: "anomalous", label: "Anomalous events"},
  {id: "blocked", label: "Blocked"},
  {id: "addresses", label: "Source addresses"},
  {id: "alerts", label: "Alerts"}
] as const;
export type FigureId = (typeof figures)[number]["id"];

/** A key figure at a moment. */
export interface FigureValue {
  /** Null: not measured. */
  readonly value: number | null;
  /** What it is a part of, or is made of, in words. */
  readonly note: string;
}

/**
 * The key figures of a frame.
 * @param isOutcomeMeasured whether it is known of any event at all, now or later, if it was blocked
 */
export function figureValues(
  {all, anomalous, addresses, alerts}: Frame,
  isOutcomeMeasured: boolean
): Readonly<Record<FigureId, FigureValue>> {
  const {critical, high} = alerts.bySeverity;
  return {
    events: {value: all.events, note: ""},
    anomalous: {value: anomalous.events, note: shareOf(anomalous.events, all.events, "of events")},
    blocked: {
      value: isOutcomeMeasured ? all.blocked : null,
      note: isOutcomeMeasured
        ? shareOf(all.blocked, all.allowed + all.blocked, "of known outcomes")
        : "no log says what became of an event"
    },
    addresses: {value: addresses, note: ""},
    alerts: {
      value: alerts.to - alerts.from,
      note: `${formatCount(critical)} critical, ${formatCount(high)} high`
    }
  };
}

function shareOf(part: number, whole: number, words: string): string {
  return whole === 0 ? "" : `${formatShare(part / whole)} ${words}`;
}
