import {describe, expect, it} from "vitest";
import {checkVerdict} from "../../../src/components/hunt/check-verdict.js";

const seen = {events: 2514, alerts: 3, severity: "critical"} as const;
const address = {isIndicator: true, isListed: false, refused: null, seen};

describe("the verdict on one of many indicators", () => {
  it("says what alerts tell of one that is on no list", () => {
    expect(checkVerdict(address)).toBe("on no list; 2,514 events, alerts up to critical");
    expect(checkVerdict({...address, refused: "a private address"})).toBe(
      "never listed: a private address; 2,514 events, alerts up to critical"
    );
  });

  it("is of the lists alone where no alert tells of it", () => {
    expect(checkVerdict({...address, seen: null})).toBe("on no list");
    expect(checkVerdict({...address, seen: {events: 5, alerts: 0, severity: null}})).toBe("on no list");
    expect(checkVerdict({...address, isListed: true})).toBe("on a list");
    expect(checkVerdict({...address, isIndicator: false, seen: null})).toBe("no indicator");
  });
});
