import {memberTotals} from "../../../engine/cube/linked-counts.js";
import type {NamedDimension} from "../../../engine/cube.js";
import {severities} from "../../../engine/event.js";
import {datasetName} from "../../dataset-name.js";
import {visibleText} from "../../log-text.js";
import {color, severityColor, severityLabel} from "../../palette.js";
import type {LinkedState} from "./linked-state.js";

/** Members of a dimension that are drawn as one. */
export interface MemberGroup {
  readonly label: string;
  readonly fill: string;
  /** Indices into the dimension's members. */
  readonly members: readonly number[];
  /** The member that a reader can pick by it; null of several, and of what is not known. */
  readonly pick: string | null;
}

/** How many members are drawn by themselves; the others are drawn together. */
export const mostGroups = 8;

/** What tells eight kinds apart that have no colour of their own: tuned to be told apart by anybody. */
const kindTones = [
  "dataset-iscx",
  "dataset-cowrie",
  "dataset-dionaea",
  "dataset-suricata",
  "dataset-textlog",
  "dataset-weblog",
  "dataset-zeek",
  "dataset-authlog"
] as const;

/**
 * A dimension's members, those with the most events in the window first, of severities the gravest first; from the ninth on
 * together. Which they are does not depend on what is brushed, so that colours keep their meaning.
 */
export function memberGroups(state: LinkedState, dimension: NamedDimension): readonly MemberGroup[] {
  const {counts, selection, picks} = state;
  const totals = memberTotals(counts, dimension, selection);
  const picked: readonly string[] = dimension in picks ? picks[dimension as keyof typeof picks] : [];
  const names = counts.members[dimension];
  const present = [...names.keys()].filter(
    m => (totals[m] ?? 0) > 0 && (picked.length === 0 || picked.includes(names[m] ?? ""))
  );
  if (dimension === "severity") {
    const order = severities.toReversed();
    return order.flatMap(name => {
      const m = names.indexOf(name);
      return present.includes(m) ? [group(dimension, name, [m], 0)] : [];
    });
  }
  const known = dimension === "attack_type" ? present.filter(m => names[m] !== null) : present;
  const ranked = known.sort((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0) || a - b);
  const others = ranked.slice(mostGroups);
  return [
    ...ranked.slice(0, mostGroups).map((m, rank) => group(dimension, names[m] ?? null, [m], rank)),
    ...(others.length === 0
      ? []
      : [{label: `${others.length} others`, fill: color("severity-none"), members: others, pick: null}])
  ];
}

function group(
  dimension: NamedDimension,
  name: string | null,
  members: readonly number[],
  rank: number
): MemberGroup {
  const fill = color(kindTones[rank] ?? "series-main");
  if (dimension === "dataset") return {...datasetName(name), members, pick: name};
  if (dimension === "severity" && name !== null) {
    const severity = severities.find(s => s === name) ?? "none";
    return {label: severityLabel[severity], fill: severityColor[severity], members, pick: name};
  }
  const own = dimension === "attack_type" ? fill : color("series-main");
  return {label: name === null ? "not known" : visibleText(name), fill: own, members, pick: name};
}
