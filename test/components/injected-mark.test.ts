import {describe, expect, it} from "vitest";
import {injectedTitle, markInjected} from "../../src/components/injected-mark.js";

describe("the mark of what was injected", () => {
  it("is for injected rows alone; the others stay as they are", () => {
    // It is not touched, so that no document is needed.
    const link = {} as HTMLElement;
    for (const origin of ["recorded", "simulated", "", null]) {
      expect(injectedTitle(origin, "alert")).toBeNull();
      expect(markInjected(link, origin, "incident")).toBe(link);
    }
    expect(injectedTitle("injected", "alert")).toBe(
      "An attack that was simulated at a reader's wish; nobody did this"
    );
  });

  it("says of an incident that it may be so in part only", () => {
    expect(injectedTitle("injected", "incident")).toContain("in part");
  });
});
