import {formatPlural, formatSpan} from "../../../format.js";
import {formatTime} from "../../../time-zone.js";
import type {DetectorReaction, Reaction} from "./reaction-at.js";

/** What detectors are called in a table, by their names in alerts. */
const names: Readonly<Record<string, string>> = {
  isolation_forest: "Isolation forest",
  knn: "Nearest neighbours",
  signature: "Sensor's signatures",
  honeypot: "Honeypot rules",
  login: "Login rules",
  sigma: "Sigma rules",
  payload: "Payload signatures",
  indicator: "Indicator lists",
  beacon: "Beacon search",
  burst: "Burst search",
  sequence: "Sequence model"
};

export const detectorName = (detector: string): string => names[detector] ?? detector;

/** "5 of 9 detectors noticed it, the first after 12 seconds" */
export function reactionTitle({detectors, noticed, state, attack}: Reaction, timeZone: string): string {
  const of = `of ${formatPlural(detectors.length, "detector")}`;
  if (state === "to come") return "The injected attack is yet to come";
  if (noticed === 0) return state === "over" ? `None ${of} noticed it` : `None ${of} has noticed it yet`;
  const first = detectors[0];
  const when =
    first?.after != null
      ? `, the first ${afterWords(first.after)}`
      : first?.first != null
        ? `, the first at ${formatTime(first.first, timeZone, true)}`
        : "";
  return `${noticed} ${of} noticed ${attack === null ? "the attack" : "it"}${when}`;
}

/** "after 12 seconds"; what a sensor logs when it is over may have begun at once. */
export function afterWords(milliseconds: number): string {
  return milliseconds < 1000 ? "at once" : `after ${formatSpan(milliseconds)}`;
}

/** What stands in place of the first alert of a detector that has said nothing. */
export const silentWords = (state: Reaction["state"]): string =>
  state === "over" ? "silent" : state === "under way" ? "silent so far" : "";

/** When a detector's first alert came, in the words of its row. */
export function firstWords({first, after}: DetectorReaction, timeZone: string): string {
  if (after !== null) return afterWords(after);
  return first === null ? "" : formatTime(first, timeZone, true);
}
