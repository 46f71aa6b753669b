/** The six flags of a flow, as the columns of an event. */
export interface FlowFlags {
  readonly flag_syn: boolean | null;
  readonly flag_ack: boolean | null;
  readonly flag_fin: boolean | null;
  readonly flag_rst: boolean | null;
  readonly flag_psh: boolean | null;
  readonly flag_urg: boolean | null;
}

/** There are at most 2^8 combinations on each side; more would be a broken file. */
const remembered = 4096;
const known = new Map<string, FlowFlags>();

/**
 * The flags that either side of a flow set, from texts like "F,S,P,A". A flag not named is false where a side
 * was measured, and all are null where neither was. QRadar also writes "Illegal7" and "Illegal8" for reserved bits,
 * for which events have no column.
 */
export function flowFlags(source: string | null, destination: string | null): FlowFlags {
  const key = `${source ?? ""}/${destination ?? ""}`;
  let flags = known.get(key);
  if (flags === undefined) {
    if (known.size >= remembered) known.clear();
    flags = readFlags(source, destination);
    known.set(key, flags);
  }
  return flags;
}

function readFlags(source: string | null, destination: string | null): FlowFlags {
  const measured = source !== null || destination !== null;
  const names = new Set(
    `${source ?? ""},${destination ?? ""}`.split(/[,;]/).map(name => name.trim().toUpperCase())
  );
  const has = (name: string) => (measured ? names.has(name) : null);
  return {
    flag_syn: has("S"),
    flag_ack: has("A"),
    flag_fin: has("F"),
    flag_rst: has("R"),
    flag_psh: has("P"),
    flag_urg: has("U")
  };
}
