import {count, flag, integer, real, type Table, text, time} from "./column.js";

export const placeColumns = [
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
    flag(
      "suspect",
      "true where something grave speaks against it: it touched a honeypot, set off a rule of high severity or a sensor's warning, or tried passwords as a stranger; what it does never teaches a model what is ordinary"
    ),
    text("place_from", "database, prefix table or campus: where its place comes from; null when it has none"),
    ...placeColumns
  ]
};

export const sessions: Table = {
  name: "sessions",
  about: "honeypot sessions, the worst first",
  key: ["dataset", "sensor", "session"],
  columns: [
    text("session_id", "hash of dataset, sensor and session, in hexadecimal"),
    text("dataset", "as in events"),
    text("sensor", "as in events"),
    text("session", "the source's own id"),
    text("source_ip", "who"),
    text("app_protocol", "over what"),
    time("first_time", "first event"),
    time("last_time", "last event"),
    real("duration", "seconds, as the honeypot logs it; from first to last event where it does not"),
    count("events", "events in it"),
    count("failed_logins", "logins refused"),
    count("accepted_logins", "logins accepted"),
    text("username", "account of the first login that was accepted; null without one"),
    count("commands", "commands typed"),
    count("own_commands", "of them, those that do more than look round the machine"),
    count("downloads", "files fetched or uploaded"),
    count("forwards", "connections that it asked the honeypot to pass on"),
    text("hassh", "SSH client fingerprint"),
    text("severity", "of its most severe event"),
    count(
      "attack_kinds",
      "ATT&CK techniques, without sub-techniques, that signatures and rules of at least medium level recognise in it"
    ),
    text(
      "findings",
      "what was found in its events, one per line, the gravest first: severity, ATT&CK technique (empty where none applies) and finding, divided by tabs; null without any"
    ),
    real(
      "surprise",
      "0 to 1: score of its most unusual sequence of commands or events; null where it was not published in sequences"
    ),
    text("country", "of its source, name in English"),
    text("region", "of its source, state or region"),
    text("city", "of its source"),
    integer(
      "rank",
      "1 is the worst: by severity, then attack_kinds, then downloads, then own_commands, then whether a login was accepted, then duration; the first of equals is the earliest"
    )
  ]
};
