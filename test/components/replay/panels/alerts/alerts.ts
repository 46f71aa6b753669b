import type {RecordedAlert} from "../../../../../src/engine/replay/recording.js";
import {makeAlert} from "../../../../engine/replay/make-recording.js";

let made = 0;

/** An alert of which only what is given matters. */
export function alertOf(given: Partial<RecordedAlert> = {}): RecordedAlert {
  return makeAlert({
    alert_id: `alert-${++made}`,
    ...{time: 0, severity: "low", dataset: "iscx", detector: "sigma", service: "SSH", attacker_ip: null},
    ...{finding: "Something", reason: "Because."},
    ...given
  });
}
