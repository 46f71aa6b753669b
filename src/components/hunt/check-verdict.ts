import type {Severity} from "../../engine/event.js";
import {formatPlural} from "../format.js";

export interface CheckFacts {
  readonly isIndicator: boolean;
  readonly isListed: boolean;
  /** Why no list can name it; null where one can. */
  readonly refused: string | null;
  /** What the data say of it; null where it was never seen. */
  readonly seen: {
    readonly events: number;
    readonly alerts: number;
    /** Of the gravest alert; null without alerts. */
    readonly severity: Severity | null;
  } | null;
}

/** What lists say of an indicator and, where alerts tell of one that none names, that too: "on no list; 2,514 events, alerts up to critical". */
export function checkVerdict({isIndicator, isListed, refused, seen}: CheckFacts): string {
  if (isListed) return "on a list";
  if (!isIndicator) return "no indicator";
  const lists = refused === null ? "on no list" : `never listed: ${refused}`;
  if (seen === null || seen.alerts === 0) return lists;
  return `${lists}; ${formatPlural(seen.events, "event")}, alerts up to ${seen.severity}`;
}
