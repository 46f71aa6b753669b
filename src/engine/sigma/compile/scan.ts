import type {EventSelection} from "./compile-event.js";
import {allOf} from "./predicate.js";

/** Where events are read from. */
export interface Relations {
  /** The relation that stands for `logs`. */
  readonly logs: string;
  /** Relations that hold the events of one log source and no others, by its condition over `logs`. */
  readonly parts: ReadonlyMap<string, string>;
}

/** `FROM ... WHERE ...` of the events that a rule matches. */
export function scan({logSource, predicate}: EventSelection, {logs, parts}: Relations): string {
  const part = parts.get(logSource.where);
  return part === undefined
    ? `FROM ${logs} WHERE ${allOf([`(${logSource.where})`, predicate])}`
    : `FROM ${part} WHERE ${predicate}`;
}
