import {describe, expect, it} from "vitest";
import {followProgress, type ReadProgress} from "../../../src/workspace/read/follow-progress.js";

describe("followProgress", () => {
  it("adds up all files, at most ten times a second, and tells all at the end", () => {
    let time = 0;
    const told: ReadProgress[] = [];
    const [a, b] = [
      {name: "a", bytes: 1000},
      {name: "b", bytes: 500}
    ] as const;
    const progress = followProgress([a, b], told.push.bind(told), () => time);
    progress.hashing(a, 400);
    progress.hashing(b, 500);
    time = 99;
    progress.hashing(a, 1000);
    time = 100;
    progress.reading(a, {kind: "progress", bytes: 600, records: 6, quarantined: 1});
    progress.done(b, {records: 5, quarantined: 0} as never);
    progress.end();
    const all = {files: 2, bytes: 1500};
    expect(told).toEqual([
      {...all, filesDone: 0, bytesHashed: 400, bytesRead: 0, records: 0, quarantined: 0},
      {...all, filesDone: 0, bytesHashed: 1500, bytesRead: 600, records: 6, quarantined: 1},
      {...all, filesDone: 1, bytesHashed: 1500, bytesRead: 1100, records: 11, quarantined: 1}
    ]);
  });
});
