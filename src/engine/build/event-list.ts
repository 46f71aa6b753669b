import {type Selection, whereClause} from "../selection.js";
import type {Query} from "../sql.js";
import {levelOfSeverity} from "./events.js";
import {service} from "./service.js";

/** An event as a list shows it. */
export interface ListedEvent {
  readonly event_id: string;
  readonly event_time: Date;
  readonly dataset: string;
  readonly event_type: string | null;
  readonly severity: string;
  readonly anomaly_score: number | null;
  readonly source_ip: string | null;
  readonly destination_ip: string | null;
  readonly destination_port: number | null;
  readonly service: string;
  readonly protocol: string | null;
  readonly username: string | null;
  readonly action: string | null;
  readonly attack_type: string | null;
}

export const eventOrders = ["newest", "oldest", "gravest"] as const;
export type EventOrder = (typeof eventOrders)[number];

const columns = `event_id, event_time, dataset, event_type, severity, anomaly_score, source_ip, destination_ip,
  destination_port, ${service} AS service, protocol, username, action, attack_type`;

/** Ids end the ties, so that no event stands on two pages or on none. */
const orderSql: Readonly<Record<EventOrder, string>> = {
  newest: "event_time DESC, event_id",
  oldest: "event_time, event_id",
  gravest: `${levelOfSeverity("severity")} DESC, anomaly_score DESC NULLS LAST, event_time DESC, event_id`
};

/** One page of the selected events. */
export function eventListQuery(
  selection: Selection,
  order: EventOrder,
  offset: number,
  limit: number
): Query {
  const where = whereClause(selection);
  return {
    sql: `
SELECT ${columns}
FROM events
WHERE ${where.sql}
ORDER BY ${orderSql[order]}
LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`,
    params: where.params
  };
}

/** The event of an id: one row, or none. */
export function eventQuery(eventId: string): Query {
  return {sql: `SELECT ${columns} FROM events WHERE event_id = ?`, params: [eventId]};
}
