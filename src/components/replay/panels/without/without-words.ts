import type {Storyline} from "../../../../engine/replay/scene.js";
import type {Difference} from "../../../../engine/replay/what-if.js";
import {formatCount, formatPlural} from "../../../format.js";
import {countAlerts} from "../alerts/alert-words.js";

/** What a storyline tells of, as a sentence; null where it is everything. */
export function storylineWords(only: Storyline): string | null {
  if (only === "all") return null;
  return only === "suspicious"
    ? "Only suspicious events are told of: those of some severity, with the alerts and lines that came with them."
    : "Only blocked events are told of: those that a sensor or a server turned away, with the alerts and lines that came with them.";
}

/** "Without 2 sources, 1,204 events and 31 alerts so far would not have happened." */
export function withoutTitle(
  sources: number,
  {events, alerts}: Pick<Difference, "events" | "alerts">
): string {
  const count = countAlerts(alerts);
  const who = sources === 1 ? "Without this source" : `Without these ${formatCount(sources)} sources`;
  if (events + count === 0) return `${who}, nothing would be missing so far`;
  const what = [
    ...(events > 0 ? [formatPlural(events, "event")] : []),
    ...(count > 0 ? [formatPlural(count, "alert")] : [])
  ];
  return `${who}, ${what.join(" and ")} so far would not have happened`;
}

/** What a storyline leaves out, up to the moment. */
export function storylineTitle(
  only: Exclude<Storyline, "all">,
  {events, alerts}: Pick<Difference, "events" | "alerts">
): string {
  const name = only === "suspicious" ? "Suspicious" : "Blocked";
  return `${name} events only: ${formatPlural(events, "other event")} and ${formatPlural(countAlerts(alerts), "alert")} so far are left out`;
}

/** What such an answer does not tell. */
export const honestWords =
  "Only what these sources did themselves is left out, over all of the recording and not just from now on. What others did with what they gained stays, and whoever worked with them under another address is not known here.";
