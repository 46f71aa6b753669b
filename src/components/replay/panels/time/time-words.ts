import type {Frame} from "../../../../engine/replay/frame.js";
import type {Storyline} from "../../../../engine/replay/scene.js";
import {formatCount, formatPlural, formatSpan} from "../../../format.js";

/** What is looked back on, in words: "in the last hour", "so far". */
export function spanWords(span: number): string {
  return Number.isFinite(span) ? `in the last ${formatSpan(span).replace(/^1 (?=\w+$)/, "")}` : "so far";
}

const kinds = {
  all: ["event", "events"],
  suspicious: ["anomalous event", "anomalous events"],
  blocked: ["blocked event", "blocked events"]
} as const satisfies Record<Storyline, readonly [string, string]>;

/** "1,204 events in the last hour, 87 of them anomalous". */
export function eventsTitle({all, anomalous, span}: Frame, only: Storyline): string {
  const [one, many] = kinds[only];
  const title = `${formatPlural(all.events, one, many)} ${spanWords(span)}`;
  return only === "suspicious" || all.events === 0
    ? title
    : `${title}, ${formatCount(anomalous.events)} of them anomalous`;
}

/** "87 anomalous events in the last hour, by anomaly score". */
export function pointsTitle({anomalous, span}: Frame): string {
  return `${formatPlural(anomalous.events, "anomalous event")} ${spanWords(span)}, by anomaly score`;
}

/** What a slider over the tape says of where it stands. */
export function positionWords(position: number, length: number, when: string): string {
  return `${formatCount(position)} of ${formatPlural(length, "event")}, ${when}`;
}
