import {count, flag, real, type Table, text, time} from "./column.js";

const first = time("first_time", "first event");
const last = time("last_time", "last event");

export const incidents: Table = {
  name: "incidents",
  about:
    "one source (or, of an attack by many, one target) and technique, gaps of an hour merged; every alert is in exactly one",
  key: ["incident_id"],
  columns: [
    text("incident_id", "hash of its kind, family of techniques and first alert"),
    text("campaign_id", "the campaign that it is part of; null where nothing joins it to another"),
    text("title", "the finding in words, without addresses"),
    text("kind", "source, distributed (many sources at once) or background (many sources, all the time)"),
    text("technique", "ATT&CK technique of its gravest alerts; null where nothing says what was done"),
    text("technique_name", "its name"),
    text("tactic", "key of the ATT&CK tactic that it serves here"),
    text("attacker_ip", "who; null when many, or known by account only"),
    text("account", "account and host, where the log names no address"),
    count("sources", "distinct sources"),
    text("target", "whom it was against; null when many"),
    count("targets", "distinct targets of its events"),
    text("detectors", "detectors that took part, sorted, with commas"),
    text("findings", "JSON: list of {detector, finding, alerts, level}, gravest first, twelve at most"),
    count("alerts", "alerts in it"),
    count("events", "distinct events that it rests on"),
    first,
    last,
    text(
      "severity",
      "of its gravest alert, where more than rarity speaks for it; one higher where guessing got in; on honeypots medium at most"
    ),
    flag("succeeded", "whether a login of its sources was accepted meanwhile; null where no log could tell"),
    text("style", "automated, scripted, interactive or unknown: how its sources work"),
    text("style_evidence", "why; null when unknown"),
    text("meaning", "what it means, in a sentence"),
    text("recommendation", "what to do first, in a sentence"),
    text("origin", "recorded, simulated or injected; the first of these by the alphabet when mixed")
  ]
};

export const campaigns: Table = {
  name: "campaigns",
  about:
    "incidents joined by credentials, fingerprints, payloads, sources or a kill chain, and attacks of many sources",
  key: ["campaign_id"],
  columns: [
    text("campaign_id", "hash of its first incident's id"),
    text("title", "what it was, in words, without addresses"),
    text("evidence", "what joins its incidents, in words"),
    text("links", "JSON: list of {kind, value, words, incidents}, strongest first, fifty at most"),
    text("stages", "JSON: list of {tactic, first_time}, tactics in the order that they began"),
    text("techniques", "ATT&CK techniques, sorted, with commas"),
    count("incidents", "incidents in it"),
    count("sources", "distinct sources"),
    count("targets", "distinct targets of its events"),
    count("alerts", "alerts in it"),
    count("events", "distinct events that it rests on"),
    first,
    last,
    text("severity", "of its gravest incident"),
    text("origin", "as of incidents")
  ]
};

export const risks: Table = {
  name: "risks",
  about: "one row per source that any detector found something about",
  key: ["address"],
  columns: [
    text("address", "the source"),
    real("risk", "0 to 100, in tenths: the sum of its parts"),
    text("threat_level", "critical, high, medium or low"),
    text("site", "campus site it belongs to; null outside"),
    text("country_code", "ISO 3166-1 alpha-2 where known"),
    count("alerts", "alerts about it"),
    count("incidents", "incidents that it is a source of"),
    first,
    last
  ]
};

export const riskParts: Table = {
  name: "risk_parts",
  about: "what a source's risk is made of; points add up to it",
  key: ["address", "part"],
  columns: [
    text("address", "the source"),
    text(
      "part",
      "strongest detector, other detectors, success, campus host, known-bad lists, failed logins, distinct findings, targets or foreign country"
    ),
    text("value", "what was seen"),
    real("points", "points that it adds")
  ]
};

export const siteRisks: Table = {
  name: "site_risks",
  about: "one row per campus site that findings are about",
  key: ["site"],
  columns: [
    text("site", "campus site, by data/campus.yml"),
    real("risk", "0 to 100: of its riskiest source, raised by every further one of high risk"),
    text("threat_level", "critical, high, medium or low"),
    text("worst_source", "its riskiest source, on the site or attacking it"),
    count("internal_sources", "sources on the site that findings are about"),
    count("attackers", "sources elsewhere that findings at the site are about"),
    count("incidents", "incidents of these sources there"),
    count("targets", "hosts of the site that were attacked"),
    first,
    last
  ]
};
