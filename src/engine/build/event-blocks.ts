import {loginOutcome} from "../detect/login-outcome.js";
import {directionCodes, families} from "../features/event-block.js";
import {mostRows, type RowRange} from "./row-ranges.js";
import {service} from "./service.js";

/** Which family of models an event belongs to, as SQL over `staged`: an index into `families`. */
const family = `
  CASE
    WHEN dataset = 'iscx' OR event_type IN ('flow', 'netflow') THEN ${families.indexOf("flow")}
    WHEN dataset IN ('cowrie', 'dionaea') THEN ${families.indexOf("honeypot")}
    WHEN dataset = 'authlog' OR (dataset = 'textlog' AND starts_with(event_type, 'login.')) THEN ${families.indexOf("login")}
    ELSE ${families.indexOf("none")} END`;

const direction = Object.entries(directionCodes)
  .map(([name, code]) => `WHEN '${name}' THEN ${code}`)
  .join(" ");
/** NaN is "not measured" in a block. */
const number = (sql: string) => `coalesce((${sql})::DOUBLE, 'NaN'::DOUBLE)`;
const code = (sql: string) => `coalesce(${sql}, -1)::INTEGER`;
const dictionary = (column: string) => `(SELECT list(DISTINCT ${column} ORDER BY ${column}) FROM staged)`;

/**
 * What the columns of an `EventBlock` are, as SQL over `staged`, in an order that `readBlocks` relies on, and last
 * the number of what it reached for and whether the row may serve as benign reference. Rows come in the order of `staged`.
 */
export const blockColumns: Readonly<
  Record<string, {readonly sql: string; readonly type: "DOUBLE" | "INTEGER" | "UTINYINT"}>
> = {
  logged_time: {sql: number("epoch_ms(logged_time)"), type: "DOUBLE"},
  event_time: {sql: number("epoch_ms(event_time)"), type: "DOUBLE"},
  family: {sql: family, type: "UTINYINT"},
  source: {sql: code("source_id"), type: "INTEGER"},
  destination: {sql: code("destination_id"), type: "INTEGER"},
  user: {sql: code("users.id"), type: "INTEGER"},
  destination_port: {sql: number("destination_port"), type: "DOUBLE"},
  protocol: {sql: code(`list_position(${dictionary("protocol")}, protocol)`), type: "INTEGER"},
  app_protocol: {sql: code(`list_position(${dictionary("app_protocol")}, app_protocol)`), type: "INTEGER"},
  ...Object.fromEntries(
    ["duration", "bytes_sent", "bytes_received", "packets_sent", "packets_received"]
      .concat(["syn", "ack", "fin", "rst", "psh", "urg"].map(flag => `flag_${flag}`))
      .map(name => [name, {sql: number(name), type: "DOUBLE"} as const])
  ),
  outcome: {sql: number(loginOutcome), type: "DOUBLE"},
  status: {sql: number("http_status"), type: "DOUBLE"},
  response_time: {sql: number("response_time"), type: "DOUBLE"},
  direction: {sql: `CASE direction ${direction} ELSE 0 END`, type: "UTINYINT"},
  source_private: {sql: number("s.is_private"), type: "DOUBLE"},
  destination_private: {sql: number("d.is_private"), type: "DOUBLE"}
};

/** Creates `users` (username, id); run before `selectBlocks`. */
export const createUsers = `
  CREATE TABLE users AS
  SELECT username, (row_number() OVER (ORDER BY username) - 1)::INTEGER AS id
  FROM (SELECT DISTINCT username FROM staged WHERE username IS NOT NULL)
`;

/** Creates `applications` (name, id): what the staged events reached for, numbered by name; run before `selectBlocks`. */
export const createApplications = `
  CREATE TABLE applications AS
  SELECT name, (row_number() OVER (ORDER BY name) - 1)::INTEGER AS id
  FROM (SELECT DISTINCT ${service} AS name FROM staged)
`;

export const selectBlocks = ({from, to}: RowRange = {from: 0, to: mostRows}) => `
  SELECT ${Object.entries(blockColumns)
    .map(([name, {sql, type}]) => `(${sql})::${type} AS "${name}"`)
    .join(",\n    ")},
    applications.id AS application,
    (s.suspect IS NOT TRUE)::UTINYINT AS reference
  FROM staged
  LEFT JOIN places s ON s.id = source_id
  LEFT JOIN places d ON d.id = destination_id
  LEFT JOIN users ON users.username = staged.username
  JOIN applications ON applications.name = ${service}
  WHERE staged.rowid >= ${from} AND staged.rowid < ${to}
  ORDER BY staged.rowid
`;
