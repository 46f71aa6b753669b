import type {BeaconEvaluation} from "../../engine/evaluate/beacons.js";
import {poissonInterval} from "../../engine/evaluate/poisson.js";
import {formatCount, formatShare} from "../format.js";

/** What is asked of the search: recall at a jitter, and false positives per thousand benign pairs at most. */
export const bar = {jitter: 0.3, recall: 0.95, perThousand: 1} as const;

export const spreadLabel = {
  uniform: "Pauses spread evenly",
  gaussian: "Pauses spread like a bell"
} as const satisfies Record<BeaconEvaluation["recall"][number]["spread"], string>;

/** Who judged: the whole search, or RITA's score alone from a category on. */
export const judges = [
  {key: "found", label: "this search"},
  {key: "ritaLow", label: "RITA, from low"},
  {key: "ritaMedium", label: "RITA, from medium"}
] as const;

export type Judge = (typeof judges)[number]["key"];

export interface RecallPoint {
  readonly spread: keyof typeof spreadLabel;
  readonly jitter: number;
  readonly judge: Judge;
  readonly recall: number;
  readonly found: number;
  readonly beacons: number;
}

/** A point for each spread, judge and jitter. */
export function recallPoints(recall: BeaconEvaluation["recall"]): RecallPoint[] {
  return recall.flatMap(line =>
    judges.map(({key}) => ({
      spread: line.spread,
      jitter: line.jitter,
      judge: key,
      recall: line[key] / line.beacons,
      found: line[key],
      beacons: line.beacons
    }))
  );
}

/** "At 30% jitter at least 98% of beacons are found, over the bar of 95%; by RITA's score alone 61%". */
export function recallFinding(points: readonly RecallPoint[]): string {
  const at = points.filter(({jitter}) => jitter === bar.jitter);
  const least = (judge: Judge) =>
    Math.min(...at.filter(point => point.judge === judge).map(({recall}) => recall));
  if (at.length === 0) return "Beacons found, by how much their pauses vary";
  const found = least("found");
  return `At ${formatShare(bar.jitter)} jitter at least ${formatShare(found)} of beacons are found, ${found < bar.recall ? "short of" : "over"} the ${formatShare(bar.recall)} asked for; by RITA’s score alone ${formatShare(least("ritaLow"))}`;
}

/** Where the search gives way: at the most jitter that was simulated. */
export function recallLimit(points: readonly RecallPoint[]): string {
  const pictures = "The two pictures are two ways of varying the pause.";
  const most = Math.max(...points.map(({jitter}) => jitter));
  const [worst] = points
    .filter(({jitter, judge}) => jitter === most && judge === "found")
    .toSorted((a, b) => a.recall - b.recall);
  if (worst === undefined || most <= bar.jitter) return pictures;
  return `${pictures} At ${formatShare(most)} jitter ${formatShare(worst.recall)} of those are found whose ${spreadLabel[worst.spread].toLowerCase().replace("spread", "are spread")}.`;
}

const kindLabel: Readonly<Record<string, string>> = {
  browsing: "Reading web pages",
  habit: "Same page every day",
  office: "Office work on a server",
  memoryless: "Software, at random",
  heavyTailed: "Software, in flurries",
  streaming: "Video and music",
  mail: "Looking for mail",
  clock: "Setting the clock",
  updates: "Looking for updates",
  openPage: "A page left open"
};

export const kindOf = (kind: string): string => kindLabel[kind] ?? kind;

/** False positives of one kind of benign traffic by one judge, per thousand pairs. */
export interface BenignPoint {
  readonly kind: string;
  readonly judge: Judge;
  readonly perThousand: number;
  readonly found: number;
  readonly pairs: number;
}

/** Kind after kind, those that RITA's score takes for beacons most often first; "all" at the end. */
export function benignPoints({benign}: Pick<BeaconEvaluation, "benign">): BenignPoint[] {
  const sum = (key: "pairs" | Judge) => benign.reduce((total, line) => total + line[key], 0);
  const lines = [
    ...benign
      .toSorted((a, b) => b.ritaLow / b.pairs - a.ritaLow / a.pairs || a.kind.localeCompare(b.kind, "en"))
      .map(line => ({...line, kind: kindOf(line.kind)})),
    {
      kind: "All together",
      pairs: sum("pairs"),
      found: sum("found"),
      ritaLow: sum("ritaLow"),
      ritaMedium: sum("ritaMedium")
    }
  ].filter(({pairs}) => pairs > 0);
  return lines.flatMap(line =>
    judges.map(({key}) => ({
      kind: line.kind,
      judge: key,
      perThousand: (1000 * line[key]) / line.pairs,
      found: line[key],
      pairs: line.pairs
    }))
  );
}

/** "0.33 false positives per thousand benign pairs, under the 1 allowed; RITA's score alone raises 287". */
export function benignFinding(points: readonly BenignPoint[]): string {
  const all = points.slice(-judges.length);
  const of = (judge: Judge) => all.find(point => point.judge === judge);
  const ours = of("found");
  if (ours === undefined) return "False positives per thousand benign pairs";
  const kept = ours.perThousand <= bar.perThousand;
  return `${rateText(ours.perThousand)} false positives per thousand benign pairs, ${kept ? "within" : "over"} the ${bar.perThousand} allowed; RITA’s score alone raises ${rateText(of("ritaLow")?.perThousand ?? 0)}`;
}

/** What the count leaves open: with few pairs even none found is no proof of a small rate. */
export function benignCaution(points: readonly BenignPoint[]): string {
  const ours = points.slice(-judges.length).find(({judge}) => judge === "found");
  if (ours === undefined) return "";
  const {low, high} = poissonInterval(ours.found, 0.95);
  const rate = (count: number) => rateText((1000 * count) / ours.pairs);
  const wide = (1000 * high) / ours.pairs > bar.perThousand ? "; too few pairs to be sure of the bar" : "";
  return `${formatCount(ours.found)} of ${formatCount(ours.pairs)} simulated pairs, 95% interval ${rate(low)} to ${rate(high)} per thousand${wide}. The axis is linear up to 1 and logarithmic beyond.`;
}

/** 0 -> "0", 0.333 -> "0.33", 287.4 -> "287". */
export function rateText(value: number): string {
  if (value === 0) return "0";
  return value < 10 ? String(Number(value.toPrecision(2))) : formatCount(value);
}

export type RegularLine = BeaconEvaluation["regular"][number];

/** "Harmless traffic that is as regular is found too: 300 of 400 pairs; the allow-list lets 250 of them pass". */
export function regularFinding(lines: readonly RegularLine[]): string {
  const sum = (key: "pairs" | "found" | "allowed") => lines.reduce((total, line) => total + line[key], 0);
  if (lines.length === 0) return "Harmless traffic that is as regular as a beacon";
  return `Harmless traffic that is as regular is found too: ${formatCount(sum("found"))} of ${formatCount(sum("pairs"))} pairs, of which the allow-list lets ${formatCount(sum("allowed"))} pass`;
}
