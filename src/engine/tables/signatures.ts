import {count, eventId, integer, type Table, text} from "./column.js";

const signatureId = text("signature_id", "its id, unique among all files");

export const signatures: Table = {
  name: "signatures",
  about: "every payload signature that was looked for",
  key: ["signature_id"],
  columns: [
    signatureId,
    text("title", "what it looks for, in a few words"),
    text("description", "what it looks for, in a sentence"),
    text("finding", "the kind of thing that it finds, as in alerts"),
    text("level", "low, medium, high or critical; medium at most for what happens in a honeypot"),
    text("technique", "ATT&CK technique"),
    text("fields", "the fields it looks at, with commas"),
    text("patterns", "regular expressions in RE2 syntax, one per line"),
    text("file", "the file that it stands in"),
    integer("line", "the line it begins at, from 1"),
    count("hits", "events that it matched"),
    count("attackers", "distinct addresses that those events are about"),
    count("alerts", "alerts that it tells")
  ]
};

export const signatureHits: Table = {
  name: "signature_hits",
  about: "which event matched which signature, and where",
  key: ["event_id", "signature_id"],
  columns: [
    eventId,
    text("signature_id", "as in signatures"),
    text("field", "the field that matched, such as http_url"),
    text("excerpt", "the match and what stands around it after decoding, at most 120 characters")
  ]
};
