import {describe, expect, it} from "vitest";
import {
  besideWords,
  bytesSentence,
  fileWords,
  hasProblem,
  spokenProgress,
  workspaceWords
} from "../../../src/components/workspace/words.js";
import type {OpenedFile, OpeningProgress, WorkspaceSummary} from "../../../src/workspace/opening.js";

const progress: OpeningProgress = {
  stage: "read",
  detail: "",
  bytes: 12_300_000,
  totalBytes: 100_000_000,
  bytesPerSecond: 14_200_000,
  secondsLeft: 6.2,
  records: 10,
  events: 9,
  quarantined: 0,
  alerts: null,
  gravest: []
};

const file: OpenedFile = {
  name: "eve.json",
  status: "read",
  dataset: "suricata",
  records: 1000,
  events: 900,
  quarantined: 0,
  reasons: [],
  notes: [],
  isWhole: true
};

describe("bytesSentence", () => {
  it("tells bytes, rate and the time left", () => {
    expect(bytesSentence(progress)).toBe("12.3 MB of 100 MB · 14.2 MB/s · about 6 seconds left");
  });

  it("leaves out what is not known, and never tells more bytes than there are", () => {
    const unknown = {...progress, bytes: 2e8, bytesPerSecond: null, secondsLeft: null};
    expect(bytesSentence(unknown)).toBe("100 MB of 100 MB");
  });

  it("does not count down to zero", () => {
    expect(bytesSentence({...progress, secondsLeft: 0.2})).toContain("less than a second left");
    expect(bytesSentence({...progress, secondsLeft: 95})).toContain("about 1 minute 35 seconds left");
  });
});

describe("spokenProgress", () => {
  it("is one sentence", () => {
    expect(spokenProgress(progress)).toBe("Read: 12% read, 9 events.");
    expect(spokenProgress({...progress, stage: "score", bytes: 1e8, alerts: 1})).toBe(
      "Score: 100% read, 9 events, 1 alert."
    );
  });

  it("knows no share of nothing", () => {
    expect(spokenProgress({...progress, totalBytes: 0, bytes: 0})).toContain("100% read");
  });
});

it("a workspace is told by files, events and span, in UTC", () => {
  const summary: WorkspaceSummary = {
    key: "",
    format: 1,
    opened: 0,
    files: [file, file, file],
    beside: false,
    events: 12_345,
    alerts: 3,
    incidents: 1,
    from: Date.UTC(2026, 2, 1),
    to: Date.UTC(2026, 2, 2, 10),
    seconds: 4,
    messages: []
  };
  expect(workspaceWords(summary)).toBe("3 files, 12,345 events, 1 Mar 2026, 00:00 – 2 Mar 2026, 10:00 UTC");
  expect(workspaceWords({...summary, files: [file], events: 0, from: null, to: null})).toBe(
    "1 file, 0 events"
  );
  expect(workspaceWords({...summary, files: [file], beside: true, from: null})).toBe(
    "1 file, with the published data, 12,345 events"
  );
});

it("says how much the published data is, and how long it takes, or that it is too much", () => {
  const words = (rest: string) => `Together with the published data (${rest})`;
  expect(besideWords(328_530)).toBe(words("328,530 events; takes about a minute"));
  expect(besideWords(12_000)).toBe(words("12,000 events; takes less than half a minute"));
  expect(besideWords(400_000)).toBe(words("400,000 events; takes about a minute"));
  expect(besideWords(400_001)).toBe(words("400,001 events: too many for a page"));
  expect(besideWords(0)).toBe(words("no events"));
});

describe("what became of a file", () => {
  it.each([
    [{}, "900 events", false],
    [{quarantined: 12}, "12 of 1,000 records not understood", true],
    [{events: 0}, "no events in it", true],
    [{status: "unrecognised"}, "not recognised as any log", true],
    [{status: "duplicate"}, "the same content as another file", true],
    [{status: "odd"}, "odd", true]
  ])("%j reads %j", (changes, words, problem) => {
    expect(fileWords({...file, ...changes})).toBe(words);
    expect(hasProblem({...file, ...changes})).toBe(problem);
  });
});
