import type {Act, Decision} from "../../engine/decisions/decision.js";
import type {DecisionState} from "../../engine/decisions/fold-decisions.js";
import {type NameOf, targetOf} from "./target-names.js";

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
  /** What the data call what it is about, and the address that is about; null where there is no such name. */
  readonly about: string | null;
  readonly source: string | null;
  /** The act whole, as JSON. */
  readonly details: string;
}

/** The newest first. */
export function trailRows(
  all: readonly Decision[],
  state: DecisionState,
  isPublished: (id: string) => boolean,
  group: ActGroup,
  nameOf: NameOf
): readonly TrailRow[] {
  const byId = new Map(all.map(decision => [decision.id, decision]));
  const name = (act: Act) => {
    const target = targetOf(act, id => byId.get(id));
    return (target === null ? null : nameOf(target)) ?? {title: null, source: null};
  };
  return all
    .filter(({act}) => group === "all" || groupOf[act.kind] === group)
    .map(({id, at, by, act}) => ({
      id,
      at,
      by,
      act: act.kind,
      holds: state.undoneBy(id).length === 0,
      from: isPublished(id) ? ("site" as const) : ("browser" as const),
      about: name(act).title,
      source: name(act).source,
      details: JSON.stringify(act)
    }))
    .reverse();
}
