import {describe, expect, it} from "vitest";
import {contentLimitBeside, estimateFit, mostBeside} from "../../../src/workspace/read/estimate-fit.js";

describe("estimateFit", () => {
  it("says that what is small fits", () => {
    expect(estimateFit([{name: "cowrie.json", bytes: 2_700_000}])).toEqual({
      contentBytes: 2_700_000,
      left: [],
      sentence: "1 file, about 3 MB of logs: all of it fits."
    });
  });

  it("takes half a gigabyte, and expects of a gzip what logs usually become", () => {
    expect(estimateFit([{name: "eve.json", bytes: 500_000_000}]).left).toEqual([]);
    expect(estimateFit([{name: "eve.json.GZ", bytes: 10_000_000}]).contentBytes).toBe(120_000_000);
  });

  it("names what will be left out, in order of name, and what to do about it", () => {
    const files = ["c", "b.gz", "a"].map(name => ({name, bytes: 100_000_000}));
    const fit = estimateFit(files, {contentLimit: 500_000_000});
    expect(fit.left).toEqual(["b.gz", "c"]);
    expect(fit.sentence).toBe(
      "3 files, about 1,400 MB of logs, of which a page can take 500 MB: in order of name, what follows in b.gz and 1 more " +
        "will be left out. Drop fewer files, or use npm run data, which takes any amount."
    );
    expect(estimateFit(files.slice(2), {contentLimit: 1_000_000}).sentence).toContain(
      "the end of a will be left out"
    );
  });

  it("leaves less room for logs the more published events come with them, and some with the most of those", () => {
    expect(contentLimitBeside(0)).toBe(512 * 2 ** 20);
    expect(contentLimitBeside(300_000)).toBeLessThan(contentLimitBeside(200_000));
    expect(contentLimitBeside(mostBeside)).toBeGreaterThan(10e6);
    expect(contentLimitBeside(1e9)).toBe(0);
  });
});
