import type {BurstRow} from "../../engine/build/selected-bursts.js";
import {datasetName} from "../dataset-name.js";
import {formatPlural, formatShare, formatSpan} from "../format.js";

type Named = Pick<
  BurstRow,
  | "dataset"
  | "start_time"
  | "end_time"
  | "events"
  | "expected"
  | "top_source"
  | "top_source_events"
  | "sources"
>;

/** From this share on, a burst is one source's doing. */
const leads = 0.5;

/** What a burst was, how strong, and whether anybody led it, in a sentence without addresses. */
export function burstName(burst: Named): string {
  const {label} = datasetName(burst.dataset);
  const length = formatSpan(Number(burst.end_time) - Number(burst.start_time));
  return `${label}: ${formatPlural(burst.events, "event")} in ${length}, ${timesUsual(burst)}, ${leadWords(burst)}`;
}

/** How often the usual count a burst has. */
export function timesUsual({events, expected}: Pick<BurstRow, "events" | "expected">): string {
  if (expected < 0.1) return "where there usually are none";
  const ratio = events / expected;
  const times =
    ratio >= 10 ? Math.round(ratio).toLocaleString("en-US") : ratio.toFixed(1).replace(/\.0$/, "");
  return `${times} times the usual ${expected < 10 ? expected.toFixed(1) : Math.round(expected).toLocaleString("en-US")}`;
}

/** Who made it: one, a few, or many at once. */
export function leadWords({events, top_source, top_source_events, sources}: Named): string {
  const share = events > 0 ? top_source_events / events : 0;
  if (top_source === null) return "its sources not recorded";
  if (sources === 1) return "all by one source";
  if (share >= leads) return `${formatShare(share)} of it by one of ${formatPlural(sources, "source")}`;
  return `by ${formatPlural(sources, "source")}, none of which made half of it`;
}
