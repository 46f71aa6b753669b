import {type PanelDialog, panelDialog} from "../panel-dialog.js";
import type {Rule} from "./rule.js";

export interface RuleDialogOptions {
  readonly rules: Promise<readonly Rule[]>;
  /** What is shown of a rule. */
  readonly draw: (rule: Rule) => Node;
}

/** The panel that one rule opens in; the page's address names it as `?rule=`. */
export function ruleDialog({rules, draw}: RuleDialogOptions): PanelDialog<Rule> {
  return panelDialog({
    name: "rule",
    idOf: ({key}) => key,
    find: async key => (await rules).find(rule => rule.key === key),
    draw
  });
}
