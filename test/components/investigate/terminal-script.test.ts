import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  defaults,
  momentOf,
  scriptOf,
  typedLength
} from "../../../src/components/investigate/terminal-script.js";
import type {TranscriptLine} from "../../../src/components/sessions/transcript-lines.js";

const line = (offset: number, text: string | null): TranscriptLine => ({
  event: {} as TranscriptLine["event"],
  offset,
  label: "typed",
  kind: text === null ? "other" : "command",
  parts: text === null ? [] : [{kind: "log", text}],
  findings: []
});

const lines = fc
  .array(
    fc.record({pause: fc.integer({min: 0, max: 4_000_000}), text: fc.option(fc.string({maxLength: 300}))}),
    {maxLength: 40}
  )
  .map(drawn => {
    let offset = 0;
    return drawn.map(({pause, text}) => {
      offset += pause;
      return line(offset, text);
    });
  });

describe("a session's play", () => {
  it("keeps the order and the rhythm, and cuts long pauses short", () => {
    const script = scriptOf([line(0, null), line(700, "ls"), line(3_600_700, "exit")]);
    expect(script.shortened).toBe(1);
    const [first, second, third] = script.lines.map(({at}) => at);
    expect(Number(second) - Number(first)).toBe(700);
    expect(Number(third) - Number(second)).toBe(defaults.longestPause + 2 * defaults.character);
  });

  it("shows more with time and never less, all of it at its end and nothing typed before its time", () => {
    fc.assert(
      fc.property(lines, all => {
        const script = scriptOf(all);
        let before = {begun: 0, typed: 0};
        for (let clock = 0; clock <= script.length; clock += Math.max(1, script.length / 50)) {
          const moment = momentOf(script, clock);
          expect(moment.typed).toBeGreaterThanOrEqual(0);
          expect(moment.typed).toBeLessThanOrEqual(1);
          expect(moment.begun + moment.typed).toBeGreaterThanOrEqual(
            before.begun + Math.min(before.typed, moment.begun > before.begun ? 0 : 1) - 1e-9
          );
          expect(moment.begun).toBeGreaterThanOrEqual(before.begun);
          before = moment;
        }
        expect(momentOf(script, script.length)).toEqual({begun: all.length, typed: 1});
      })
    );
  });

  it("takes no longer for a line than a reader waits, however long the line", () => {
    const [, long] = scriptOf([line(0, null), line(1, "x".repeat(100_000))]).lines;
    expect(long?.typing).toBe(defaults.longestTyping);
    expect(typedLength(line(0, "abc"))).toBe(3);
  });

  it("of nothing is over at once", () => {
    expect(momentOf(scriptOf([]), 0)).toEqual({begun: 0, typed: 1});
  });
});
