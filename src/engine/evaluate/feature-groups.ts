import {contextSpecs} from "../features/context.js";
import {timeColumns} from "./controls.js";

/** Columns that tell of the same thing, so that dropping one alone would change little. */
export interface FeatureGroup {
  readonly name: string;
  readonly columns: readonly number[];
}

const kinds: readonly {readonly name: string; readonly pattern: RegExp}[] = [
  {name: "rates", pattern: /per_second$/},
  {name: "sizes", pattern: /^(bytes|packets|total)_|^(byte|packet)_ratio$|^duration$/},
  {name: "flags", pattern: /^flag_/},
  {name: "behaviour of the source", pattern: /^source_(?!private)/},
  {name: "behaviour of the user", pattern: /^user_/}
];

const contextNames = new Set<string>(contextSpecs.map(({name}) => name));

/** The columns by what they tell of: rates, sizes, flags, time, context, behaviour; those of no group are groups by themselves. */
export function groupFeatures(names: readonly string[]): readonly FeatureGroup[] {
  const time = new Set(timeColumns(names));
  const groups = new Map<string, number[]>();
  names.forEach((name, column) => {
    const kind = kinds.find(({pattern}) => pattern.test(name))?.name;
    const group = time.has(column) ? "time" : (kind ?? (contextNames.has(name) ? "context" : name));
    groups.set(group, [...(groups.get(group) ?? []), column]);
  });
  return [...groups].map(([name, columns]) => ({name, columns}));
}
