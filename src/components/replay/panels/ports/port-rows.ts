import type {Frame} from "../../../../engine/replay/frame.js";
import {formatShare} from "../../../format.js";
import {visibleText} from "../../../log-text.js";
import {spanWords} from "../span-words.js";

/** A row of a ranking. */
export interface PortRow {
  readonly name: string;
  readonly events: number;
  readonly anomalous: number;
  /** Of all events in the frame, 0 to 1. */
  readonly share: number;
  readonly anomalousShare: number;
}

/** What a frame's services, ports or protocols are, the busiest first: those of one kind that share a rank keep their order. */
export function rankRows(
  groups: Frame["services"] | Frame["ports"],
  {all}: Pick<Frame, "all">,
  count: number
): PortRow[] {
  return groups.slice(0, count).map(group => ({
    name: portName(group.name),
    events: group.all.events,
    anomalous: group.anomalous.events,
    share: group.all.events / all.events,
    anomalousShare: group.anomalous.events / all.events
  }));
}

/** A service's name, or a port's number; null stands for all rarer ports, and for events without one. */
export function portName(name: string | number | null): string {
  return name === null ? "other or none" : visibleText(String(name));
}

/** What the services say: "SSH takes 62% of events in the last hour". */
export function portFinding({all, services, span}: Pick<Frame, "all" | "services" | "span">): string {
  const [first, second] = services;
  if (first === undefined) return `No event ${Number.isFinite(span) ? spanWords(span) : "yet"}`;
  const when = spanWords(span);
  const share = formatShare(first.all.events / all.events);
  // "other" is what no name is known for.
  if (first.name === "other") return `${share} of events ${when} are of no known service`;
  const name = visibleText(first.name);
  return second === undefined ? `All events ${when} are ${name}` : `${name} takes ${share} of events ${when}`;
}
