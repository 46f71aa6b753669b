import {hostOf} from "../indicators/normalise.js";
import type {Term} from "./term.js";

/** A field that a term is looked for in. */
export interface FieldTest {
  /** The column, named as in `events` and `details`. */
  readonly field: string;
  /** Where the column is: `hunted_events` holds what of `events` is fetched for hunts only. */
  readonly table: "events" | "details" | "hunted_events";
  /** A condition over that table. */
  readonly sql: string;
  /** One per `?`, in order. */
  readonly params: readonly string[];
}

/** SQL with its values. */
export interface Condition {
  readonly sql: string;
  readonly params: readonly string[];
}

/** Text of logs that mentions other things: what is searched for a command, a host or a hash in passing. */
const mentions = ["command", "payload", "http_url", "message"] as const;
/** All that free text is looked for in. */
const texts = [
  ...["command", "payload", "http_url", "http_host", "http_user_agent", "message", "dns_query"],
  ...["tls_sni", "file_name", "file_hash", "signature_category"]
] as const;

function test(table: FieldTest["table"], field: string, sql: string, value: string): FieldTest {
  return {field, table, sql, params: Array<string>(sql.split("?").length - 1).fill(value)};
}

/** Literally and whatever the case: no sign of the term means anything but itself. */
const contains = (column: string) => `contains(lower(${column}), lower(?))`;
const equals = (column: string) => `lower(${column}) = lower(?)`;
const inDomain = (host: string) => `(${host} = ? OR ends_with(${host}, '.' || ?))`;

/** What makes a pattern of a host's name or address, which consist of letters, digits, hyphens, dots and colons alone. */
const literally = (value: string) => value.replace(/[^a-z0-9]/g, sign => `\\${sign}`);
/** An address that stands by itself in a text: not as the end or the beginning of a longer one. */
const addressPattern = (value: string) =>
  value.includes(":")
    ? `(^|[^0-9a-f:])${literally(value)}($|[^0-9a-f:])`
    : `(^|[^0-9.])${literally(value)}($|[^0-9.]|\\.($|[^0-9]))`;
/** A domain, or one below it, that stands by itself in a text. */
const domainPattern = (value: string) =>
  `(^|[^a-z0-9_-])${literally(value)}($|[^a-z0-9_.-]|\\.($|[^a-z0-9]))`;

const matchesIn = (fields: readonly string[], pattern: string) =>
  fields.map(field => test("details", field, `regexp_matches(lower(${field}), ?)`, pattern));

const hostHeader = "split_part(lower(http_host), ':', 1)";

function addressTests(value: string): FieldTest[] {
  return [
    ...["source_ip", "destination_ip", "attacker_ip"].map(field =>
      test("events", field, `${field} = ?`, value)
    ),
    ...matchesIn(["command", "payload", "http_url", "http_host", "dns_query"], addressPattern(value))
  ];
}

function domainTests(value: string): FieldTest[] {
  return [
    test("events", "destination_ip", inDomain("lower(destination_ip)"), value),
    test("details", "dns_query", inDomain("rtrim(lower(dns_query), '.')"), value),
    test("details", "tls_sni", inDomain("lower(tls_sni)"), value),
    test("details", "http_host", inDomain(hostHeader), value),
    ...matchesIn(mentions, domainPattern(value))
  ];
}

/** A URL's value has no scheme. One of a host alone is asked for as a domain or an address by whoever hunts. */
function urlTests(value: string): FieldTest[] {
  const slash = value.indexOf("/");
  const [host, path] = [value.slice(0, slash), value.slice(slash)];
  const bare = path === "/" ? host : value;
  return [
    {
      field: "http_url",
      table: "details",
      sql: `(contains(lower(http_url), lower(?)) OR (lower(http_host) IN (?, ?) AND http_url = ?))`,
      // A host header may leave the port out.
      params: [`://${bare}`, host, hostOf(host), path]
    },
    ...["command", "payload", "message"].map(field => test("details", field, contains(field), bare))
  ];
}

function hashTests(value: string): FieldTest[] {
  const columns = value.length === 32 ? ["file_hash", "ja3", "hassh"] : ["file_hash"];
  return [
    ...columns.map(field => test("details", field, equals(field), value)),
    ...[...mentions, "file_name"].map(field => test("details", field, contains(field), value))
  ];
}

/** The members of a network come as one text, divided by spaces, since nobody knows how many there are. */
function networkTests(members: readonly string[]): FieldTest[] {
  return ["source_ip", "destination_ip", "attacker_ip"].map(field =>
    test("events", field, `${field} IN (SELECT unnest(string_split(?, ' ')))`, members.join(" "))
  );
}

/**
 * Where a term is looked for, and how.
 * @param members of a network: the addresses in the data that it holds
 */
export function fieldTests(
  {type, value}: Pick<Term, "type" | "value">,
  members: readonly string[] = []
): FieldTest[] {
  switch (type) {
    case "address":
      return addressTests(value);
    case "network":
      return networkTests(members);
    case "domain":
      return domainTests(value);
    case "url":
      return urlTests(value);
    case "hash":
      return hashTests(value);
    case "ja3":
    case "hassh":
      return [test("details", type, equals(type), value)];
    case "port":
      return [test("events", "destination_port", "destination_port = ?::INTEGER", value)];
    case "user":
      return [test("events", "username", equals("username"), value)];
    case "command":
      return ["command", "payload", "message"].map(field => test("details", field, contains(field), value));
    case "text":
      return [
        ...["username", "destination_ip", "event_type", "attack_type"].map(field =>
          test("events", field, contains(field), value)
        ),
        test("hunted_events", "signature", contains("signature"), value),
        ...texts.map(field => test("details", field, contains(field), value))
      ];
  }
}

/** Which events have a term in any of the fields, as a condition over `events`. */
export function eventCondition(tests: readonly FieldTest[]): Condition {
  const own = tests.filter(({table}) => table === "events");
  const parts = own.map(({sql}) => sql);
  const params = own.flatMap(part => part.params);
  for (const table of ["details", "hunted_events"] as const) {
    const others = tests.filter(part => part.table === table);
    if (others.length === 0) continue;
    parts.push(
      `event_id IN (SELECT event_id FROM ${table} WHERE ${others.map(({sql}) => sql).join(" OR ")})`
    );
    params.push(...others.flatMap(part => part.params));
  }
  return {sql: parts.length === 0 ? "false" : `(${parts.join(" OR ")})`, params};
}
