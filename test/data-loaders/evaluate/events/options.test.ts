import {describe, expect, it} from "vitest";
import {parseEventOptions} from "../../../../data-loaders/evaluate/events/options.js";
import {paths} from "../../../../data-loaders/paths.js";

describe("parseEventOptions", () => {
  it("evaluates what would be prepared, with five seeds, when nothing is said", () => {
    expect(parseEventOptions([])).toMatchObject({
      input: null,
      output: paths.output,
      seed: 1,
      seeds: 5,
      quick: false,
      detectors: null
    });
  });

  it("takes one seed when it is to be quick, unless told otherwise", () => {
    expect(parseEventOptions(["--quick"])).toMatchObject({quick: true, seeds: 1});
    expect(parseEventOptions(["--quick", "--seeds", "2"])).toMatchObject({quick: true, seeds: 2});
  });

  it("says what is wrong with an option", () => {
    expect(() => parseEventOptions(["--seeds", "none"])).toThrow(
      'invalid --seeds: "none"; expected an integer from 1 to 100'
    );
    expect(() => parseEventOptions(["--output", " "])).toThrow('invalid --output: " "; expected a value');
    expect(() => parseEventOptions(["--label", "x"])).toThrow("--label");
  });
});
