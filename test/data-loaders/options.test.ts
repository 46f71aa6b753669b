import {describe, expect, it} from "vitest";
import {parseOptions, UsageError} from "../../data-loaders/options.js";

describe("parseOptions", () => {
  it("reads every option", () => {
    const args = ["--input", "in", "--output=out", "--seed", "7", "--workers", "3", "--no-cache"];
    expect(parseOptions(args)).toEqual({input: "in", output: "out", seed: 7, workers: 3, cache: false});
  });

  it("takes several models, and none unless some are named", () => {
    expect(parseOptions(["--model", "a.forest", "--model=b.forest"]).models).toEqual([
      "a.forest",
      "b.forest"
    ]);
    expect(parseOptions([])).not.toHaveProperty("models");
  });

  it("has a default for each", () => {
    const {input, output, seed, workers, cache} = parseOptions([]);
    expect([input, seed, cache]).toEqual([null, 1, true]);
    expect(output).toMatch(/src.data$/);
    expect(workers).toBeGreaterThanOrEqual(1);
  });

  it.each([
    [["--verbose"], "--verbose"],
    [["logs"], "logs"],
    [["--input"], "--input"],
    [["--input", ""], 'invalid --input: ""; expected a path'],
    [["--model", ""], 'invalid --model: ""; expected a path'],
    [["--seed", "abc"], 'invalid --seed: "abc"; expected an integer'],
    [["--seed", "1.5"], 'invalid --seed: "1.5"'],
    [["--seed", ""], 'invalid --seed: ""'],
    [["--seed", "99999999999"], "from -2147483648 to 4294967295"],
    [["--workers", "0"], 'invalid --workers: "0"; expected an integer from 1 to 256']
  ])("refuses %j", (args, message) => {
    expect(() => parseOptions(args)).toThrow(UsageError);
    expect(() => parseOptions(args)).toThrow(message);
  });
});
