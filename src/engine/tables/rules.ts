import {count, eventId, flag, real, type Table, text} from "./column.js";

export const rules: Table = {
  name: "rules",
  about: "every Sigma rule of data/rules, those included that these data cannot answer or that are broken",
  key: ["file", "line"],
  columns: [
    text(
      "rule_id",
      "its id or name; file:line where it has neither or another rule has it already; null where it could not be read"
    ),
    text("file", "path below data/rules"),
    count("line", "where it begins in its file"),
    text("title", "what it looks for"),
    text("description", "what it means, in its author's words"),
    text("kind", "event or correlation"),
    text("level", "informational, low, medium, high or critical"),
    text("status", "stable, test, experimental, deprecated or unsupported, as its author says"),
    text("techniques", "JSON array of ATT&CK techniques"),
    text("tactics", "JSON array of ATT&CK tactics, as Sigma tags name them"),
    text("log_source", "category, product and service that it asks for"),
    text("false_positives", "JSON array: what else sets it off, in its author's words"),
    text("references", "JSON array of addresses"),
    text("state", "compiled, not_applicable or invalid"),
    text("message", "why it is not applicable or invalid; what a compiled one cannot see here"),
    flag("stands_alone", "true where its hits are findings; false where it only serves correlations"),
    count("hits", "events that it hits; null where it did not run"),
    count("attackers", "distinct addresses that these events are about; null where the log names none"),
    count("alerts", "alerts that it raised"),
    count("attack_hits", "of the hits, those that are attacks by ground truth; null without truth"),
    count("normal_hits", "of the hits, those that are normal by ground truth; null without truth"),
    real("false_positive_rate", "share of all normal events that it hits; null without truth"),
    text("source", "the rule as written, YAML"),
    text("sql", "the DuckDB SQL that it compiles to, over the relation `logs`; null where it does not")
  ]
};

export const ruleHits: Table = {
  name: "rule_hits",
  about: "which event was hit by which rule, of the rules that stand alone",
  key: ["rule_id", "event_id"],
  columns: [
    text("rule_id", "as in rules"),
    eventId,
    real("value", "what a correlation measured at that event: a count, a sum, ...; null for event rules")
  ]
};
