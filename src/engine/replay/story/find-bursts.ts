import type {Dataset} from "../../event.js";
import {burstFinder} from "../burst-events.js";
import type {ReplayColumns} from "../columns.js";
import type {RecordedBurst, Recording} from "../recording.js";
import {type Found, minute} from "./found.js";
import {count, duration, plural} from "./plain-words.js";

export const defaults = {
  /** Bursts told of, the strongest. */
  most: 5,
  /** What is shown before one begins, as a share of its length, and at most. */
  lead: 0.1,
  longestLead: 15 * minute,
  /** Share of a burst's events from which on the source of most of them is named. */
  share: 0.25
} as const;

/** What events of a dataset are called in front of an audience. */
const eventOf: Readonly<Record<Dataset, string>> = {
  iscx: "flow record",
  cowrie: "honeypot event",
  dionaea: "honeypot event",
  suricata: "sensor event",
  authlog: "login event",
  weblog: "web request",
  zeek: "connection",
  textlog: "log line"
};

/** The strongest bursts, the strongest first. Those of several datasets that overlap are one. */
export function findBursts({bursts, columns}: Recording): readonly Found[] {
  const groups: RecordedBurst[][] = [];
  for (const burst of [...bursts].sort((a, b) => a.from - b.from)) {
    const open = groups.at(-1);
    if (open?.some(({to}) => burst.from < to)) open.push(burst);
    else groups.push([burst]);
  }
  const strength = (group: readonly RecordedBurst[]) => Math.max(...group.map(burst => burst.strength));
  return groups
    .sort((a, b) => strength(b) - strength(a))
    .slice(0, defaults.most)
    .map(group => describe(group, columns));
}

function describe(group: readonly RecordedBurst[], columns: ReplayColumns): Found {
  const begin = Math.min(...group.map(({from}) => from));
  const end = Math.max(...group.map(({to}) => to));
  const events = group.reduce((sum, burst) => sum + burst.events, 0);
  const expected = group.reduce((sum, burst) => sum + burst.expected, 0);
  const kinds = new Set(group.map(({dataset}) => eventOf[dataset]));
  const what = kinds.size === 1 ? ([...kinds][0] ?? "event") : "event";
  const lead = Math.min(defaults.longestLead, (end - begin) * defaults.lead);
  const usual = expected < 1 ? "hardly any is" : `about ${count(expected)} are`;
  const busiest = findBusiest(group, columns);
  const most =
    busiest === null ? "" : ` ${plural(busiest.events, "of them is", "of them are")} from one source.`;
  return {
    title: `A burst of ${what}s`,
    caption: `In ${duration(end - begin)} ${plural(events, what)} came, where ${usual} usual.${most}`,
    from: begin - lead,
    to: end + lead,
    scene: {view: "all", span: 60 * minute, ...(busiest === null ? {} : {source: busiest.address})}
  };
}

/** The source of most events of bursts, with how many are its; null where they come from many. */
function findBusiest(
  group: readonly RecordedBurst[],
  {times, datasets: kinds, sources, names}: ReplayColumns
): {readonly address: string; readonly events: number} | null {
  const burstOf = burstFinder(group);
  const counts = new Uint32Array(names.addresses.length);
  let all = 0;
  for (let event = 0; event < times.length; event++) {
    if (burstOf(kinds[event] ?? -1, times[event] ?? 0) < 0) continue;
    ++all;
    const source = sources[event] ?? -1;
    if (source >= 0) counts[source] = (counts[source] ?? 0) + 1;
  }
  const events = counts.reduce((most, count) => Math.max(most, count), 0);
  const address = names.addresses[counts.indexOf(events)];
  return address === undefined || events === 0 || events < all * defaults.share ? null : {address, events};
}
