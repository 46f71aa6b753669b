import {formatSelection, type Selection, type SelectionBounds} from "../../../engine/selection.js";

export interface Return {
  /** What the replay tells of. */
  readonly selection: Selection;
  readonly bounds: SelectionBounds;
  /** The moment to come back to, milliseconds in UTC. */
  readonly at: number;
  /** When the injected attack is over, milliseconds in UTC. */
  readonly to: number;
}

/** What an address says that does not hold once there are other events, or might hide the attack or what detectors say of it. */
const dropped = [
  ...["n", "view", "only", "without", "chapter"],
  ...["dataset", "severity", "source", "destination", "country", "service", "port", "user", "hash"]
];

const hour = 3_600_000;

/**
 * The address of a replay that comes back to a moment with an attack injected there: the selected time, to the attack's end, with
 * all that happened in it. The story and how far is looked back stay.
 * @param href of the page
 */
export function returnAddress(href: string, {selection, bounds, at, to}: Return): string {
  const url = new URL(href);
  url.hash = "";
  const kept = new URLSearchParams(url.search);
  for (const key of ["from", "to", "at", ...dropped]) kept.delete(key);
  const range: Selection = {
    from: selection.from,
    to: Math.max(selection.to, Math.ceil((to + 1) / hour) * hour),
    datasets: [],
    severities: [],
    sources: []
  };
  // Written in any case: other events may have another default.
  const nothing = {...bounds, default: {from: Number.NaN, to: Number.NaN}};
  const parts = [
    formatSelection(range, nothing).slice(1),
    `at=${new Date(Math.floor(at)).toISOString()}`,
    kept.toString().replaceAll("%2C", ",").replaceAll("%3A", ":")
  ];
  url.search = `?${parts.filter(part => part !== "").join("&")}`;
  return url.href;
}
