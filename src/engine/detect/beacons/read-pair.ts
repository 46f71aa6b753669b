import type {Pair, Recording} from "./pair.js";

export type Row = Readonly<Record<string, unknown>>;

/** A row of `selectPairs` as a pair. */
export function readPair(row: Row): Pair {
  return {
    id: String(row.pair_id),
    dataset: String(row.dataset),
    source: String(row.source_ip),
    destination: String(row.destination),
    kind: row.kind === "name" ? "name" : "address",
    address: String(row.destination_ip),
    port: row.destination_port === null ? null : Number(row.destination_port),
    ports: String(row.ports).split(" "),
    protocol: row.protocol === null ? null : String(row.protocol),
    appProtocol: row.app_protocol === null ? null : String(row.app_protocol),
    times: Float64Array.from(String(row.times).split(" "), Number),
    // "-" stands for what the log does not say, and is no number.
    sizes: Float64Array.from(String(row.sizes).split(" "), Number),
    callers: Number(row.callers),
    firstSeen: Number(row.first_seen),
    portCallers: Number(row.port_callers)
  };
}

/** Rows of `selectRecordings`, by dataset. */
export function readRecordings(rows: readonly Row[]): Map<string, Recording> {
  const recordings = new Map<string, Recording>();
  for (const row of rows) {
    const dataset = String(row.dataset);
    const segment = {from: Number(row.from), to: Number(row.to)};
    recordings.set(dataset, {
      segments: [...(recordings.get(dataset)?.segments ?? []), segment],
      hosts: Number(row.hosts),
      resolution: Number(row.resolution)
    });
  }
  return recordings;
}
