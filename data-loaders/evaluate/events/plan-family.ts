import {rowsWhere, shuffle} from "../../../src/engine/evaluate/folds.js";
import {
  chronological,
  leaveOneDayOut,
  type ProtocolName,
  randomSplit,
  type Split
} from "../../../src/engine/evaluate/protocols.js";
import type {SplitScores} from "../../../src/engine/evaluate/score-split.js";
import {createRandom} from "../../../src/engine/random.js";
import type {LabelledFamily} from "./labelled-events.js";
import {referencesOf} from "./score-event-split.js";

/** A protocol as carried out on one family. */
export interface Plan {
  readonly protocol: ProtocolName;
  readonly splits: readonly Split[];
  /** By row: 1 where some split judges it; shared. */
  readonly judged: Uint8Array;
}

/** Benign rows that each split needs to learn from and calibrate on, as a build does. */
const leastReferences = 500;

/** The protocols that a family allows, headline first (quick: and only that); empty when it has no two days. */
export function planFamily(
  {day, attack}: LabelledFamily,
  {seed, quick}: {readonly seed: number; readonly quick: boolean}
): readonly Plan[] {
  if (day === null) return [];
  const plans: Plan[] = [];
  const add = (protocol: ProtocolName, splits: readonly Split[]) => {
    const judged = new Uint8Array(new SharedArrayBuffer(attack.length));
    for (const {test} of splits) for (const row of test) judged[row] = 1;
    plans.push({protocol, splits: splits.map(shareSplit), judged});
  };
  const byDay = leaveOneDayOut(day);
  if (byDay.length === 0) return [];
  add("leave_one_day_out", byDay);
  if (quick) return plans;
  const later = chronological(day);
  if (later !== null && hasBoth(attack, later.test)) add("chronological", [later]);
  add("random_split", [randomSplit(attack, seed)]);
  return plans;
}

/** Why a family cannot be judged; null when it can. */
export function whyUnjudged(data: LabelledFamily): string | null {
  const {attack, family, day} = data;
  const attacks = attack.reduce((sum, label) => sum + label, 0);
  if (attack.length === 0) return "There are no events of this kind.";
  if (family === "honeypot") {
    return "A honeypot sees no normal traffic, so that there is nothing to tell attacks from; pooled with other traffic, being a honeypot would be the answer.";
  }
  if (attacks === 0) return "None of its events is an attack.";
  if (attacks === attack.length) return "All of its events are attacks.";
  const splits = day === null ? [] : leaveOneDayOut(day);
  if (splits.length === 0) return "Its events are of one day only, so that no unseen day is left to judge.";
  const fewest = Math.min(...splits.map(({train}) => referencesOf(data, train).length));
  if (fewest < leastReferences) {
    return `Without the day that is judged there are ${fewest} events that nothing speaks against; ${leastReferences} are needed to learn from.`;
  }
  const normal = attack.length - attacks;
  if (Math.min(attacks, normal) < 5)
    return `It has ${attacks} attacks and ${normal} normal events; 5 of each are needed.`;
  return null;
}

export function newScores(rows: number): SplitScores {
  const shared = () => new Float64Array(new SharedArrayBuffer(8 * rows));
  return {raw: shared(), probability: shared()};
}

/** Labels dealt to other rows: what is told of them is told by chance, or by a mistake of the evaluation. */
export function shuffledLabels(attack: Uint8Array, seed: number): Uint8Array {
  const labels = new Uint8Array(new SharedArrayBuffer(attack.length));
  labels.set(attack);
  // Another stream than that of the detectors.
  shuffle(labels, createRandom(seed ^ 0x5bf03635));
  return labels;
}

/** The same family with its columns in shared memory. */
export function shareFamily(data: LabelledFamily): LabelledFamily {
  const ints = (values: Int32Array) => {
    const shared = new Int32Array(new SharedArrayBuffer(4 * values.length));
    shared.set(values);
    return shared;
  };
  const bytes = (values: Uint8Array) => {
    const shared = new Uint8Array(new SharedArrayBuffer(values.length));
    shared.set(values);
    return shared;
  };
  const rows = new Float32Array(new SharedArrayBuffer(4 * data.rows.length));
  rows.set(data.rows);
  const category = ({names, codes}: {names: readonly string[]; codes: Int32Array}) => ({
    names,
    codes: ints(codes)
  });
  return {
    ...data,
    seq: ints(data.seq),
    rows,
    attack: bytes(data.attack),
    attackType: category(data.attackType),
    application: data.application && category(data.application),
    dataset: data.dataset && category(data.dataset),
    day: data.day && ints(data.day),
    cluster: data.cluster && ints(data.cluster),
    reference: data.reference && bytes(data.reference)
  };
}

function shareSplit({train, test}: Split): Split {
  const share = (values: Int32Array) => {
    const shared = new Int32Array(new SharedArrayBuffer(4 * values.length));
    shared.set(values);
    return shared;
  };
  return {train: share(train), test: share(test)};
}

function hasBoth(attack: Uint8Array, rows: Int32Array): boolean {
  const attacks = rows.reduce((sum, row) => sum + (attack[row] as number), 0);
  return attacks > 0 && attacks < rows.length;
}

/** Numbers of the rows that a plan judges. */
export function judgedRows({judged}: Plan): Int32Array {
  return rowsWhere(judged.length, row => judged[row] === 1);
}
