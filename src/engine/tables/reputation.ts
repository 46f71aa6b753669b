import {count, flag, integer, type Table, text, time} from "./column.js";

export const reputation: Table = {
  name: "reputation",
  about:
    "what VirusTotal says of the most suspicious addresses, domains and files; empty unless a key is set",
  key: ["kind", "value"],
  columns: [
    text("kind", "address, domain or hash"),
    text("value", "what it was asked about"),
    flag("known", "false of what VirusTotal has never seen"),
    time("asked_at", "when it answered; answers are kept for days"),
    time("analysed_at", "when its vendors last looked"),
    integer("malicious", "vendors that call it malicious"),
    integer("suspicious", "vendors that call it suspicious"),
    integer("harmless", "vendors that call it harmless"),
    integer("undetected", "vendors that have no opinion"),
    integer("reports", "vendors that gave any of these verdicts"),
    integer("score", "the community's score, below 0 where it thinks ill of it"),
    integer("votes_malicious", "votes of the community"),
    integer("votes_harmless", "votes of the community"),
    text("country", "ISO 3166-1 alpha-2, of an address"),
    text("isp", "owner of the autonomous system, of an address"),
    count("asn", "number of the autonomous system, of an address"),
    text("network", "in CIDR notation, of an address"),
    text("vendors", "up to ten vendors that call it malicious, with their words, separated by semicolons"),
    text("link", "where a person can read the report")
  ]
};
