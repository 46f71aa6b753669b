import type {Attention, AttentionStatus, Unusual} from "./attention.js";
import {defaults} from "./attention.js";

/** How a page words what the engine does not know: times in the reader's zone, and names of datasets. */
export interface AttentionWords {
  /** `Mon 2 Mar 2026, 14:00 – 15:00 UTC` */
  range(from: number, to: number): string;
  dataset(name: string): string;
}

export interface AttentionText {
  /** The answer in two or three words. */
  readonly status: string;
  /** How many alerts call for somebody: a whole sentence; null where there are no events. */
  readonly alerts: string | null;
  /** What is unusual, and by how much: whole sentences for a reader who knows nothing else. */
  readonly traffic: string;
  /** What was compared with what; empty when there was nothing to compare with. */
  readonly basis: string;
}

const integer = new Intl.NumberFormat("en-US", {maximumFractionDigits: 0});

const statusWords: Readonly<Record<AttentionStatus, string>> = {
  attention: "Needs attention",
  look: "Worth a look",
  usual: "Nothing unusual",
  "no baseline": "No baseline yet",
  empty: "No events"
};

/** Words an answer so that it can be read aloud. */
export function describeAttention(attention: Attention, words: AttentionWords): AttentionText {
  return {
    status: statusWords[attention.status],
    alerts: attention.status === "empty" ? null : describeOpen(attention.open),
    traffic: describeTraffic(attention, words),
    basis: describeBasis(attention)
  };
}

function describeTraffic({status, unusual, days}: Attention, words: AttentionWords): string {
  const [strongest, ...others] = unusual;
  if (strongest !== undefined) {
    const rest = others.length;
    const also =
      rest === 0
        ? ""
        : ` ${plural(rest, "other stretch", "other stretches")} of time ${rest === 1 ? "stands" : "stand"} out.`;
    return `The most unusual stretch: ${describeUnusual(strongest, words)}.${also}`;
  }
  if (status === "empty") return "This window holds no events.";
  if (days === null) {
    return `Whether the traffic is unusual cannot be told: that takes the same hour of at least ${defaults.minimumDays} other days, and the data does not have them.`;
  }
  return "The traffic of every dataset is within its usual range.";
}

/** "Suricata recorded 1,026 anomalous events on …, 29 times the usual 35", without a full stop. */
export function describeUnusual(unusual: Unusual, words: AttentionWords): string {
  const {dataset, measure, count, usual, from, to} = unusual;
  const logged =
    count === 0 ? "nothing" : plural(count, `${measure === "anomalous" ? "anomalous " : ""}event`);
  const what = `${words.dataset(dataset)} recorded ${logged} on ${words.range(from, to)}`;
  if (unusual.deviations < 0) {
    return `${what}, where about ${formatUsual(usual)} are usual: a sensor may be down, or logs missing`;
  }
  if (usual < 0.05) return `${what}, where none are usual`;
  if (usual < 1) return `${what}, where less than one is usual`;
  // Of the numbers as they are written, so that a reader who divides them arrives at the same ratio.
  return `${what}, ${formatRatio(count / roundUsual(usual))} times the usual ${formatUsual(usual)}`;
}

function describeOpen({critical, high}: Attention["open"]): string {
  if (critical + high === 0) return "No critical or high alert is open.";
  if (critical === 0)
    return `${plural(high, "high alert")} ${high === 1 ? "is" : "are"} open, none critical.`;
  if (high === 0) return `${plural(critical, "critical alert")} ${critical === 1 ? "is" : "are"} open.`;
  return `${integer.format(critical)} critical and ${integer.format(high)} high alerts are open.`;
}

function describeBasis({days}: Attention): string {
  if (days === null) return "";
  const {least, most} = days;
  const others = least === most ? `the ${integer.format(most)}` : `${least} to ${most}`;
  return `Each hour of each dataset is compared with the same hours of ${others} other days in the data: it stands out when it lies far outside the range in which those usually vary. Severity filters do not count here.`;
}

/** Small expectations keep a decimal: 2.5 events are half as many again as 1.7. */
function roundUsual(usual: number): number {
  return usual < 10 ? Math.round(usual * 10) / 10 : Math.round(usual);
}

function formatUsual(usual: number): string {
  const rounded = roundUsual(usual);
  return Number.isInteger(rounded) ? integer.format(rounded) : rounded.toFixed(1);
}

function formatRatio(ratio: number): string {
  return ratio < 10 ? ratio.toFixed(1).replace(/\.0$/, "") : integer.format(ratio);
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${integer.format(count)} ${count === 1 ? one : many}`;
}
