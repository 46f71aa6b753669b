import {count, flag, real, type Table, text, time} from "./column.js";

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
