import {count, eventId, flag, integer, type Table, text} from "./column.js";

export const indicatorLists: Table = {
  name: "indicator_lists",
  about: "every list of known-bad indicators that was read, and what it gave",
  key: ["list"],
  columns: [
    text("list", "name: its path below data/intel without extension"),
    text("file", "path below data/intel"),
    text("format", "plain list, CSV, MISP CSV, MISP JSON, URLhaus, ThreatFox, ..."),
    flag("applied", "false of an example list where the logs are not simulated"),
    integer("entries", "indicators in it, duplicates included"),
    integer("addresses", "single addresses"),
    integer("networks", "address ranges"),
    integer("domains", "domains, each with all below it"),
    integer("urls", "URLs"),
    integer("hashes", "hashes of files"),
    integer("fingerprints", "JA3 and HASSH fingerprints of clients"),
    integer("duplicates", "entries that an earlier line holds already"),
    integer("junk", "lines that are no indicator"),
    integer("refused", "entries that would match everybody: private, your own, public resolvers, too wide"),
    integer("skipped", "entries that the list marks as context, or of kinds that no log shows"),
    count("indicators_hit", "different lines of it that matched"),
    count("events_hit", "events with a value that it holds")
  ]
};

export const indicatorHits: Table = {
  name: "indicator_hits",
  about: "which event has a value that a list holds: per list and field the most exact entry",
  key: ["event_id", "list", "field"],
  columns: [
    eventId,
    text("list", "as in indicator_lists"),
    integer("line", "line of the list, from 1; of a JSON file the number of the attribute"),
    text("kind", "address, network, domain, url, hash, ja3 or hassh"),
    text("indicator", "the entry, normalised"),
    text("field", "field of the event that matched, named as in events and details"),
    text("value", "what the event has there; of a URL with host and port")
  ]
};
