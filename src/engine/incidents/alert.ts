/** An alert as incidents are made of it. Times are milliseconds in UTC. */
export interface IncidentAlert {
  readonly alertId: string;
  /** Who: an address, or an account on a host where the log names no address; "" when nothing is known. */
  readonly actor: string;
  /** Whether `actor` is an address of the campus, or an account on a host of it. */
  readonly internal: boolean;
  readonly detector: string;
  readonly finding: string;
  /** ATT&CK id; null when the detector names none. */
  readonly technique: string | null;
  /** Of a sensor's signature, its category. */
  readonly category: string | null;
  /** 1 low to 4 critical. */
  readonly level: number;
  readonly from: number;
  readonly to: number;
  /** Whom it was against: an address, or the host that a login log is of; null when not known. */
  readonly target: string | null;
  /** What was delivered or typed, by its hash, where it was seen. */
  readonly payload: string | null;
  /** Whether it was seen by a honeypot, or is about traffic to one. */
  readonly honeypot: boolean;
}
