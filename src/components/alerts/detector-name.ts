/** What found an alert, as a reader is told, by the alert's detector. */
export const detectorLabel: Readonly<Record<string, string>> = {
  isolation_forest: "isolation forest",
  knn: "nearest neighbours: its distance to the nearest benign events",
  signature: "the sensor's own signature",
  honeypot: "honeypot rule",
  login: "login rule",
  sigma: "Sigma rule",
  payload: "payload signature",
  indicator: "indicator list",
  beacon: "beacon search",
  burst: "burst search",
  sequence: "sequence model"
};

const scoring = new Set(["isolation_forest", "knn", "mahalanobis", "ecod", "one_class_svm", "combined"]);

/** Whether its severity comes from the event's anomaly score, rather than from a level of its own. */
export const isScored = (detector: string) => scoring.has(detector);
