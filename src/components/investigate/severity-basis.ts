import {severityOf} from "../../engine/detect/calibration/calibration.js";
import {detectorLabel, isScored} from "../alerts/detector-name.js";
import type {ListedEvent} from "./timeline-queries.js";

/** Logs of honeypots: nothing there is benign, so that no severity follows from a score. */
const honeypots: ReadonlySet<string> = new Set(["cowrie", "dionaea"]);

/** What gave an event its severity, the gravest of all that was said about it: "by score", "by Sigma rule"; empty without any. */
export function severityBasis({
  severity,
  anomaly_score,
  dataset,
  said_by
}: Pick<ListedEvent, "severity" | "anomaly_score" | "dataset" | "said_by">): string {
  if (severity === "none") return "";
  const detectors = said_by?.split(",") ?? [];
  const byScore =
    detectors.some(isScored) ||
    (anomaly_score !== null && !honeypots.has(dataset) && severityOf(anomaly_score) === severity);
  const names = detectors
    .filter(detector => !isScored(detector))
    .map(detector => (detectorLabel[detector] ?? detector).replace(/:.*$/, ""));
  const all = byScore ? ["score", ...names] : names;
  // Of sensors', login and honeypot rules only the strongest event of an hour is published with what was found.
  if (all.length === 0) return "by a rule or pattern";
  return `by ${all.length === 1 ? all[0] : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`}`;
}
