import type {Dataset, Severity} from "../event.js";
import type {ReplayColumns} from "./columns.js";
import type {ShellSession} from "./shell.js";

/**
 * All that a replay shows, in memory: nothing is asked for while it plays, so that it plays the same on a page and in a file of its own.
 */
export interface Recording {
  readonly columns: ReplayColumns;
  /** In order of `row`, then of `alert_id`. Those whose event is not among the columns are passed over. */
  readonly alerts: readonly RecordedAlert[];
  /** In order of their beginning. */
  readonly bursts: readonly RecordedBurst[];
  /** In order of their first line. */
  readonly sessions: readonly ShellSession[];
}

/** An alert, which appears when its strongest event is played. */
export interface RecordedAlert {
  readonly alert_id: string;
  /** Place of its strongest event in the table `events`. */
  readonly row: number;
  /** When that happened, milliseconds in UTC. */
  readonly time: number;
  readonly severity: Severity;
  readonly dataset: Dataset;
  readonly detector: string;
  readonly rule: string | null;
  /** In a few words; may hold what attackers wrote. */
  readonly finding: string;
  /** In a sentence; may hold what attackers wrote. */
  readonly reason: string;
  /** ATT&CK technique. */
  readonly technique: string | null;
  readonly attacker_ip: string | null;
  readonly source_ip: string | null;
  readonly destination_ip: string | null;
  readonly destination_port: number | null;
  readonly username: string | null;
  /** As `engine/build/service.ts` names it. */
  readonly service: string;
  /** Events that it stands for. */
  readonly event_count: number;
  readonly incident_id: string | null;
  readonly anomaly_score: number | null;
  readonly origin: "recorded" | "simulated" | "injected";
}

/** A stretch with far more events of a dataset than the hours of the day explain. */
export interface RecordedBurst {
  readonly burst_id: string;
  readonly dataset: Dataset;
  /** Milliseconds in UTC, half-open. */
  readonly from: number;
  readonly to: number;
  readonly events: number;
  readonly expected: number;
  /** -log10 of the chance of its most surprising minutes. */
  readonly strength: number;
  readonly top_source: string | null;
}
