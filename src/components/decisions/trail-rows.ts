import type {Act, Decision} from "../../engine/decisions/decision.js";
import type {DecisionState} from "../../engine/decisions/fold-decisions.js";

/** Kinds of acts as a reader looks for them. */
export const actGroups = [
  "all",
  "status",
  "marks",
  "notes",
  "blocks",
  "expected",
  "time",
  "saved",
  "undo"
] as const;
export type ActGroup = (typeof actGroups)[number];

export const groupLabel: Readonly<Record<ActGroup, string>> = {
  all: "Everything",
  status: "Status",
  marks: "Stars and tags",
  notes: "Notes",
  blocks: "Blocks",
  expected: "Expected",
  time: "Marks on time",
  saved: "Saved",
  undo: "Undone"
};

const groupOf: Readonly<Record<Act["kind"], Exclude<ActGroup, "all">>> = {
  acknowledge: "status",
  close: "status",
  reopen: "status",
  star: "marks",
  unstar: "marks",
  tag: "marks",
  untag: "marks",
  note: "notes",
  block: "blocks",
  unblock: "blocks",
  suppress: "expected",
  unsuppress: "expected",
  mark: "time",
  unmark: "time",
  save: "saved",
  unsave: "saved",
  undo: "undo"
};

/** A line of the audit trail, in plain values. */
export interface TrailRow {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly by: string;
  readonly act: string;
  /** Whether it holds, or is undone; an undo is itself undone where it holds no more. */
  readonly holds: boolean;
  /** Where it came from: this browser, or the site's published files. */
  readonly from: "browser" | "site";
  /** The act whole, as JSON. */
  readonly details: string;
}

/** The newest first. */
export function trailRows(
  all: readonly Decision[],
  state: DecisionState,
  isPublished: (id: string) => boolean,
  group: ActGroup
): readonly TrailRow[] {
  return all
    .filter(({act}) => group === "all" || groupOf[act.kind] === group)
    .map(({id, at, by, act}) => ({
      id,
      at,
      by,
      act: act.kind,
      holds: state.undoneBy(id).length === 0,
      from: isPublished(id) ? ("site" as const) : ("browser" as const),
      details: JSON.stringify(act)
    }))
    .reverse();
}
