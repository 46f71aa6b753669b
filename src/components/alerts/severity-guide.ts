import type {CubeRow} from "../../engine/cube.js";
import type {Severity} from "../../engine/event.js";
import {dataTable} from "../data-table.js";
import {formatCount, notMeasured} from "../format.js";
import {severityMark} from "../severity-mark.js";

/** As much of model.json as is said here. */
export interface PublishedModel {
  readonly families: readonly {
    readonly family: string;
    /** Rows scored. */
    readonly rows: number;
    /** Rows that served as benign reference; 0 where there was none. */
    readonly references: number;
  }[];
  readonly falseAlertsPerMillion: Readonly<Record<Severity, number>>;
}

const alertSeverities = ["critical", "high", "medium", "low"] as const;

/** What each severity asks of the reader. */
export const severityAction: Readonly<Record<(typeof alertSeverities)[number], string>> = {
  critical: "Respond at once",
  high: "Investigate within an hour",
  medium: "Review daily",
  low: "Log for patterns"
};

/** Alerts per severity, what each asks for, and how often a model would give it to a benign event by mistake. */
export function severityGuide(rows: readonly CubeRow[], model: PublishedModel): HTMLElement {
  const calibrated = model.families.some(({references}) => references > 0);
  return dataTable(
    alertSeverities,
    [
      {key: "severity", label: "Severity", cell: severity => severityMark(severity)},
      {
        key: "alerts",
        label: "Alerts",
        numeric: true,
        cell: severity => formatCount(alertsOf(rows, severity)),
        value: severity => alertsOf(rows, severity)
      },
      {key: "action", label: "What to do", cell: severity => severityAction[severity]},
      {
        key: "false-alerts",
        label: "False alerts per million benign events",
        numeric: true,
        cell: severity => (calibrated ? formatCount(model.falseAlertsPerMillion[severity]) : notMeasured)
      }
    ],
    {stacks: true}
  );
}

function alertsOf(rows: readonly CubeRow[], severity: Severity): number {
  return rows.filter(row => row.severity === severity).reduce((sum, row) => sum + row.alerts, 0);
}

/** What the scores promise in this data, and what they do not, in sentences. */
export function referenceNote({families}: PublishedModel): string {
  const names: Readonly<Record<string, string>> = {
    flow: "flows",
    honeypot: "honeypot sessions",
    login: "logins"
  };
  const name = (family: string) => names[family] ?? family;
  const known = families.filter(({references}) => references > 0);
  const unknown = families.filter(({references, rows}) => references === 0 && rows > 0);
  const sentences: string[] = [];
  if (known.length > 0) {
    const list = known.map(
      ({family, references}) => `${name(family)} (${formatCount(references)} benign examples)`
    );
    sentences.push(
      `The false alerts above hold for the models' alerts on ${list.join(" and ")}. Rules and signatures take their severity from their own level and promise nothing of the kind.`
    );
  }
  if (unknown.length > 0) {
    const causes = unknown.map(({family}) =>
      family === "honeypot"
        ? 'For honeypot sessions there is no benign traffic to compare with: nobody has honest business there. A score then only means "unusual for this honeypot".'
        : `Too few of these ${name(family)} are known to be harmless to compare with, so that a score only says how unusual one is among them.`
    );
    sentences.push(
      ...causes,
      "Such a score raises no alert by itself and promises nothing about false alarms; severity comes from rules."
    );
  }
  return sentences.join(" ");
}
