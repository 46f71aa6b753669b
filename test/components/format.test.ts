import {describe, expect, it} from "vitest";
import {
  formatBytes,
  formatChange,
  formatCompact,
  formatCount,
  formatPlural,
  formatShare,
  formatSpan
} from "../../src/components/format.js";

const day = 86_400_000;

describe("numbers", () => {
  it("are grouped by thousands, or shortened", () => {
    expect(formatCount(1_234_567)).toBe("1,234,567");
    expect(formatCompact(1_234_567)).toBe("1.2M");
    expect(formatBytes(1536)).toBe("1.5 kB");
    expect(formatBytes(999)).toBe("999 B");
  });

  it("agree with what they count", () => {
    expect(formatPlural(1, "event")).toBe("1 event");
    expect(formatPlural(1200, "event")).toBe("1,200 events");
    expect(formatPlural(2, "address", "addresses")).toBe("2 addresses");
  });

  it("that nobody measured are never shown as 0", () => {
    for (const format of [formatCount, formatCompact, formatShare, formatBytes]) {
      expect(format(null)).toBe("not measured");
      expect(format(Number.NaN)).toBe("not measured");
    }
  });

  it("keep a share from looking like none or all when it is not", () => {
    expect(formatShare(0)).toBe("0%");
    expect(formatShare(0.00001)).toBe("<0.1%");
    expect(formatShare(0.1234)).toBe("12.3%");
    expect(formatShare(0.99999)).toBe(">99.9%");
    expect(formatShare(1)).toBe("100%");
  });
});

describe("formatSpan", () => {
  it("names the largest units", () => {
    expect(formatSpan(7 * day)).toBe("7 days");
    expect(formatSpan(3_600_000)).toBe("1 hour");
    expect(formatSpan(5_400_000)).toBe("1 hour 30 minutes");
    expect(formatSpan(250)).toBe("250 ms");
  });
});

describe("formatChange", () => {
  it("compares with the window before in words", () => {
    expect(formatChange(112, 100, 7 * day)).toBe("12% more than the 7 days before");
    expect(formatChange(88, 100, day)).toBe("12% fewer than the day before");
    expect(formatChange(100, 100, day)).toBe("same as the day before");
    expect(formatChange(1001, 1000, day)).toBe("<1% more than the day before");
    expect(formatChange(200, 100, day)).toBe("twice the day before");
    expect(formatChange(0, 12, day)).toBe("none, 12 in the day before");
    expect(formatChange(5000, 100, 3_600_000)).toBe("50 times the hour before");
  });

  it("says when there is nothing to compare with", () => {
    expect(formatChange(5, null, day)).toBe("");
    expect(formatChange(5, 0, day)).toBe("none in the day before");
    expect(formatChange(null, 5, day)).toBe("");
  });
});
