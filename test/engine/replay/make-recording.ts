import {type Dataset, datasets, type Severity, severities} from "../../../src/engine/event.js";
import {actions, createColumns, type ReplayColumns} from "../../../src/engine/replay/columns.js";
import type {RecordedAlert, RecordedBurst, Recording} from "../../../src/engine/replay/recording.js";
import type {ShellLine, ShellSession} from "../../../src/engine/replay/shell.js";

/** The first event's time where none is given: 2 March 2026, 00:00 UTC. */
export const start = Date.UTC(2026, 2, 2);

/** An event as a test writes it; what is left out is as in `makeRecording`. */
export interface PlainEvent {
  /** Milliseconds in UTC. @default a second after the one before; `start` for the first */
  readonly time?: number;
  /** Place in the table; ascending. @default its place in the list */
  readonly row?: number;
  /** @default none */
  readonly source?: string | null;
  /** @default "suricata" */
  readonly dataset?: Dataset;
  /** @default "none" */
  readonly severity?: Severity;
  /** @default "unknown" */
  readonly action?: (typeof actions)[number];
  /** @default none */
  readonly port?: number | null;
  /** @default "TCP" */
  readonly protocol?: string;
  /** @default "other" */
  readonly service?: string;
  /** @default not scored */
  readonly score?: number | null;
}

export interface PlainRecording {
  readonly events?: readonly PlainEvent[];
  /** Each appears with the event at its `row`. @default none */
  readonly alerts?: readonly (Partial<RecordedAlert> & {readonly row: number})[];
  readonly bursts?: readonly Partial<RecordedBurst>[];
  readonly sessions?: readonly PlainSession[];
  /** Country codes, or "campus", by address. @default no place */
  readonly places?: Readonly<Record<string, string>>;
}

export interface PlainSession extends Partial<Omit<ShellSession, "lines">> {
  readonly lines: readonly (Partial<ShellLine> & {readonly row: number})[];
}

/** A recording of events, alerts, bursts and sessions of which only what matters is given. */
export function makeRecording({
  events = [],
  alerts = [],
  bursts = [],
  sessions = [],
  places = {}
}: PlainRecording): Recording {
  const columns = makeColumns(events, places);
  const timeOf = (row: number) => columns.times[columns.rows.indexOf(row)] ?? start;
  return {
    columns,
    alerts: alerts
      .map((alert, index) => makeAlert({alert_id: `alert-${index}`, time: timeOf(alert.row), ...alert}))
      .sort((a, b) => a.row - b.row),
    bursts: bursts
      .map((burst, index) => makeBurst({burst_id: `burst-${index}`, ...burst}))
      .sort((a, b) => a.from - b.from),
    sessions: sessions.map((session, index) => ({
      session: session.session ?? `session-${index}`,
      sensor: session.sensor ?? null,
      source_ip: session.source_ip ?? null,
      lines: session.lines.map(line => ({
        time: timeOf(line.row),
        kind: "command" as const,
        text: "uname -a",
        ...line
      }))
    }))
  };
}

export function makeAlert(alert: Partial<RecordedAlert>): RecordedAlert {
  return {
    alert_id: "alert",
    row: 0,
    time: start,
    severity: "high",
    dataset: "suricata",
    detector: "rules",
    rule: null,
    finding: "Something unusual",
    reason: "It was unusual.",
    technique: null,
    attacker_ip: alert.source_ip ?? null,
    source_ip: null,
    destination_ip: null,
    destination_port: null,
    username: null,
    service: "other",
    event_count: 1,
    incident_id: null,
    anomaly_score: null,
    origin: "recorded",
    ...alert
  };
}

export function makeBurst(burst: Partial<RecordedBurst>): RecordedBurst {
  const from = burst.from ?? start;
  return {
    burst_id: "burst",
    dataset: "suricata",
    to: from + 600_000,
    events: 1000,
    expected: 10,
    strength: 20,
    top_source: null,
    ...burst,
    from
  };
}

function makeColumns(
  events: readonly PlainEvent[],
  places: NonNullable<PlainRecording["places"]>
): ReplayColumns {
  const addresses = namesOf([...events.map(({source}) => source ?? null), ...Object.keys(places)]);
  const protocols = namesOf(events.map(({protocol = "TCP"}) => protocol));
  const services = namesOf(events.map(({service = "other"}) => service));
  const columns = createColumns(events.length);
  let time = start - 1000;
  for (const [i, event] of events.entries()) {
    time = event.time ?? time + 1000;
    columns.times[i] = time;
    columns.rows[i] = event.row ?? i;
    columns.sources[i] = addresses.indexOf(event.source ?? "");
    columns.datasets[i] = datasets.indexOf(event.dataset ?? "suricata");
    columns.severities[i] = severities.indexOf(event.severity ?? "none");
    columns.actions[i] = actions.indexOf(event.action ?? "unknown");
    columns.ports[i] = event.port ?? -1;
    columns.protocols[i] = protocols.indexOf(event.protocol ?? "TCP");
    columns.services[i] = services.indexOf(event.service ?? "other");
    columns.scores[i] = event.score ?? Number.NaN;
  }
  return {
    ...columns,
    names: {addresses, places: addresses.map(address => places[address] ?? null), protocols, services}
  };
}

/** Distinct names in the order of their letters, as a database numbers them. */
function namesOf(names: readonly (string | null)[]): string[] {
  return [...new Set(names.filter(name => name !== null))].sort();
}
