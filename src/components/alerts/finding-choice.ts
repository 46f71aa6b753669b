import type {AlertFinding} from "./alert.js";

/** What of a finding tells its alerts from the others. */
export type ChosenFinding = Pick<AlertFinding, "severity" | "finding">;

/** The finding whose alerts are listed, shared by the table that chooses it and the list that follows. */
export interface FindingChoice {
  /** Null: all of them. */
  readonly value: ChosenFinding | null;
  choose(finding: ChosenFinding | null): void;
  /** Calls back after every choice. A drawing that replaces another takes its place under the same name. */
  watch(name: string, changed: () => void): void;
}

export function findingChoice(): FindingChoice {
  const watchers = new Map<string, () => void>();
  let value: ChosenFinding | null = null;
  return {
    get value() {
      return value;
    },
    choose(finding) {
      value = finding;
      for (const changed of watchers.values()) changed();
    },
    watch(name, changed) {
      watchers.set(name, changed);
    }
  };
}

/** Whether an alert is of the finding, or there is no choice to keep to. */
export function isOfFinding(alert: ChosenFinding, chosen: ChosenFinding | null): boolean {
  return chosen === null || (alert.finding === chosen.finding && alert.severity === chosen.severity);
}
