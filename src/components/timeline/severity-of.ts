import {type Severity, severities} from "../../engine/event.js";

/** A severity as a table holds it; what is none of them counts as none. */
export function severityOf(text: string): Severity {
  return severities.find(severity => severity === text) ?? "none";
}
