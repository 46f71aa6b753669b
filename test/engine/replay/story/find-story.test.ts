import {describe, expect, it} from "vitest";
import {createReplay} from "../../../../src/engine/replay/replay.js";
import {findStory} from "../../../../src/engine/replay/story/find-story.js";
import {formatStory} from "../../../../src/engine/replay/story/format-story.js";
import {markedStory} from "../../../../src/engine/replay/story/marked-story.js";
import {placeStory} from "../../../../src/engine/replay/story/place-story.js";
import {readStory} from "../../../../src/engine/replay/story/read-story.js";
import {makeAlert, makeRecording, type PlainEvent, type PlainRecording, start} from "../make-recording.js";

const [minute, hour] = [60_000, 3_600_000];
const find = (plain: PlainRecording) => {
  const recording = makeRecording(plain);
  return findStory(recording, createReplay(recording));
};
/** Chapters but the last, which says how it stands at the end. */
const found = (plain: PlainRecording) => find(plain).chapters.slice(0, -1);

/** An event in every quarter of an hour of a day, from one country. */
const quiet: readonly PlainEvent[] = Array.from({length: 96}, (_, i) => ({
  time: start + i * 15 * minute,
  source: "192.0.2.1"
}));
const places = {"192.0.2.1": "US"};
const inOrder = (...events: readonly PlainEvent[]): PlainEvent[] =>
  [...quiet, ...events].sort((a, b) => (a.time ?? 0) - (b.time ?? 0));

describe("what is found in a recording", () => {
  it("ends with the figures, even where nothing else is found", () => {
    const {id, chapters} = find({events: quiet});
    expect(id).toBe("found");
    expect(chapters).toMatchObject([
      {
        title: "How it stands at the end",
        from: start + 95 * 15 * minute,
        to: start + 95 * 15 * minute,
        caption: "96 events in all, 0 of them suspicious; 0 alerts, 0 of them high or critical.",
        scene: {view: "all"}
      }
    ]);
    expect(find({}).chapters).toHaveLength(1);
  });

  it("is the first critical alert, or without any the first high one", () => {
    const alerts = [
      {row: 10, severity: "high", finding: "Odd flow", source_ip: "192.0.2.1"},
      {row: 40, severity: "critical", finding: "Odd order"},
      {row: 60, severity: "critical", finding: "Odd order"}
    ] as const;
    expect(found({events: quiet, alerts})).toMatchObject([
      {
        title: "The first critical alert",
        caption: "“Odd order” is the first of 2 critical alerts.",
        from: start + 10 * hour - 10 * minute,
        to: start + 10 * hour + 20 * minute,
        scene: {view: "alerts"}
      }
    ]);
    expect(found({events: quiet, alerts: alerts.slice(0, 1)})).toMatchObject([
      {
        title: "The first high alert",
        caption: "“Odd flow” is the only high alert.",
        scene: {source: "192.0.2.1"}
      }
    ]);
  });

  it("is the first login that succeeds after failures, wherever the failures lie within the hour", () => {
    const guess = (minutes: number, action: "blocked" | "allowed"): PlainEvent => ({
      time: start + 6 * hour + minutes * minute,
      source: "203.0.113.9",
      dataset: "authlog",
      action
    });
    const failures = [0, 10, 20, 30, 40].map(minutes => guess(minutes, "blocked"));
    expect(found({events: inOrder(...failures, guess(50, "allowed"), guess(55, "allowed"))})).toMatchObject([
      {
        title: "A login succeeds after failures",
        caption: "After 5 refused logins within an hour, one from the same source is accepted.",
        from: start + 6 * hour,
        scene: {view: "source", source: "203.0.113.9"}
      }
    ]);
    expect(found({events: inOrder(...failures, guess(61, "allowed"))})).toEqual([]);
    expect(found({events: inOrder(...failures.slice(1), guess(50, "allowed"))})).toEqual([]);
  });

  it("is the first country that nothing came from before, with something suspicious", () => {
    const from = (source: string, minutes: number): PlainEvent[] =>
      [0, 1, 2].map(i => ({time: start + (minutes + i) * minute, source, severity: "medium"}));
    const events = inOrder(
      ...from("203.0.113.1", 30),
      ...from("203.0.113.2", 600),
      ...from("203.0.113.2", 640)
    );
    const stories = found({events, places: {...places, "203.0.113.1": "CN", "203.0.113.2": "BG"}});
    expect(stories).toMatchObject([
      {
        title: "First events from Bulgaria",
        caption: "Nothing had come from Bulgaria before. Of its 6 events in this recording 6 are suspicious.",
        from: start + 595 * minute,
        scene: {view: "map"}
      }
    ]);
  });

  it("is each source's beacon once, where it is discovered", () => {
    const alerts = [20, 30, 40].map(row => ({
      row,
      detector: "beacon",
      severity: "medium" as const,
      source_ip: "192.0.2.1"
    }));
    expect(found({events: quiet, alerts})).toMatchObject([
      {
        title: "A beacon is discovered",
        from: start + 5 * hour - 10 * minute,
        scene: {view: "source", source: "192.0.2.1"}
      }
    ]);
  });

  it("is bursts, those at one time as one, with the source that made much of it", () => {
    const flood = Array.from({length: 50}, (_, i) => ({
      time: start + 8 * hour + i * 1000,
      source: i < 40 ? "203.0.113.9" : `203.0.113.${10 + i}`
    }));
    const bursts = [
      {from: start + 8 * hour, to: start + 8 * hour + 40 * minute, events: 1050, expected: 12.2, strength: 9},
      {
        from: start + 8 * hour,
        to: start + 8 * hour + 20 * minute,
        events: 950,
        expected: 8,
        strength: 30,
        dataset: "iscx"
      },
      {from: start + 20 * hour, to: start + 20 * hour + 10 * minute, events: 1, expected: 0.1, strength: 5}
    ] as const;
    expect(found({events: inOrder(...flood), bursts})).toMatchObject([
      {
        title: "A burst of events",
        caption: "In 40 minutes 2,000 events came, where about 20 are usual. 40 of them are from one source.",
        from: start + 8 * hour - 4 * minute,
        to: start + 8 * hour + 44 * minute,
        scene: {source: "203.0.113.9"}
      },
      {
        title: "A burst of sensor events",
        caption: "In 10 minutes 1 sensor event came, where hardly any is usual. 1 of them is from one source."
      }
    ]);
  });

  it("is the first visit to a honeypot that was let in after failures and typed something", () => {
    const line = (row: number, kind: "refused" | "login" | "command") => ({row, kind});
    const sessions = [
      {lines: [line(1, "login"), line(2, "command")]},
      {
        source_ip: "192.0.2.1",
        lines: [
          line(3, "refused"),
          line(4, "refused"),
          line(5, "refused"),
          line(6, "login"),
          line(7, "command")
        ]
      }
    ];
    expect(found({events: quiet, sessions})).toMatchObject([
      {title: "A visitor gets into the trap", scene: {view: "terminal", source: "192.0.2.1"}}
    ]);
  });

  it("is told once where it is at one time, by the graver title", () => {
    const bursts = [{from: start + 10 * hour, to: start + 10 * hour + 20 * minute, events: 90, expected: 10}];
    const alerts = [{row: 40, severity: "critical", finding: "Odd order"}] as const;
    const [only, ...others] = found({events: quiet, bursts, alerts});
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      title: "The first critical alert",
      caption: expect.stringContaining("is the only critical alert. In 20 minutes 90 sensor events came")
    });
  });

  it("has no addresses in words, and nothing that a terminal or a page would obey", () => {
    const finding = "203.0.113.9 \u001b[31mbreaks in\u202e";
    const [only] = found({events: quiet, alerts: [{row: 40, severity: "critical", finding}]});
    expect(only?.caption).toBe("This is the only critical alert.");
    const [other] = found({
      events: quiet,
      alerts: [{row: 40, severity: "critical", finding: finding.slice(12)}]
    });
    expect(other?.caption).toBe("“[31mbreaks in” is the only critical alert.");
  });

  it("can be placed, downloaded and read again", () => {
    const recording = makeRecording({
      events: inOrder({time: start + 5 * hour + 123, source: "192.0.2.1"}),
      alerts: [{row: 21, severity: "critical", finding: "Odd order"}]
    });
    const replay = createReplay(recording);
    const story = findStory(recording, replay);
    expect(placeStory(story, replay).problems).toEqual([]);
    expect(readStory(formatStory(story), "found.yml")).toEqual({story, problems: []});
  });
});

describe("what a reader marked", () => {
  it("is told in order of time, with starred alerts", () => {
    const alert = makeAlert({
      time: start + hour,
      finding: "Odd flow",
      reason: "Unlike others of 192.0.2.1.",
      source_ip: "192.0.2.1"
    });
    const marks = [
      {from: start + 3 * hour, to: start + 2 * hour, text: "  "},
      {from: start, to: start + minute, text: "Look here"}
    ];
    expect(markedStory(marks, [alert])).toMatchObject({
      id: "marked",
      chapters: [
        {title: "Look here", from: start, to: start + minute, caption: null, scene: {view: "all"}},
        {
          title: "Odd flow",
          from: start + 55 * minute,
          to: start + 70 * minute,
          caption: "Unlike others of 192.0.2.1.",
          scene: {view: "source", source: "192.0.2.1"}
        },
        {title: "A marked stretch", from: start + 2 * hour, to: start + 3 * hour, caption: null}
      ]
    });
  });

  it("is told in whole where a title would cut it, and never with an address in a title", () => {
    const text = `${"long ".repeat(30)}end`;
    expect(markedStory([{from: start, to: start, text}], [])?.chapters).toMatchObject([
      {title: expect.stringMatching(/^long .*…$/), caption: text}
    ]);
    expect(markedStory([{from: start, to: start, text: "see 10.0.0.1"}], [])?.chapters).toMatchObject([
      {title: "A marked stretch", caption: "see 10.0.0.1"}
    ]);
  });

  it("is no story where nothing is marked", () => {
    expect(markedStory([], [])).toBeNull();
  });
});
