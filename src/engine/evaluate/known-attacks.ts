import {classify, createVerdicts, unknown} from "../detect/random-forest/classify.js";
import {fit} from "../detect/random-forest/fit.js";
import {createRandom, randomInteger} from "../random.js";
import {rowsWhere, takeRows} from "./folds.js";
import type {LabelledRows} from "./labelled-rows.js";
import type {Split} from "./protocols.js";
import {samplePositions} from "./sample-positions.js";
import {usableColumns} from "./score-split.js";

export const defaults = {
  /** Training rows of each class at most, drawn at random: attacks of one kind resemble each other, normal traffic does not. */
  mostOfType: 1000,
  mostNormal: 10_000,
  /** A type with fewer training rows than this is not learnt. */
  leastOfType: 10,
  /** Share of host-hours whose normal rows are kept from learning when a type is left out. */
  keptShare: 0.2
} as const;

/** What the known-attack classifier says of some rows: counts by true type, in order of `types`. */
export interface KnownAttackCounts {
  /** Types of the judged rows, "Normal" first. */
  readonly types: readonly string[];
  /** Answers: the types learnt, "Normal" first, and "unknown" last. */
  readonly answers: readonly string[];
  /** types x answers, row-major. */
  readonly counts: readonly number[];
  /** Of the rows that taught, those left out of a tree's sample: accuracy by the trees that did not see them, in [0, 1]. */
  readonly outOfBagAccuracy: number;
  readonly outOfBagBalanced: number;
}

/**
 * Learns types of attack from labelled rows of one part and says what the rows of the other are. It needs labels and so is no
 * detector of the unseen; what it does with a type that it was not taught is counted too. Null when the training part
 * holds fewer than two classes.
 */
export function judgeKnownAttacks(
  {rows, names, attackType}: LabelledRows,
  {train, test}: Split,
  seed: number
): KnownAttackCounts | null {
  const columns = names.length;
  const {learnt, classes} = chooseTraining(attackType.codes, attackType.names, train, seed);
  if (classes.length < 2) return null;
  const known = new Map(classes.map((code, label) => [code, label]));
  const taken = takeRows(rows, columns, learnt);
  const forest = fit(
    taken,
    columns,
    Int32Array.from(learnt, row => known.get(attackType.codes[row] as number) ?? 0),
    {
      seed,
      classes: classes.map(code => attackType.names[code] ?? ""),
      names,
      use: usableColumns(
        taken,
        columns,
        names.map((_, column) => column)
      )
    }
  );
  const verdicts = createVerdicts(forest, test.length);
  classify(forest, takeRows(rows, columns, test), columns, verdicts);
  const answers = [...forest.classes, "unknown"];
  const counts = new Array<number>(attackType.names.length * answers.length).fill(0);
  test.forEach((row, place) => {
    const label = verdicts.label[place] as number;
    const answer = label === unknown ? answers.length - 1 : label;
    const cell = (attackType.codes[row] as number) * answers.length + answer;
    counts[cell] = (counts[cell] as number) + 1;
  });
  return {
    types: attackType.names,
    answers,
    counts,
    outOfBagAccuracy: forest.outOfBag.accuracy,
    outOfBagBalanced: forest.outOfBag.balancedAccuracy
  };
}

/**
 * One split for each type of attack: all its rows are judged and none of them is learnt from; a fifth of the host-hours is kept
 * from learning too, so that their normal rows tell how often the classifier cries wolf.
 */
export function leaveOneTypeOut(
  {attackType, attack, cluster}: LabelledRows,
  seed: number
): readonly {readonly type: string; readonly split: Split}[] {
  const count = attack.length;
  const random = createRandom(seed);
  const kept = new Map<number, boolean>();
  const isKept = Uint8Array.from({length: count}, (_, row) => {
    const id = cluster?.[row] ?? row;
    const known = kept.get(id) ?? randomInteger(random, 1000) < 1000 * defaults.keptShare;
    kept.set(id, known);
    return known ? 1 : 0;
  });
  return attackType.names.flatMap((type, code) => {
    const own = (row: number) => attackType.codes[row] === code;
    if (code === 0 || !attackType.codes.includes(code)) return [];
    const train = rowsWhere(count, row => !own(row) && isKept[row] === 0);
    const test = rowsWhere(count, row => own(row) || (attack[row] === 0 && isKept[row] === 1));
    return [{type, split: {train, test}}];
  });
}

function chooseTraining(codes: Int32Array, names: readonly string[], train: Int32Array, seed: number) {
  const classes: number[] = [];
  const chosen: Int32Array[] = [];
  names.forEach((_, code) => {
    const own = train.filter(row => codes[row] === code);
    if (own.length < defaults.leastOfType) return;
    classes.push(code);
    const most = code === 0 ? defaults.mostNormal : defaults.mostOfType;
    chosen.push(samplePositions(own, most, seed + code));
  });
  return {classes, learnt: Int32Array.from(chosen.flatMap(rows => [...rows])).sort()};
}
