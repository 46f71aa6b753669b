import {details, events, sources, type Table} from "../tables.js";
import {type RowRange, wholeRange} from "./row-ranges.js";

const only = (table: Table, names: readonly string[]): Table => ({
  ...table,
  columns: table.columns.filter(({name}) => names.includes(name))
});

/** What `createStagedOfPublished` reads of the published tables: all that the rows of models are made of, and what names and judges an event. */
export const stagedTables: readonly Table[] = [
  only(events, [
    ...["event_id", "event_time", "logged_time", "dataset", "event_type", "source_ip", "destination_ip"],
    ...[
      "destination_port",
      "protocol",
      "app_protocol",
      "direction",
      "duration",
      "bytes_sent",
      "bytes_received"
    ],
    ...[
      "packets_sent",
      "packets_received",
      "flag_syn",
      "flag_ack",
      "flag_fin",
      "flag_rst",
      "flag_psh",
      "flag_urg"
    ],
    ...["attacker_ip", "username", "label", "anomaly_score", "severity"]
  ]),
  only(details, ["event_id", "http_status", "response_time"]),
  only(sources, ["address", "is_private", "suspect"])
];

/**
 * Create `places` and `staged` from the published tables `events`, `details` and `sources` (the columns of `stagedTables`), such that
 * `createUsers`, `createApplications` and `selectBlocks` give what they gave when the tables were made: addresses have the
 * same numbers, and events are in the same order, that of the rows of `events`.
 * @param ranges of rows that are made one after the other; all at once where nothing is said
 */
export function createStagedOfPublished(ranges: readonly RowRange[] = wholeRange): readonly string[] {
  return [
    createPlaces,
    ...ranges.map(
      (range, i) => `${i === 0 ? "CREATE TABLE staged AS" : "INSERT INTO staged"} ${selectStaged(range)}`
    )
  ];
}

const createPlaces = `
  CREATE TABLE places AS
  SELECT (row_number() OVER (ORDER BY address) - 1)::INTEGER AS id, address, is_private, suspect FROM sources
`;

const selectStaged = ({from, to}: RowRange) => `
  SELECT events.*, details.http_status, details.response_time, s.id AS source_id, d.id AS destination_id
  FROM events
  LEFT JOIN details ON details.event_id = events.event_id
  LEFT JOIN places s ON s.address = events.source_ip
  LEFT JOIN places d ON d.address = events.destination_ip
  WHERE events.rowid >= ${from} AND events.rowid < ${to}
  ORDER BY events.rowid
`;
