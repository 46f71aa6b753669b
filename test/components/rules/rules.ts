import {type Rule, readRule} from "../../../src/components/rules/rule.js";

/** A rule that runs, stands alone and hit nothing, but for what is given: columns of the table `rules`. */
export const rule = (row: Readonly<Record<string, unknown>> = {}, cost?: number): Rule => {
  const full = {
    rule_id: "id",
    file: "file.yml",
    line: 1,
    title: "Title",
    kind: "event",
    level: "medium",
    techniques: "[]",
    false_positives: "[]",
    references: "[]",
    state: "compiled",
    stands_alone: true,
    hits: 0,
    attackers: 0,
    alerts: 0,
    attack_hits: null,
    normal_hits: null,
    false_positive_rate: null,
    ...row
  };
  const place = `${full.file}:${full.line}`;
  return readRule(full, {milliseconds: cost === undefined ? {} : {[place]: cost}});
};
