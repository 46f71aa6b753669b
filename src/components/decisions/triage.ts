import {type TargetKind, targetKinds} from "../../engine/decisions/decision.js";
import type {DecisionState, Status} from "../../engine/decisions/fold-decisions.js";
import type {Query} from "../../engine/sql.js";

/** What has been decided of one kind of thing. */
export interface TriageRow {
  readonly kind: TargetKind;
  /** In the data shown. */
  readonly total: number;
  readonly open: number;
  readonly acknowledged: number;
  readonly closed: number;
  /** Acknowledged or closed, and not in the data shown. */
  readonly elsewhere: number;
}

const idOf: Readonly<Record<TargetKind, {readonly table: string; readonly column: string}>> = {
  alert: {table: "alerts", column: "alert_id"},
  incident: {table: "incidents", column: "incident_id"},
  campaign: {table: "campaigns", column: "campaign_id"},
  source: {table: "risks", column: "address"}
};

const decidedIds = (state: DecisionState, kind: TargetKind, status: Status) =>
  state.targets.filter(t => t.target.kind === kind && t.status === status).map(t => t.target.id);

/** Counts of alerts, incidents, campaigns and sources with a risk, by status. Rows of `TriageRow` without `elsewhere`. */
export function triageQuery(state: DecisionState): Query {
  const params: string[] = [];
  const counts = targetKinds.map(kind => {
    const {table, column} = idOf[kind];
    const count = (status: Status) => {
      const ids = decidedIds(state, kind, status);
      params.push(...ids);
      const condition = ids.length === 0 ? "false" : `${column} IN (${ids.map(() => "?").join(", ")})`;
      return `count(*) FILTER (${condition}) AS ${status}`;
    };
    return `SELECT '${kind}' AS kind, count(*) AS total, ${count("acknowledged")}, ${count("closed")} FROM ${table}`;
  });
  return {
    sql: `
SELECT kind, total::INTEGER AS total, (total - acknowledged - closed)::INTEGER AS open,
  acknowledged::INTEGER AS acknowledged, closed::INTEGER AS closed
FROM (
  ${counts.join("\n  UNION ALL\n  ")}
)
ORDER BY list_position(['alert', 'incident', 'campaign', 'source'], kind)`,
    params
  };
}

/** Adds what is decided and not in the data. */
export function withElsewhere(
  rows: readonly Omit<TriageRow, "elsewhere">[],
  state: DecisionState
): readonly TriageRow[] {
  return rows.map(row => {
    const decided =
      decidedIds(state, row.kind, "acknowledged").length + decidedIds(state, row.kind, "closed").length;
    return {...row, elsewhere: decided - row.acknowledged - row.closed};
  });
}
