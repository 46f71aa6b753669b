import {describe, expect, it} from "vitest";
import {prepareFile, type StoryToExport} from "../../../../src/components/replay/export/prepare-file.js";
import {packReplay} from "../../../../src/engine/replay/pack.js";
import type {Chapter} from "../../../../src/engine/replay/story/story.js";
import {makeRecording, start} from "../../../engine/replay/make-recording.js";

const chapter = (from: number, to: number): Chapter => ({
  title: "The host 141.2.7.57",
  from: start + from,
  to: start + to,
  seconds: null,
  caption: null,
  note: "Only for the presenter",
  did: [],
  card: false,
  scene: {source: "141.2.7.57"}
});

const told: StoryToExport = {
  recording: makeRecording({
    events: [{source: "141.2.7.57"}, {source: "141.2.8.57"}, {source: "198.51.100.9"}],
    alerts: [{row: 0, reason: "141.2.7.57 called 10.0.0.1"}, {row: 2}]
  }),
  story: {id: "one", title: "One", about: null, chapters: [chapter(0, 1000), chapter(500, 500)]},
  site: {origin: "recorded", prefixes: ["141.2.0.0/16"]},
  timeZone: "UTC",
  targets: []
};
const plain = {showsCampus: false, withNotes: false};
const textOf = (options: StoryToExport, choices = plain) =>
  new TextDecoder("latin1").decode(packReplay(prepareFile(options, choices)));

describe("what is exported of a story", () => {
  it("ends where its latest chapter ends, and opens at its first", () => {
    const file = prepareFile(told, plain);
    expect(file.recording.columns.times.length).toBe(2);
    expect(file.recording.alerts).toHaveLength(1);
    expect(file.search).toBe("?story=one&chapter=1");
    const all = prepareFile({...told, story: null}, plain);
    expect(all.recording.columns.times.length).toBe(3);
    expect(all.stories).toEqual([]);
    expect(all.search).toBe("");
  });

  it("masks the campus unless the reader shows it, and never a simulated one", () => {
    expect(textOf(told)).not.toMatch(/141\.2\.|10\.0\.0\.1/);
    const file = prepareFile(told, plain);
    expect(file.recording.columns.names.addresses).toContain(file.stories[0]?.chapters[0]?.scene.source);
    expect(textOf(told, {...plain, showsCampus: true})).toContain("141.2.7.57");
    expect(textOf({...told, site: {origin: "simulated"}})).toContain("141.2.7.57");
    // The ranges of the campus name it too.
    expect(textOf(told, {...plain, showsCampus: true})).not.toContain("141.2.0.0");
  });

  it("keeps what only presenters read to them, unless the reader says otherwise", () => {
    expect(textOf(told)).not.toContain("Only for the presenter");
    expect(textOf(told, {...plain, withNotes: true})).toContain("Only for the presenter");
  });
});
