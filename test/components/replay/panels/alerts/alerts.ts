import type {RecordedAlert} from "../../../../../src/engine/replay/recording.js";

let made = 0;

/** An alert of which only what is given matters. */
export function alertOf(given: Partial<RecordedAlert> = {}): RecordedAlert {
  return {
    alert_id: `alert-${++made}`,
    row: 0,
    time: 0,
    severity: "low",
    dataset: "iscx",
    detector: "sigma",
    rule: null,
    finding: "Something",
    reason: "Because.",
    technique: null,
    attacker_ip: null,
    source_ip: null,
    destination_ip: null,
    destination_port: null,
    username: null,
    service: "SSH",
    event_count: 1,
    incident_id: null,
    anomaly_score: null,
    origin: "recorded",
    ...given
  };
}
