import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {createReplay, type Replay} from "../../../src/engine/replay/replay.js";
import {defaults, liveSessions, sessionAt, shellAt} from "../../../src/engine/replay/shell-frame.js";
import {timeAt} from "../../../src/engine/replay/tape.js";
import {makeRecording, start} from "./make-recording.js";

const second = 1000;
const at = (seconds: number) => start + seconds * second;

/** One event a second; "a" comes in after two, types after ten and after twenty; "b" comes in between. */
const replay = createReplay(
  makeRecording({
    events: Array.from({length: 200}, (_, i) => ({time: at(i)})),
    alerts: [
      {row: 5, source_ip: "203.0.113.9", severity: "low"},
      {row: 15, attacker_ip: "203.0.113.9", severity: "critical"},
      {row: 16, source_ip: "198.51.100.7", severity: "medium"}
    ],
    sessions: [
      {
        session: "a",
        source_ip: "203.0.113.9",
        lines: [
          {row: 2, kind: "login", text: "root"},
          {row: 10, text: "0123456789"},
          {row: 20, text: "x".repeat(1000)},
          {row: 21, kind: "file", text: "http://evil.example/x"}
        ]
      },
      {session: "b", source_ip: "198.51.100.7", lines: [{row: 12, kind: "login"}, {row: 14}]}
    ]
  })
);
const view = (position: number, time = timeAt(replay.tape, position)) =>
  shellAt(replay.shell, {position, time});

describe("the session on screen", () => {
  it("is the one whose line was played last, with its lines so far", () => {
    expect(view(2)).toBeNull();
    expect(view(3)?.session.session).toBe("a");
    expect(view(11)?.lines.map(({row}) => row)).toEqual([2, 10]);
    expect(view(13)?.session.session).toBe("b");
    expect(view(21)?.lines).toHaveLength(3);
  });

  it("has a command typed in the time that its characters take, before it is entered", () => {
    // Ten characters take 1.2 s; it is entered at 10 s.
    expect(view(9, at(8.7))?.typing).toBeNull();
    expect(view(9, at(8.8) + 5 * defaults.character)?.typing?.characters).toBe(5);
    expect(view(10, at(9.99))?.typing?.characters).toBe(9);
    expect(view(11, at(10))?.typing).toBeNull();
  });

  it("has a long command typed since the line before it", () => {
    const pinned = replay.shell.lines[0]?.session;
    if (pinned === undefined) throw new Error("no session");
    expect(sessionAt(replay.shell, pinned, {position: 16, time: at(15)})?.typing?.characters).toBe(500);
  });
});

it("live are the sessions with a line within the last minute, with commands and the gravest alert so far", () => {
  const live = (position: number) =>
    liveSessions(replay, {position, time: timeAt(replay.tape, position)}).map(
      ({session, commands, gravest}) => [session.session, commands, gravest]
    );
  expect(live(2)).toEqual([]);
  expect(live(3)).toEqual([["a", 0, null]]);
  expect(live(17)).toEqual([
    ["b", 1, "medium"],
    ["a", 1, "critical"]
  ]);
  expect(live(82)).toEqual([["a", 2, "critical"]]);
  expect(live(83)).toEqual([]);
});

describe("at any moment of any recording", () => {
  const recordings = fc
    .record({
      gaps: fc.array(fc.integer({min: -2000, max: 20_000}), {minLength: 1, maxLength: 60}),
      owners: fc.array(fc.integer({min: -1, max: 3}), {minLength: 60, maxLength: 60}),
      texts: fc.array(fc.string({maxLength: 30}), {minLength: 60, maxLength: 60})
    })
    .map(({gaps, owners, texts}) => {
      let time = start;
      const events = gaps.map(gap => {
        time += gap;
        return {time};
      });
      const sessions = [0, 1, 2, 3].map(owner => ({
        lines: events.flatMap((_, row) =>
          owners[row] === owner
            ? [{row, text: texts[row] ?? "", kind: row % 3 === 0 ? ("login" as const) : ("command" as const)}]
            : []
        )
      }));
      return makeRecording({events, sessions});
    });
  const instants = (replay: Replay) =>
    Array.from({length: replay.tape.length + 1}, (_, position) => position).flatMap(position => {
      const [time, next] = [
        timeAt(replay.tape, position),
        timeAt(replay.tape, Math.min(replay.tape.length, position + 1))
      ];
      return [0, 0.5, 0.9].map(share => ({position, time: time + (next - time) * share}));
    });

  it("nothing is shown that has not been played, but for the line that is being typed", () => {
    fc.assert(
      fc.property(recordings, recording => {
        const replay = createReplay(recording);
        // Collected, for asserting each of them takes far longer than finding it.
        const wrong = instants(replay).filter(moment => {
          const {lines = [], typing = null} = shellAt(replay.shell, moment) ?? {};
          if (lines.some(({row}) => row >= moment.position)) return true;
          if (typing === null) return false;
          const {line, characters} = typing;
          const isNext = line.row >= moment.position && line.kind === "command";
          return !isNext || characters < 1 || characters > [...line.text].length;
        });
        expect(wrong).toEqual([]);
      })
    );
  });

  it("the same is shown whichever way the moment was come to", () => {
    fc.assert(
      fc.property(recordings, recording => {
        const show = (replay: Replay, moments: ReturnType<typeof instants>) =>
          moments.map(moment =>
            JSON.stringify([shellAt(replay.shell, moment), liveSessions(replay, moment)])
          );
        const forward = createReplay(recording);
        const backward = createReplay(recording);
        expect(show(backward, instants(backward).reverse()).reverse()).toEqual(
          show(forward, instants(forward))
        );
      }),
      {numRuns: 40}
    );
  });
});
