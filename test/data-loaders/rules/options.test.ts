import {describe, expect, it} from "vitest";
import {UsageError} from "../../../data-loaders/options.js";
import {parseRulesOptions} from "../../../data-loaders/rules/options.js";

describe("parseRulesOptions", () => {
  it("lists our own rules unless told what to check", () => {
    expect(parseRulesOptions([])).toEqual({check: null, help: false});
    expect(parseRulesOptions(["--check", "a", "b"])).toEqual({check: ["a", "b"], help: false});
    expect(parseRulesOptions(["a", "--check"])).toEqual({check: ["a"], help: false});
  });

  it("is asked how it is used, whatever else is said", () => {
    expect(parseRulesOptions(["--help"])).toEqual({check: null, help: true});
    expect(parseRulesOptions(["--check", "-h"])).toEqual({check: null, help: true});
  });

  it.each([
    [["--check"], "--check names nothing; expected a directory or files after it"],
    [["data"], 'unexpected argument: "data"; expected --check before it'],
    [["--check", ""], 'invalid --check: ""; expected a path'],
    [["--chekc", "data"], "--chekc"]
  ])("refuses %j", (args, problem) => {
    expect(() => parseRulesOptions(args)).toThrow(UsageError);
    expect(() => parseRulesOptions(args)).toThrow(problem);
  });
});
