import {describe, expect, it} from "vitest";
import {readForest} from "../../../../src/engine/analysis/score/read-forest.js";
import {encode, type ForestOrigin} from "../../../../src/engine/detect/isolation-forest/file.js";
import {fit as fitForest} from "../../../../src/engine/detect/isolation-forest/fit.js";
import {featureSets} from "../../../../src/engine/features/features.js";
import {createRandom} from "../../../../src/engine/random.js";

const namesOf = (family: keyof typeof featureSets) => featureSets[family].map(({name}) => name);

function fileOf(names: readonly string[], origin?: ForestOrigin): Uint8Array {
  const random = createRandom(1);
  const rows = Float32Array.from({length: 50 * names.length}, random);
  return encode(fitForest(rows, names.length, {seed: 1, trees: 3, names}), origin);
}

const origin = (family: keyof typeof featureSets) => ({family, rows: 50, benign: true, seed: 7});

describe("readForest", () => {
  it("tells what a forest that fits is of", () => {
    for (const family of ["flow", "honeypot", "login"] as const)
      expect(readForest(fileOf(namesOf(family), origin(family)))).toEqual(origin(family));
  });

  it("refuses what is no forest, a damaged one, and one of another version", () => {
    const file = fileOf(namesOf("login"), origin("login"));
    expect(() => readForest(new TextEncoder().encode("time,score\n1,2\n"))).toThrow(
      'not an isolation forest: starts with "time", not "FBIF"'
    );
    expect(() => readForest(new Uint8Array())).toThrow("model file cut short: 0 bytes");
    expect(() => readForest(file.subarray(0, -5))).toThrow("model file cut short: need at least");
    expect(() => readForest(Uint8Array.from([...file, 0]))).toThrow("1 bytes after the last tree");
    expect(() => readForest(file.with(4, 9))).toThrow("of version 9; this Flowbook reads version 1");
  });

  it("refuses one that does not say what events it is of, or says nonsense", () => {
    const silent = "the forest does not say what events it is of";
    expect(() => readForest(fileOf(namesOf("flow")))).toThrow(silent);
    for (const broken of [{family: "mail"}, {rows: -1}, {benign: "yes"}, {seed: 1.5}])
      expect(() =>
        readForest(fileOf(namesOf("flow"), {...origin("flow"), ...broken} as ForestOrigin))
      ).toThrow(silent);
  });

  it("refuses features of another family, and features that there are not", () => {
    expect(() => readForest(fileOf(namesOf("flow"), origin("login")))).toThrow(
      "the forest claims to be of logins, but has the features of flows"
    );
    const names = namesOf("flow");
    expect(() => readForest(fileOf([...names, "<b>mood</b>"], origin("flow")))).toThrow(
      'the forest has a feature that flows have not here: "<b>mood</b>"; it was made by another version of Flowbook'
    );
    expect(() => readForest(fileOf(names.slice(1), origin("flow")))).toThrow(
      `the forest lacks a feature that flows have here: "${names[0]}"`
    );
    expect(() => readForest(fileOf(names.toReversed(), origin("flow")))).toThrow("in another order");
  });
});
