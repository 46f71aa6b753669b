import {details, rawShardOf} from "../../engine/tables.js";
import type {Row} from "../workbench/arrow-rows.js";
import type {Workbench} from "../workbench/workbench.js";

/** The original record of an event, and where it stands. */
export interface OriginalLine {
  /** Path below the input directory. */
  readonly source_file: string;
  /** Number of the record in its file, from 1. */
  readonly record: number;
  readonly raw: string;
}

/** What was measured of an alert's event; null is not measured. */
export interface EventMeasures {
  readonly sensor: string | null;
  readonly direction: string | null;
  /** Seconds. */
  readonly duration: number | null;
  readonly bytes_sent: number | null;
  readonly bytes_received: number | null;
  readonly packets_sent: number | null;
  readonly packets_received: number | null;
  readonly flag_syn: boolean | null;
  readonly flag_ack: boolean | null;
  readonly flag_fin: boolean | null;
  readonly flag_rst: boolean | null;
  readonly flag_psh: boolean | null;
  readonly flag_urg: boolean | null;
  /** What the source itself calls the event. */
  readonly label: string | null;
}

/** What was measured of an event; null when it is not among the published ones. */
export async function readMeasures(workbench: Workbench, eventId: string): Promise<EventMeasures | null> {
  const {rows} = workbench.ask<EventMeasures>({
    sql: "SELECT * FROM event_measures WHERE event_id = ?",
    params: [eventId]
  });
  return (await rows)[0] ?? null;
}

/** What only some protocols have, of one event: the names and values that are known, in the order of the table. */
export async function readDetails(
  workbench: Workbench,
  eventId: string
): Promise<readonly {readonly name: string; readonly about: string; readonly value: string}[]> {
  const {rows} = workbench.ask<Row>({sql: "SELECT * FROM details WHERE event_id = ?", params: [eventId]});
  const [row = {}] = await rows;
  return details.columns.flatMap(({name, about}) => {
    const value = row[name];
    return name === "event_id" || value === null || value === undefined
      ? []
      : [{name, about, value: String(value)}];
  });
}

/** The original record of an event; null when there is none. Only the shard that holds it is fetched. */
export async function readOriginalLine(workbench: Workbench, eventId: string): Promise<OriginalLine | null> {
  const {rows} = workbench.ask<OriginalLine>({
    sql: `SELECT source_file, record, raw FROM raw_${rawShardOf(eventId)} WHERE event_id = ?`,
    params: [eventId]
  });
  return (await rows)[0] ?? null;
}
