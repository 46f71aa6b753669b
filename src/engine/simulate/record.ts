import type {AuthLine} from "./formats/auth.js";
import type {CowrieBody} from "./formats/cowrie.js";
import type {DionaeaBody} from "./formats/dionaea.js";
import type {IscxFlow} from "./formats/iscx.js";
import type {EveBody} from "./formats/suricata.js";

/** What the simulator knows and a log does not say. Absent on normal traffic. */
export interface Truth {
  readonly attack_type: AttackType;
  /** Which operation of the story it belongs to; null for the internet's background noise. */
  readonly campaign: string | null;
}

export const attackTypes = [
  "Brute Force",
  "Credential Stuffing",
  "Privilege Escalation",
  "Port Scan",
  "SQL Injection",
  "XSS",
  "DDoS",
  "Command and Control",
  "Lateral Movement",
  "Data Exfiltration",
  "DNS Anomaly",
  "VPN Anomaly",
  "Slow Attack",
  "Malware",
  "Reconnaissance"
] as const;
export type AttackType = (typeof attackTypes)[number];

/** One record as it will stand in one log: what it says, when it was written, and the truth about it. */
export type LogRecord = {
  /** When the sensor writes it, milliseconds in UTC; fractions are microseconds. The order within a file. */
  readonly time: number;
  readonly truth: Truth | null;
} & (
  | {readonly format: "suricata"; readonly body: EveBody}
  | {readonly format: "iscx"; readonly body: IscxFlow}
  | {readonly format: "cowrie"; readonly body: CowrieBody}
  | {readonly format: "dionaea"; readonly body: DionaeaBody}
  | {readonly format: "auth"; readonly body: AuthLine}
);

export type Format = LogRecord["format"];
export type Emit = (record: LogRecord) => void;
