import type {Act, Decision, Target} from "../../engine/decisions/decision.js";
import type {Query} from "../../engine/sql.js";
import type {Workbench} from "../workbench/workbench.js";

/** What the data call a thing that was decided about. */
export interface TargetName {
  /** The finding of an alert, the title of an incident or campaign. */
  readonly title: string;
  /** The address it is about; null where that is none, or many. */
  readonly source: string | null;
}

/** What a thing is called: null where the data have no such id, undefined where nobody asked, or the tables cannot be read. */
export type NameOf = (target: Target) => TargetName | null | undefined;

interface NameRow extends TargetName {
  readonly kind: Target["kind"];
  readonly id: string;
}

const named = [
  {
    kind: "alert",
    table: "alerts",
    id: "alert_id",
    title: "finding",
    source: "coalesce(attacker_ip, source_ip)"
  },
  {kind: "incident", table: "incidents", id: "incident_id", title: "title", source: "attacker_ip"},
  {kind: "campaign", table: "campaigns", id: "campaign_id", title: "title", source: "NULL::VARCHAR"}
] as const;

/** Names of alerts, incidents and campaigns: rows of `NameRow`; null where none of these is asked for. */
export function namesQuery(targets: readonly Target[]): Query | null {
  const params: string[] = [];
  const parts = named.flatMap(({kind, table, id, title, source}) => {
    const ids = [...new Set(targets.filter(target => target.kind === kind).map(target => target.id))];
    if (ids.length === 0) return [];
    params.push(...ids);
    return [
      `SELECT '${kind}' AS kind, ${id} AS id, ${title} AS title, ${source} AS source FROM ${table} WHERE ${id} IN (${ids.map(() => "?").join(", ")})`
    ];
  });
  return parts.length === 0 ? null : {sql: `\n${parts.join("\nUNION ALL\n")}`, params};
}

/** What an act is about where that is a thing in the data; of an act about an earlier decision, that one's. */
export function targetOf(act: Act, find: (id: string) => Decision | undefined): Target | null {
  if ("target" in act) return act.target;
  const earlier = "decision" in act ? find(act.decision)?.act : undefined;
  return earlier !== undefined && "target" in earlier ? earlier.target : null;
}

export interface TargetNames {
  /** Resolves once the data were asked, also where they could not be read. */
  readonly ready: Promise<void>;
  readonly of: NameOf;
}

/**
 * Looks up what the data call what was decided about. The audit trail keeps ids alone: it may come from anybody, and what it said
 * of an alert would have to be believed.
 */
export function targetNames(all: readonly Decision[], workbench: Pick<Workbench, "ask">): TargetNames {
  const byId = new Map(all.map(decision => [decision.id, decision]));
  const query = namesQuery(all.flatMap(({act}) => targetOf(act, id => byId.get(id)) ?? []));
  let names: ReadonlyMap<string, TargetName> | undefined;
  const ask = async () => {
    if (query === null) return;
    try {
      const rows = await workbench.ask<NameRow>(query).rows;
      names = new Map(rows.map(({kind, id, title, source}) => [`${kind} ${id}`, {title, source}]));
    } catch (error) {
      console.error("what was decided about could not be looked up:", error);
    }
  };
  return {
    ready: ask(),
    // A source is its own name.
    of: ({kind, id}) =>
      names === undefined || kind === "source" ? undefined : (names.get(`${kind} ${id}`) ?? null)
  };
}
