import {count, eventId, real, type Table, text, time} from "./column.js";
import {eventColumn} from "./events.js";

export const alerts: Table = {
  name: "alerts",
  about:
    "what deserves a look: the findings of one kind about one attacker within one hour, told by the strongest of them",
  key: ["alert_id"],
  columns: [
    text("alert_id", "hash of detector, finding, attacker and hour"),
    text("event_id", "the strongest event, the first of equals"),
    time("event_time", "when the strongest event happened"),
    time("first_time", "when the first event happened"),
    time("last_time", "when the last event happened"),
    count("event_count", "events that the alert stands for"),
    count("finding_alerts", "alerts in all of the data that share detector and finding"),
    ...["dataset", "event_type", "source_ip", "source_port", "destination_ip", "destination_port"].map(
      eventColumn
    ),
    ...["protocol", "app_protocol", "username", "attacker_ip", "action", "attack_type"].map(eventColumn),
    text("incident_id", "the incident that it is part of"),
    text(
      "detector",
      "isolation_forest or knn (models); signature (the sensor's own), honeypot, login, sigma, payload (rules); indicator; beacon, burst, sequence (patterns)"
    ),
    text("rule", "id of the rule, signature or list within the detector, where it has one"),
    text("finding", "what was found, in a few words"),
    text("reason", "why it is an alert, in a sentence"),
    text("technique", "ATT&CK technique where one applies"),
    real("anomaly_score", "of the strongest event, where it was scored"),
    real("forest_score", "the isolation forest's own, on the same scale"),
    text("severity", "low, medium, high or critical"),
    text("origin", "recorded, simulated or injected")
  ]
};

export const explanations: Table = {
  name: "explanations",
  about:
    "what made an alert's strongest event score as it does: of a forest what each feature added, of a rule its level; at least one row per alert",
  key: ["event_id", "detector", "feature"],
  columns: [
    eventId,
    text(
      "detector",
      "isolation_forest, or another model such as knn; or the alert's detector, where that is no model"
    ),
    text(
      "feature",
      "name of the feature; base: what no feature adds; of a rule 'rule' and its id where it has one"
    ),
    real("value", "the feature's value, null where not measured, which counts as 0"),
    real("usual", "the feature's median among benign events that reached for the same"),
    real(
      "contribution",
      "isolation_forest: shorter path length, which with the family's base adds up to minus the mean path length. knn: squared distance to the nearest benign events, which add up to the square of its score. rule: severity level from 1 to 4"
    ),
    real(
      "clearing",
      "the nearest value of the feature alone with which the event would not have been flagged"
    )
  ]
};
