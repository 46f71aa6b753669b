/** DuckDB types of published columns. Times are milliseconds in UTC. */
export type SqlType = "VARCHAR" | "INTEGER" | "BIGINT" | "DOUBLE" | "BOOLEAN" | "TIMESTAMP_MS";

export interface Column {
  readonly name: string;
  readonly type: SqlType;
  /** What it holds, in one sentence, with its unit. */
  readonly about: string;
}

export interface Table {
  readonly name: string;
  readonly about: string;
  /** Columns that together name a row. */
  readonly key: readonly string[];
  readonly columns: readonly Column[];
  /** True of a table that is published for its columns' sake and that nothing fills yet. @default false */
  readonly unfilled?: boolean;
}

const text = (name: string, about: string): Column => ({name, type: "VARCHAR", about});
const integer = (name: string, about: string): Column => ({name, type: "INTEGER", about});
const count = (name: string, about: string): Column => ({name, type: "BIGINT", about});
const real = (name: string, about: string): Column => ({name, type: "DOUBLE", about});
const flag = (name: string, about: string): Column => ({name, type: "BOOLEAN", about});
const time = (name: string, about: string): Column => ({name, type: "TIMESTAMP_MS", about});

const eventId = text(
  "event_id",
  "first 64 bits of a hash of the file's content and the record's number, in hexadecimal"
);

/** The unified event, as `engine/event.ts` documents it, scored. */
export const events: Table = {
  name: "events",
  about: "one row per event, in the order the events were logged",
  key: ["event_id"],
  columns: [
    eventId,
    time("event_time", "when it happened; of a flow, when it started"),
    text("dataset", "iscx, cowrie, dionaea, suricata or authlog"),
    text("event_type", "the source's own name of what happened"),
    text("source_ip", "who began it"),
    integer("source_port", "0 to 65535"),
    text("destination_ip", "whom it was meant for: an address, or a host name where the source logs one"),
    integer("destination_port", "0 to 65535"),
    text("protocol", "transport protocol, upper case"),
    text("app_protocol", "application protocol, upper case"),
    text("direction", "inbound, outbound, internal or unknown, seen from the campus"),
    real("duration", "seconds"),
    count("bytes_sent", "bytes from source to destination"),
    count("bytes_received", "bytes from destination to source"),
    count("packets_sent", "packets from source to destination"),
    count("packets_received", "packets from destination to source"),
    flag("flag_syn", "TCP SYN seen"),
    flag("flag_ack", "TCP ACK seen"),
    flag("flag_fin", "TCP FIN seen"),
    flag("flag_rst", "TCP RST seen"),
    flag("flag_psh", "TCP PSH seen"),
    flag("flag_urg", "TCP URG seen"),
    text("action", "allowed or blocked, where recorded or inferred"),
    flag("action_inferred", "true where the action was inferred from what happened"),
    text("attacker_ip", "the party a finding about this event is about"),
    text("signature", "what the sensor's own rule called it"),
    text("username", "the account that was used or tried"),
    text("session", "the source's own session or flow id"),
    text("label", "Normal or Attack where the source says so"),
    text("attack_type", "kind of attack where the source says so"),
    text("origin", "recorded, simulated or injected"),
    text("sensor", "which sensor saw it"),
    real(
      "anomaly_score",
      "0 to 1: -log10 of the share of benign events at least as unusual, over 6; null where nothing scores it"
    ),
    text("severity", "none, low, medium, high or critical")
  ]
};

/** What only some protocols have; loaded on demand. */
export const details: Table = {
  name: "details",
  about: "what only some protocols have, one row per event that has any of it",
  key: ["event_id"],
  columns: [
    eventId,
    text("password", "as tried"),
    text("message", "the sensor's own words"),
    text("command", "what was typed"),
    text("payload", "decoded; bytes that are not text as \\xNN"),
    text("http_method", "request method"),
    text("http_host", "host asked for"),
    text("http_url", "path or URL asked for"),
    integer("http_status", "status of the response"),
    text("http_user_agent", "as sent"),
    real("response_time", "seconds"),
    text("dns_query", "name asked for"),
    text("dns_rcode", "NOERROR, NXDOMAIN, ..."),
    text("tls_sni", "server name asked for"),
    text("ja3", "TLS client fingerprint"),
    text("hassh", "SSH client fingerprint"),
    text("file_name", "name of a file transferred"),
    text("file_hash", "its hash as logged"),
    count("signature_id", "id of the sensor's rule"),
    text("signature_category", "its category"),
    integer("signature_severity", "as the source counts it; Suricata: 1 is the most severe")
  ]
};

export const raw: Table = {
  name: "raw",
  about: "the original record of every event, in eight shards by the first digit of event_id",
  key: ["event_id"],
  columns: [
    eventId,
    text("source_file", "path below the input directory"),
    count("record", "number of the record in its file, from 1"),
    text("raw", "the record as it stands in the file")
  ]
};

const eventColumn = (name: string): Column => {
  const column = events.columns.find(c => c.name === name);
  if (!column) throw new Error(`no such column in events: "${name}"`);
  return column;
};

export const alerts: Table = {
  name: "alerts",
  about:
    "what deserves a look: the findings of one kind about one attacker within one hour, told by the strongest of them",
  key: ["alert_id"],
  columns: [
    text("alert_id", "hash of detector, finding, attacker and hour"),
    text("event_id", "the strongest event, the first of equals"),
    time("event_time", "when the strongest event happened"),
    time("first_time", "when the first event happened"),
    time("last_time", "when the last event happened"),
    count("event_count", "events that the alert stands for"),
    count("finding_alerts", "alerts in all of the data that share detector and finding"),
    ...["dataset", "event_type", "source_ip", "source_port", "destination_ip", "destination_port"].map(
      eventColumn
    ),
    ...["protocol", "app_protocol", "username", "attacker_ip", "action", "attack_type"].map(eventColumn),
    text("detector", "isolation_forest or knn (models), signature, honeypot or login (rules)"),
    text("finding", "what was found, in a few words"),
    text("reason", "why it is an alert, in a sentence"),
    text("technique", "ATT&CK technique where one applies"),
    real("anomaly_score", "of the strongest event, where it was scored"),
    real("forest_score", "the isolation forest's own, on the same scale"),
    text("severity", "low, medium, high or critical"),
    text("origin", "recorded, simulated or injected")
  ]
};

const entityColumns = [
  time("first_time", "first event"),
  time("last_time", "last event"),
  count("events", "events in it"),
  text("severity", "of its most severe part")
];

export const incidents: Table = {
  name: "incidents",
  unfilled: true,
  about: "one attacker (or target) and technique, gaps of an hour merged",
  key: ["incident_id"],
  columns: [
    text("incident_id", "hash of its parts"),
    text("attacker_ip", "who"),
    text("technique", "ATT&CK technique"),
    ...entityColumns
  ]
};

export const campaigns: Table = {
  name: "campaigns",
  unfilled: true,
  about: "incidents that share credentials, fingerprints, payloads or a kill chain",
  key: ["campaign_id"],
  columns: [
    text("campaign_id", "hash of its parts"),
    text("evidence", "what joins its incidents"),
    ...entityColumns
  ]
};

export const explanations: Table = {
  name: "explanations",
  about:
    "what made an alert's strongest event score as it does: of a forest what each feature added, of a rule its level; at least one row per alert",
  key: ["event_id", "detector", "feature"],
  columns: [
    eventId,
    text(
      "detector",
      "isolation_forest, or another model such as knn; or the rule's detector: signature, honeypot or login"
    ),
    text("feature", "name of the feature; base: what no feature adds; of a rule 'rule'"),
    real("value", "the feature's value, null where not measured, which counts as 0"),
    real("usual", "the feature's median among benign events that reached for the same"),
    real(
      "contribution",
      "isolation_forest: shorter path length, which with the family's base adds up to minus the mean path length. knn: squared distance to the nearest benign events, which add up to the square of its score. rule: severity level from 1 to 4"
    ),
    real(
      "clearing",
      "the nearest value of the feature alone with which the event would not have been flagged"
    )
  ]
};

const placeColumns = [
  text("continent", "name of the continent"),
  text("country_code", "ISO 3166-1 alpha-2"),
  text("country", "name in English"),
  text("region", "state or region"),
  text("city", "name of the city"),
  real("latitude", "degrees north"),
  real("longitude", "degrees east")
];

export const sources: Table = {
  name: "sources",
  about: "one row per address seen as source, destination or attacker",
  key: ["address"],
  columns: [
    text("address", "the address, or the identity that stands for it"),
    count("events_as_source", "events it began"),
    count("events_as_destination", "events meant for it"),
    count("events_as_attacker", "anomalous events it is held responsible for"),
    count("blocked", "of the events it began, those blocked"),
    count("alerts", "alerts about it"),
    text("severity", "of the most severe alert about it"),
    time("first_time", "first event it took part in"),
    time("last_time", "last event it took part in"),
    text("site", "campus site it belongs to, by data/campus.yml"),
    flag("is_private", "not routed on the internet; null for what is not an address"),
    text("place_from", "database, prefix table or campus: where its place comes from; null when it has none"),
    ...placeColumns
  ]
};

const bucketColumns = [
  count("events", "events"),
  count("blocked", "of them, blocked"),
  count("allowed", "of them, allowed"),
  count("scored", "of them, scored"),
  count("score_sum", "sum of anomaly scores, in ten-thousandths")
];

export const timeline: Table = {
  name: "timeline",
  about: "counts per five minutes",
  key: ["time", "dataset", "severity"],
  columns: [
    time("time", "begin of the five minutes"),
    text("dataset", "as in events"),
    text("severity", "as in events"),
    ...bucketColumns
  ]
};

export const geography: Table = {
  name: "geography",
  about: "where the sources of events are, per country, region and city",
  key: ["country_code", "region", "city", "severity"],
  columns: [
    ...placeColumns,
    text("severity", "as in events"),
    count("addresses", "distinct sources"),
    ...bucketColumns
  ]
};

export const services: Table = {
  name: "services",
  about: "what was reached for: destination port and protocols",
  key: ["service", "protocol", "destination_port", "severity"],
  columns: [
    text("service", "application protocol, or the usual one of the port"),
    text("protocol", "transport protocol"),
    integer("destination_port", "0 to 65535"),
    text("severity", "as in events"),
    count("attackers", "distinct attackers"),
    ...bucketColumns
  ]
};

export const sessions: Table = {
  name: "sessions",
  about: "honeypot sessions",
  key: ["dataset", "sensor", "session"],
  columns: [
    text("dataset", "as in events"),
    text("sensor", "as in events"),
    text("session", "the source's own id"),
    text("source_ip", "who"),
    text("app_protocol", "over what"),
    time("first_time", "first event"),
    time("last_time", "last event"),
    count("events", "events in it"),
    count("failed_logins", "logins refused"),
    count("accepted_logins", "logins accepted"),
    count("commands", "commands typed"),
    count("downloads", "files fetched or uploaded"),
    text("hassh", "SSH client fingerprint"),
    text("severity", "of its most severe event")
  ]
};

export const rules: Table = {
  name: "rules",
  unfilled: true,
  about: "every rule that was tried on the data",
  key: ["rule_id"],
  columns: [
    text("rule_id", "its id"),
    text("title", "what it looks for"),
    text("level", "low, medium, high or critical"),
    text("technique", "ATT&CK technique"),
    count("hits", "events it matched")
  ]
};

export const ruleHits: Table = {
  name: "rule_hits",
  unfilled: true,
  about: "which event matched which rule",
  key: ["rule_id", "event_id"],
  columns: [text("rule_id", "as in rules"), eventId]
};

export const beacons: Table = {
  name: "beacons",
  unfilled: true,
  about: "pairs that talk at regular intervals",
  key: ["source_ip", "destination_ip", "destination_port"],
  columns: [
    text("source_ip", "who calls"),
    text("destination_ip", "who is called"),
    integer("destination_port", "0 to 65535"),
    count("connections", "connections between them"),
    real("score", "0 to 1")
  ]
};

export const bursts: Table = {
  name: "bursts",
  about: "stretches of time with far more events than the hour of day explains",
  key: ["dataset", "start_time"],
  columns: [
    text("dataset", "as in events; null for all together"),
    time("start_time", "begin of the first five minutes"),
    time("end_time", "end of the last five minutes"),
    count("events", "events in it"),
    real("expected", "events expected in its highest five minutes"),
    real("strength", "-log10 of the chance of its highest five minutes"),
    text("top_source", "the source that made most of it"),
    count("top_source_events", "how many of its events are that source's")
  ]
};

export const quality: Table = {
  name: "quality",
  about: "one row per file found: records = mapped + ignored + quarantined",
  key: ["source_file"],
  columns: [
    text("source_file", "path below the input directory"),
    text("status", "read, unrecognised, empty, duplicate or unreadable"),
    text("dataset", "what it was recognised as"),
    text("container", "json, csv, xml or lines"),
    count("bytes", "size on disk"),
    text("content_hash", "SHA-256 of the content, decompressed"),
    count("records", "records found"),
    count("mapped", "records that became events"),
    count("ignored", "records understood and left out"),
    count("quarantined", "records not understood"),
    count("events", "events made of them"),
    time("first_time", "first event"),
    time("last_time", "last event"),
    text("ignored_reasons", "JSON object: reason to number of records"),
    text("quarantine_reasons", "JSON object: reason to number of records"),
    text("notes", "JSON array: what else a reader should know of the file")
  ]
};

export const evaluation: Table = {
  name: "evaluation",
  about: "how well each detector does against ground truth, as `npm run evaluate` measured it",
  key: ["family", "protocol", "detector", "slice_kind", "slice", "measure"],
  columns: [
    text("family", "flow or login"),
    text("protocol", "how training and test data were separated: leave_one_day_out, chronological, ..."),
    text("detector", "isolation_forest, knn, combined, ...; random_forest is the known-attack classifier"),
    text("slice_kind", "all, application, attack_type (against all normal events), dataset or day"),
    text("slice", "which application, attack type, data set or day"),
    text("measure", "roc_auc, recall_high (at severity high and above), roc_auc_raw (of raw scores), ..."),
    real("value", "mean over the seeds; null where nothing can be told, as without attacks"),
    real("low", "lower end of the 95% interval over host-hours, where there is one"),
    real("high", "upper end of it"),
    count("rows", "events judged"),
    count("attacks", "of them, attacks")
  ]
};

/** Every published table, empty ones included. `raw` is published in shards, the others as one file each. */
export const tables: readonly Table[] = [
  events,
  details,
  raw,
  alerts,
  incidents,
  campaigns,
  explanations,
  sources,
  timeline,
  geography,
  services,
  sessions,
  rules,
  ruleHits,
  beacons,
  bursts,
  quality,
  evaluation
];

/** Number of files that `raw` is published in; a power of two, at most 16. */
export const rawShards = 8;

/** Which shard of `raw` holds an event: its id's first hexadecimal digit tells, so that no index is needed. */
export function rawShardOf(eventId: string): number {
  return Math.floor((Number.parseInt(eventId.charAt(0), 16) * rawShards) / 16);
}
