import {acceptedLogins, failedLogins} from "../detect/login-outcome.js";
import type {BusinessHours} from "../features/context.js";
import {sqlLiteral} from "../sql.js";
import {details, events} from "../tables.js";
import {localTime} from "./local-time.js";
import {service} from "./service.js";

/** What rules need to know of the campus to speak of its hours and its country. */
export interface LogsOptions {
  /** IANA name. */
  readonly timeZone: string;
  readonly businessHours: BusinessHours;
  /** ISO 3166-1 alpha-2 of the home country; null when not said: then nothing is foreign. */
  readonly country: string | null;
  /** First and last time of the events, milliseconds in UTC. */
  readonly from: number;
  readonly to: number;
}

/** Columns of `logs` that come neither from `events` nor from `details`, with what they hold. */
export const derivedLogColumns = {
  source_country: "ISO 3166-1 alpha-2 of the source's country",
  destination_country: "ISO 3166-1 alpha-2 of the destination's country",
  foreign_source: "true where the source's country is known and is not the campus's",
  login: "of a login: accepted or failed",
  service: "what was reached for: application protocol, or the usual one of the port",
  local_time: "event_time on the campus's clock",
  business_hours: "true within the campus's business hours"
} as const;

const list = (texts: readonly string[]) => texts.map(text => sqlLiteral(text)).join(", ");

/**
 * Everything that a rule may ask of an event, as one relation: `seq` (the event's number in the one order), the columns of
 * `events` but its scores, those of `details`, and `derivedLogColumns`.
 */
function selectLogs(
  options: LogsOptions,
  source: {readonly columns: readonly string[]; readonly from: string}
) {
  const {timeZone, businessHours, country, from, to} = options;
  const {days, from: opens, to: closes} = businessHours;
  const foreign = country ? `source_country <> ${sqlLiteral(country)}` : "false";
  return `
    SELECT *,
      ${foreign} AS foreign_source,
      CASE WHEN event_type IN (${list(failedLogins)}) THEN 'failed'
        WHEN event_type IN (${list(acceptedLogins)}) THEN 'accepted' END AS login,
      ${service} AS service,
      ${localTime("event_time", timeZone, from, to)} AS local_time,
      ${days.length ? `(isodow(local_time) - 1) IN (${days.join(", ")})` : "false"}
        AND (epoch_ms(local_time) % 86400000) / 3600000 >= ${opens}
        AND (epoch_ms(local_time) % 86400000) / 3600000 < ${closes} AS business_hours
    FROM (SELECT ${source.columns.join(", ")} FROM ${source.from})`;
}

const scores = new Set(["anomaly_score", "severity"]);
const eventColumns = events.columns.map(c => c.name).filter(name => !scores.has(name));
const detailColumns = details.columns.map(c => c.name).filter(name => name !== "event_id");

/** Creates the view `logs` over `staged`, for loaders. */
export const createLogsOfStaged = (options: LogsOptions) =>
  `CREATE VIEW logs AS ${selectLogs(options, {
    columns: [
      "rowid::INTEGER AS seq",
      ...eventColumns,
      ...detailColumns,
      "source_country",
      "destination_country"
    ],
    from: "staged"
  })}`;

/** Creates the view `logs` over the published tables `events`, `details` and `sources`, for pages. */
export const createLogsOfPublished = (options: LogsOptions) =>
  `CREATE VIEW logs AS ${selectLogs(options, {
    columns: [
      "events.rowid::INTEGER AS seq",
      ...eventColumns.map(name => `events.${name}`),
      ...detailColumns.map(name => `details.${name}`),
      "s.country_code AS source_country",
      "d.country_code AS destination_country"
    ],
    from: `events LEFT JOIN details ON details.event_id = events.event_id
      LEFT JOIN sources s ON s.address = events.source_ip
      LEFT JOIN sources d ON d.address = events.destination_ip`
  })}`;
