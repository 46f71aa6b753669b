import {describe, expect, it} from "vitest";
import type {OpeningProgress} from "../../src/workspace/opening.js";
import {shareDone} from "../../src/workspace/stage-begins.js";

const progress: OpeningProgress = {
  stage: "read",
  detail: "",
  bytes: 0,
  totalBytes: 100,
  bytesPerSecond: null,
  secondsLeft: null,
  records: 0,
  events: 0,
  quarantined: 0,
  alerts: null,
  gravest: []
};

describe("the share that is done", () => {
  it("is a fifth when all bytes are read, and never more by them", () => {
    expect(shareDone(progress, 1)).toBe(0);
    expect(shareDone({...progress, bytes: 50}, 1)).toBeCloseTo(0.1);
    expect(shareDone({...progress, bytes: 100}, 1)).toBeCloseTo(0.2);
    expect(shareDone({...progress, bytes: 200}, 1)).toBeCloseTo(0.2);
    expect(shareDone({...progress, totalBytes: 0}, 1)).toBe(0);
  });

  it("goes on within a later stage by the time left, between its beginning and the next one's", () => {
    const detect: OpeningProgress = {...progress, stage: "detect", bytes: 100};
    expect(shareDone(detect, 2)).toBe(0.2);
    expect(shareDone({...detect, secondsLeft: 6}, 4)).toBeCloseTo(0.4);
    expect(shareDone({...detect, secondsLeft: 1}, 9)).toBe(0.5);
    expect(shareDone({...detect, secondsLeft: 99}, 1)).toBe(0.2);
    expect(shareDone({...detect, stage: "publish", secondsLeft: 1}, 99)).toBeCloseTo(0.99);
    expect(shareDone({...detect, stage: "publish"}, 99)).toBe(0.93);
  });
});
