import type {ValueKind} from "./matcher.js";

/** A field of `logs` that is compared with lists. */
export interface MatchedField {
  readonly field: string;
  readonly holds: ValueKind;
  /** SQL over `logs` for its value; NULL where there is nothing to compare. */
  readonly value: string;
}

const hasPort = "regexp_matches(http_host, ':[0-9]+$')";
/** The port asked for, which a host header often leaves out. Of a file that came, the destination is who asked. */
const port = `CASE WHEN ${hasPort} OR event_type = 'fileinfo' OR coalesce(destination_port IN (80, 443), true) THEN ''
    ELSE ':' || destination_port END`;
/** A honeypot logs whole URLs, a sensor the host and the path. */
const url = `CASE WHEN regexp_matches(http_url, '^[A-Za-z][A-Za-z0-9+.-]*://') THEN http_url
    WHEN http_host IS NOT NULL AND starts_with(http_url, '/') THEN 'http://' || http_host || ${port} || http_url END`;

const plain = (field: string, holds: ValueKind): MatchedField => ({field, holds, value: field});

/** In order: of several hits of one list on one event the first of the highest level is told. */
export const matchedFields: readonly MatchedField[] = [
  {field: "http_url", holds: "url", value: url},
  plain("file_hash", "hash"),
  plain("dns_query", "host"),
  plain("tls_sni", "host"),
  plain("http_host", "host"),
  plain("destination_ip", "host"),
  plain("source_ip", "address"),
  plain("ja3", "ja3"),
  plain("hassh", "hassh")
];

/** Every different value of a field, in order. */
export const selectValues = ({value}: MatchedField): string =>
  `SELECT DISTINCT ${value} AS value FROM logs WHERE ${value} IS NOT NULL ORDER BY value`;
