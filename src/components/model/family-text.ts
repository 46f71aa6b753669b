import type {Dataset} from "../../engine/event.js";
import {type ModelFamily, modelFamilies} from "../../engine/features/event-block.js";
import type {PublishedFamily} from "../../engine/published.js";
import {visibleText} from "../log-text.js";

export const familyLabel: Readonly<Record<ModelFamily, string>> = {
  flow: "Flows",
  honeypot: "Honeypot sessions",
  login: "Logins"
};

/** What a family's events are called in the middle of a sentence. */
export const familyEvents: Readonly<Record<ModelFamily, string>> = {
  flow: "flows",
  honeypot: "honeypot events",
  login: "login events"
};

/** What charts of a family compare with, in the middle of a sentence: "benign flows"; all its events where none is known to be benign. */
export function comparedEvents(family: PublishedFamily | undefined): string {
  if (family === undefined) return "events";
  const events = familyEvents[family.family];
  return family.references > 0 ? `benign ${events}` : events;
}

/** The family whose model scores an event; null where none does (a sensor's alert, a TLS handshake). */
export function familyOf(dataset: Dataset, eventType: string): ModelFamily | null {
  if (dataset === "cowrie" || dataset === "dionaea") return "honeypot";
  if (dataset === "authlog" || (dataset === "textlog" && eventType.startsWith("login."))) return "login";
  return dataset === "iscx" || eventType === "flow" || eventType === "netflow" ? "flow" : null;
}

export function isModelFamily(name: string): name is ModelFamily {
  return modelFamilies.some(family => family === name);
}

/** Events of a family that reached for the same: "SSH flows", "flows of no known service". Names of groups come from logs. */
export function groupEvents(family: ModelFamily, group: string): string {
  if (group === "other") return `${familyEvents[family]} of no known service`;
  return `${visibleText(group)} ${familyEvents[family]}`;
}
