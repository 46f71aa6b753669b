import {describe, expect, it} from "vitest";
import {
  besideWords,
  bytesSentence,
  fileDetails,
  fileWords,
  hasProblem,
  readWords,
  spokenProgress,
  workspaceName,
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
  origin: "recorded",
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
    expect(bytesSentence(progress, 1)).toBe("12.3 MB of 100 MB · 14.2 MB/s · about 6 seconds left");
  });

  it("leaves out what is not known, and never tells more bytes than there are", () => {
    const unknown = {...progress, bytes: 2e8, bytesPerSecond: null, secondsLeft: null};
    expect(bytesSentence(unknown, 10)).toBe("100 MB of 100 MB");
  });

  it("does not count down to zero", () => {
    expect(bytesSentence({...progress, secondsLeft: 0.2}, 10)).toContain("less than a second left");
    expect(bytesSentence({...progress, secondsLeft: 95}, 10)).toContain("about 1 minute 35 seconds left");
  });
});

describe("bytesSentence at the beginning", () => {
  it("leaves out a time left that is too short to be believed yet", () => {
    expect(bytesSentence({...progress, secondsLeft: 1}, 0.5)).toBe("12.3 MB of 100 MB · 14.2 MB/s");
    expect(bytesSentence({...progress, secondsLeft: 3}, 0.5)).toContain("about 3 seconds left");
    expect(bytesSentence({...progress, secondsLeft: 1}, 3)).toContain("about 1 second left");
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

describe("a workspace with simulated attacks", () => {
  const attack = "injected/port-scan-seed-7-20260308T1200Z";
  const injected = (name: string, events: number): OpenedFile => ({
    ...file,
    name,
    events,
    origin: "injected"
  });
  const scan = [injected(`${attack}/suricata/eve.json`, 2000), injected(`${attack}/auth/auth.log`, 365)];
  const summary: WorkspaceSummary = {
    key: "",
    format: 1,
    opened: 0,
    files: [file, ...scan],
    beside: false,
    events: 11_754,
    alerts: 3,
    incidents: 1,
    from: Date.UTC(2026, 2, 1),
    to: Date.UTC(2026, 2, 2, 10),
    seconds: 4,
    messages: []
  };
  const span = "1 Mar 2026, 00:00 – 2 Mar 2026, 10:00 UTC";

  it("counts them apart from the reader's logs", () => {
    const marked = "and 2,365 events of 1 simulated attack, marked as injected";
    expect(workspaceName(summary)).toBe("Your logs");
    expect(workspaceWords(summary)).toBe(`1 file, 9,389 events; ${marked}; ${span}`);
    expect(workspaceWords({...summary, beside: true, from: null})).toBe(
      `1 file, with the published data, 9,389 events; ${marked}`
    );
  });

  it("counts an attack once, whatever files it has", () => {
    const other = injected("injected/port-scan-seed-8-20260308T1200Z/suricata/eve.json", 35);
    const two = {...summary, files: [file, ...scan, other], events: 11_789};
    expect(workspaceWords(two)).toContain("and 2,400 events of 2 simulated attacks, marked as injected");
    expect(workspaceName({files: [...scan, other]})).toBe("2 simulated attacks");
  });

  it("are not called the reader's logs where there are none", () => {
    const alone = {...summary, files: scan, events: 2365};
    expect(workspaceName(alone)).toBe("A simulated attack");
    expect(workspaceWords(alone)).toBe(`2,365 events, marked as injected; ${span}`);
    expect(workspaceWords({...alone, beside: true, events: 12_365})).toBe(
      `2,365 events, marked as injected; with the published data, 10,000 events; ${span}`
    );
  });

  it("knows them by their origin, never by a name that a reader's file may have too", () => {
    const named = {...file, name: `${attack}/suricata/eve.json`};
    expect(workspaceName({files: [named]})).toBe("Your logs");
  });
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
    [
      {status: "duplicate", notes: ["same content as a.json; read once"]},
      "same content as a.json; read once",
      true
    ],
    [{status: "odd"}, "odd", true]
  ])("%j reads %j", (changes, words, problem) => {
    expect(fileWords({...file, ...changes})).toBe(words);
    expect(hasProblem({...file, ...changes})).toBe(problem);
  });

  it("is told once: what a duplicate is the same as is no detail", () => {
    const notes = ["same content as a.json; read once", "the gzip is cut short"];
    expect(fileDetails({...file, status: "duplicate", notes})).toEqual(["the gzip is cut short"]);
    expect(fileDetails({...file, reasons: ["1 record: not JSON"], notes})).toEqual([
      "1 record: not JSON",
      ...notes
    ]);
  });
});

it("what was read without problems is counted by dataset, the most first", () => {
  const cowrie = {...file, dataset: "cowrie"};
  const files = [{...file, dataset: "textlog"}, cowrie, {...file, status: "duplicate"}, cowrie];
  expect(readWords(files)).toBe("3 files read without problems: 2 Cowrie, 1 Plain text logs");
  expect(readWords([cowrie])).toBe("1 file read without problems: 1 Cowrie");
  expect(readWords([{...file, quarantined: 1}])).toBeNull();
});
