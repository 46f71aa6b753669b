import {type Severity, severities} from "../../engine/event.js";

/** A severity by its name in a table; "none" where there is none, or one that is not known. */
export function toSeverity(name: string | null): Severity {
  return severities.find(severity => severity === name) ?? "none";
}
