import {describe, expect, it} from "vitest";
import {readAllowFile} from "../../../data-loaders/detect/read-allow-list.js";

describe("the allow-list's file", () => {
  it("is read, and allows nothing where it is not there", async () => {
    expect((await readAllowFile("data/allow.yml")).entries.length).toBeGreaterThan(5);
    expect(await readAllowFile("data/no-such-allow.yml")).toEqual({entries: [], errors: []});
  });
});
