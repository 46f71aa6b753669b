import {describe, expect, it} from "vitest";
import {formatUnit} from "../../../src/engine/explain/format-unit.js";
import {speakable} from "../../../src/engine/explain/phrases.js";
import {explainInWords, rarityInWords} from "../../../src/engine/explain/sentence.js";
import {findUsualValues, usualOf} from "../../../src/engine/explain/usual-values.js";
import {linear, log} from "../../../src/engine/features/feature-spec.js";
import {featureSets} from "../../../src/engine/features/features.js";

const specs = [
  log("bytes_sent", "bytes", "bytes sent by the source"),
  linear("hour", "0-23", "local hour of the day"),
  linear("flag_rst", "0/1", "RST flag seen"),
  log("source_failed_logins", "logins", "failed logins of the source lately"),
  log("bytes_received", "bytes", "bytes sent back by the destination")
];
const columns = specs.length;
/** Ninety-nine working-hours SSH flows of around 2 kB, none cut off, no failed login. */
const usual = findUsualValues(
  Float32Array.from({length: 99 * columns}, (_, k) => {
    const row = Math.floor(k / columns);
    return [2000 + row, 8 + (row % 10), 0, 0, 500][k % columns] ?? 0;
  }),
  columns
);
const say = (row: readonly number[], parts: readonly number[]) =>
  explainInWords({
    specs,
    row: Float32Array.from(row),
    parts: Float64Array.from(parts),
    usual,
    kind: "SSH flows"
  });

describe("explainInWords", () => {
  it("says of the largest parts what was measured and what is usual", () => {
    expect(say([82_000, 3, 0, 0, 500], [2, 1, 0.01, 0, 0])).toBe(
      "Flagged because it sent 82 kB, 40 times the usual 2.05 kB; and it came at 03:00 local time, when nine of ten SSH flows come from 08:00 to 17:00."
    );
    expect(say([82_000, 12, 1, 35, 0], [0.5, -1, 1, 2, 1])).toBe(
      "Flagged because its source had 35 failed logins lately, where SSH flows usually have none; it was cut off with an RST flag, as no SSH flows do; and it received 0 bytes, where half of all SSH flows have 500 bytes or more."
    );
    expect(say([200, 12, 0, 0, 500], [1, 0, 0, 0, 0])).toBe(
      "Flagged because it sent 200 bytes, a 10th of the usual 2.05 kB."
    );
  });

  it("does not name what made the event more usual, nor what was not measured", () => {
    expect(say([82_000, 3, 0, 0, 500], [-2, 1, 0, 0, 0])).not.toContain("sent");
    expect(say([Number.NaN, 3, 0, 0, 500], [2, 1, 0, 0, 0])).not.toContain("sent");
  });

  it("says so when every measure is as usual by itself", () => {
    expect(say([2050, 12, 0, 0, 500], [1, 2, 0, 0, 0])).toBe(
      "Flagged for a combination that is unusual among SSH flows, though no part of it is by itself: mostly that it came at 12:00 local time; and it sent 2.05 kB."
    );
    expect(say([2050, 12, 0, 0, 500], [-1, -1, 0, 0, 0])).toBe(
      "Nothing measured sets it apart from other SSH flows."
    );
  });

  it("has words for every feature of every model, whatever its value", () => {
    for (const family of Object.values(featureSets)) {
      expect(family.map(({name}) => name).filter(name => !speakable.has(name))).toEqual([]);
      const width = family.length;
      const ordinary = findUsualValues(new Float32Array(50 * width).fill(1), width);
      for (const value of [0, 0.5, 1, 6, 23, 1e9]) {
        const row = new Float32Array(width).fill(value);
        for (let column = 0; column < width; ++column) {
          const parts = new Float64Array(width);
          parts[column] = 1;
          const text = explainInWords({specs: family, row, parts, usual: ordinary, kind: "flows"});
          expect(text).not.toMatch(/undefined|NaN|null|∞|Infinity|\{/);
        }
      }
    }
  });
});

it("rarityInWords counts benign events in a million, to two digits", () => {
  expect(rarityInWords(1, "flow")).toBe("One benign flow in a million, or fewer, is as unusual.");
  expect(rarityInWords(0.995, "flow")).toBe("About one benign flow in a million is as unusual.");
  expect(rarityInWords(0.65, "flow")).toBe("About 130 benign flows in a million are as unusual.");
  expect(rarityInWords(0.5, "login event")).toBe(
    "About 1,000 benign login events in a million are as unusual."
  );
});

it("formatUnit writes values as people read them", () => {
  expect(
    [
      [87_712_345, "bytes"],
      [1, "bytes"],
      [999_999, "bytes"],
      [403, "s"],
      [0.0203, "s"],
      [0, "s"],
      [0.98, "share"],
      [1, "addresses"],
      [12_345, "packets"],
      [35, "logins"],
      [1, "1/min"]
    ].map(([value, unit]) => formatUnit(Number(value), String(unit)))
  ).toEqual([
    "87.7 MB",
    "1 byte",
    "1 MB",
    "403 s",
    "20.3 ms",
    "0 s",
    "98%",
    "1 address",
    "12,345 packets",
    "35",
    "1 record a minute"
  ]);
});

describe("usual values", () => {
  it("are quantiles and means of what is measured, null where nothing is", () => {
    const rows = Float32Array.from({length: 101 * 2}, (_, k) => (k % 2 ? Number.NaN : k / 2));
    expect(findUsualValues(rows, 2)).toEqual({
      count: 101,
      low: [5, null],
      median: [50, null],
      high: [95, null],
      mean: [50, null]
    });
  });

  it("of a group without its own are those of all", () => {
    const all = findUsualValues(Float32Array.of(1, 2, 3), 1);
    const own = findUsualValues(Float32Array.of(7), 1);
    expect(usualOf({own: {SSH: own}, all}, "SSH")).toBe(own);
    expect(usualOf({own: {SSH: own}, all}, "constructor")).toBe(all);
  });
});
