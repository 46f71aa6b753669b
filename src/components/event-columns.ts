import type {TableColumn} from "./data-table.js";
import {emptyCell} from "./empty-cell.js";
import type {MaskedSite} from "./mask.js";
import {valueButton} from "./values/value.js";

/** As much of an event as columns of every list of events show. */
export interface EventCells {
  readonly source_ip: string | null;
  readonly destination_ip: string | null;
  readonly destination_port: number | null;
  readonly username: string | null;
  readonly action: string | null;
  readonly anomaly_score: number | null;
}

/** Source, destination and port. */
export function endpointColumns<R extends EventCells>(site: MaskedSite): readonly TableColumn<R>[] {
  return [
    {
      key: "source",
      label: "Source",
      cell: row => (row.source_ip === null ? emptyCell() : valueButton("address", row.source_ip, {site}))
    },
    {
      key: "destination",
      label: "Destination",
      cell: row =>
        row.destination_ip === null
          ? emptyCell()
          : valueButton("destination", row.destination_ip, {site, limit: 40})
    },
    {
      key: "port",
      label: "Port",
      numeric: true,
      cell: row => (row.destination_port === null ? emptyCell() : valueButton("port", row.destination_port)),
      value: row => row.destination_port
    }
  ];
}

/** User, action and score. */
export function deedColumns<R extends EventCells>(): readonly TableColumn<R>[] {
  return [
    {
      key: "user",
      label: "User",
      cell: row =>
        row.username === null ? emptyCell("not logged") : valueButton("user", row.username, {limit: 24})
    },
    {key: "action", label: "Action", cell: row => row.action ?? emptyCell("not recorded")},
    {
      key: "score",
      label: "Score",
      numeric: true,
      cell: row => (row.anomaly_score === null ? emptyCell("not scored") : row.anomaly_score.toFixed(2)),
      value: row => row.anomaly_score
    }
  ];
}
