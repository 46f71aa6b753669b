import type {TargetKind} from "../../engine/decisions/decision.js";
import type {DecisionState} from "../../engine/decisions/fold-decisions.js";
import type {Subject} from "./triage-state.js";

/** What a row is to the audit trail. */
export const targetOf: Readonly<Record<Subject, TargetKind>> = {
  alerts: "alert",
  incidents: "incident",
  campaigns: "campaign",
  sources: "source"
};

/** What the reader has decided about the rows of a table, as SQL can be told. */
export interface Decided {
  /** Ids of rows. */
  readonly closed: readonly string[];
  readonly acknowledged: readonly string[];
  /** Decided on or noted, whatever came of it. */
  readonly investigated: readonly string[];
  readonly starred: readonly string[];
  readonly tagged: ReadonlyMap<string, readonly string[]>;
  /** One alert of each kind that is expected: `expectedAlerts` finds them. */
  readonly expected: readonly string[];
  /** Addresses on the blocklist, among those that the data have. */
  readonly listed: readonly string[];
}

export function decidedOf(
  subject: Subject,
  state: DecisionState,
  known: Pick<Decided, "expected" | "listed">
): Decided {
  const targets = state.targets.filter(({target}) => target.kind === targetOf[subject]);
  const ids = (is: (target: (typeof targets)[number]) => boolean) =>
    targets.filter(is).map(({target}) => target.id);
  const tagged = new Map<string, string[]>();
  for (const {target, tags} of targets)
    for (const tag of tags) tagged.set(tag, [...(tagged.get(tag) ?? []), target.id]);
  return {
    closed: ids(({status}) => status === "closed"),
    acknowledged: ids(({status}) => status === "acknowledged"),
    investigated: ids(({status, notes}) => status !== "open" || notes.length > 0),
    starred: ids(({starred}) => starred),
    tagged,
    ...known
  };
}

/** A kind of alert, as much of it as tells whether it is expected, named by one of its alerts. */
export interface AlertKind {
  readonly alert_id: string;
  readonly attacker_ip: string | null;
  readonly detector: string;
  readonly rule: string | null;
  readonly finding: string;
}

/** All kinds of alerts in the data: rows of `AlertKind`. */
export const alertKindsQuery = {
  sql: `
SELECT min(alert_id) AS alert_id, attacker_ip, detector, rule, finding
FROM alerts
GROUP BY attacker_ip, detector, rule, finding
ORDER BY alert_id`
};

/** What the decisions say of the alerts that there are; the kinds are only needed where they say something. */
export function knownOf(
  state: DecisionState,
  kinds: readonly AlertKind[]
): Pick<Decided, "expected" | "listed"> {
  const addresses = new Set(kinds.flatMap(({attacker_ip}) => attacker_ip ?? []));
  return {
    expected: state.suppressions.length === 0 ? [] : expectedAlerts(state, kinds),
    listed: state.blocked.length === 0 ? [] : [...addresses].filter(address => state.isBlocked(address))
  };
}

const expectedAlerts = (state: DecisionState, kinds: readonly AlertKind[]) =>
  kinds.filter(kind => state.isSuppressed(kind) !== null).map(({alert_id}) => alert_id);
