import {count, type Table, text, time} from "./column.js";

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
