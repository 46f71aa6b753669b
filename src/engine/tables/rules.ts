import {count, eventId, type Table, text} from "./column.js";

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
