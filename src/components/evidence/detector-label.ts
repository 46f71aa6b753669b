/** Detectors that need no model of events, by the name that their evidence carries, in the order of the page. */
export const detectorLabel: Readonly<Record<string, string>> = {
  signature: "Sensor signature",
  honeypot: "Honeypot visit",
  login: "Login rule",
  sigma: "Sigma rule",
  payload: "Payload signature",
  indicator: "Indicator list",
  beacon: "Beacon",
  burst: "Burst",
  sequence: "Sequence"
};

const order = Object.keys(detectorLabel);

/** A detector that has no label yet is called by its own name. */
export const labelOf = (detector: string): string => detectorLabel[detector] ?? detector.replaceAll("_", " ");

/** Sorts detectors as the page names them; others come last. */
export function compareDetectors(a: string, b: string): number {
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return place(a) - place(b) || a.localeCompare(b, "en");
}
