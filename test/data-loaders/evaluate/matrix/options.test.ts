import {describe, expect, it} from "vitest";
import {findColumn, printable} from "../../../../data-loaders/evaluate/matrix/find-column.js";
import {parseMatrixOptions} from "../../../../data-loaders/evaluate/matrix/options.js";
import {UsageError} from "../../../../data-loaders/options.js";

const least = ["--matrix", "m.csv", "--label", "class"];

describe("parseMatrixOptions", () => {
  it("has a default for all but the table and its label", () => {
    expect(parseMatrixOptions(least)).toMatchObject({
      matrix: "m.csv",
      label: "class",
      train: null,
      normal: null,
      drop: [],
      oneHot: "auto",
      log: "auto",
      seeds: 5,
      seed: 1,
      scores: [],
      detectors: null,
      output: "evaluation"
    });
  });

  it("reads every option", () => {
    const args = [
      "--train",
      "t.csv",
      "--normal",
      "ok, fine",
      "--drop",
      "a,b",
      "--one-hot",
      "none",
      "--log",
      "x,y"
    ];
    const more = [
      "--seeds",
      "2",
      "--seed=-7",
      "--scores",
      "s.csv",
      "--scores",
      "u.csv",
      "--scores-column",
      "p"
    ];
    const last = ["--detectors", "knn,combined", "--output", "out", "--workers", "1"];
    expect(parseMatrixOptions([...least, ...args, ...more, ...last])).toEqual({
      matrix: "m.csv",
      label: "class",
      train: "t.csv",
      normal: ["ok", "fine"],
      drop: ["a", "b"],
      oneHot: "none",
      log: ["x", "y"],
      seeds: 2,
      seed: -7,
      scores: ["s.csv", "u.csv"],
      scoresColumn: "p",
      detectors: ["knn", "combined"],
      output: "out",
      workers: 1
    });
  });

  it("takes positions from the end, which look like options, as values", () => {
    expect(parseMatrixOptions(["--matrix", "m", "--label", "-2", "--drop", "-1,-3"])).toMatchObject({
      label: "-2",
      drop: ["-1", "-3"]
    });
  });

  it("takes none for no detector", () => {
    expect(parseMatrixOptions([...least, "--detectors", "none"]).detectors).toEqual([]);
  });

  it.each([
    [["--label", "x"], "--matrix is missing"],
    [["--matrix", "x"], "--label is missing"],
    [[...least, "--seeds", "0"], 'invalid --seeds: "0"; expected an integer from 1 to 100'],
    [[...least, "--seed", "x"], 'invalid --seed: "x"'],
    [[...least, "--drop", "a,,b"], 'invalid --drop: "a,,b"; expected values with commas between them'],
    [[...least, "--output", ""], 'invalid --output: ""; expected a path'],
    [[...least, "--verbose"], "--verbose"],
    [[...least, "more"], "more"]
  ])("refuses %j", (args, message) => {
    expect(() => parseMatrixOptions(args)).toThrow(UsageError);
    expect(() => parseMatrixOptions(args)).toThrow(message);
  });
});

describe("findColumn", () => {
  const names = ["Duration", " Label ", "2", "x", "X"];

  it("finds names whatever their case and blanks, before places", () => {
    expect(findColumn(names, "label", "label")).toBe(1);
    expect(findColumn(names, "2", "label")).toBe(2);
  });

  it("finds places from either end", () => {
    expect(findColumn(names, "1", "label")).toBe(0);
    expect(findColumn(names, "-1", "label")).toBe(4);
    expect(findColumn(names, "-5", "label")).toBe(0);
  });

  it("says what there is when there is none, or more than one", () => {
    expect(() => findColumn(names, "class", "drop")).toThrow(
      "--drop class: no such column; there are Duration,  Label , 2, x, X"
    );
    for (const place of ["0", "6", "-6", "1.5"]) {
      expect(() => findColumn(names, place, "label")).toThrow("no such column");
    }
    expect(() => findColumn(names, "x", "label")).toThrow("2 columns have that name");
  });
});

describe("printable", () => {
  it("keeps a file's text from steering the terminal", () => {
    expect(printable("a\u001b[2Jb\nc\u202ed")).toBe("a?[2Jb?c?d");
    expect(printable("x".repeat(500))).toHaveLength(80);
  });
});
