import type {Cube, NamedDimension} from "../cube.js";
import type {Selection} from "../selection.js";

/** Which members of a dimension are kept: 1 or 0 for each. */
export interface MemberMask {
  readonly dimension: NamedDimension;
  readonly kept: Uint8Array;
}

/** What a selection keeps of a cube's members. Dimensions of which it keeps all are left out. */
export function selectionMasks(
  cube: Cube,
  {datasets, severities, filters = []}: Selection
): readonly MemberMask[] {
  const filtered = (field: "service" | "country", out: boolean) =>
    filters.filter(filter => filter.field === field && filter.out === out).map(({value}) => value);
  return [
    memberMask(cube, "dataset", datasets),
    memberMask(cube, "severity", severities),
    memberMask(cube, "service", filtered("service", false), filtered("service", true)),
    memberMask(cube, "country", filtered("country", false), filtered("country", true))
  ].flatMap(mask => mask ?? []);
}

/** The mask that keeps the wanted members, all where none is named, without the unwanted; null where it keeps every one. */
export function memberMask(
  cube: Cube,
  dimension: NamedDimension,
  wanted: readonly string[],
  unwanted: readonly string[] = []
): MemberMask | null {
  if (wanted.length === 0 && unwanted.length === 0) return null;
  const keeps = (name: string | null) =>
    (wanted.length === 0 || (name !== null && wanted.includes(name))) &&
    !(name !== null && unwanted.includes(name));
  return {dimension, kept: Uint8Array.from(cube.members[dimension], name => (keeps(name) ? 1 : 0))};
}
