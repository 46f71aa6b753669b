import {type Column, count, eventId, flag, integer, real, type Table, text, time} from "./column.js";

/** The unified event, as `engine/event.ts` documents it, scored. */
export const events: Table = {
  name: "events",
  about: "one row per event, in the order the events were logged",
  key: ["event_id"],
  columns: [
    eventId,
    time("event_time", "when it happened; of a flow, when it started"),
    time(
      "logged_time",
      "when it was written to the log, which is the order of the rows; what a model counts lately runs by it"
    ),
    text("dataset", "iscx, cowrie, dionaea, suricata, authlog, weblog, zeek or textlog"),
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

export const eventColumn = (name: string): Column => {
  const column = events.columns.find(c => c.name === name);
  if (!column) throw new Error(`no such column in events: "${name}"`);
  return column;
};
