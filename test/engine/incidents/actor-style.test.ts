import {describe, expect, it} from "vitest";
import {type Behaviour, judgeStyle, styleOfMany} from "../../../src/engine/incidents/actor-style.js";

const nothing: Behaviour = {
  sessions: 1,
  commands: 0,
  medianPause: null,
  quarterPause: null,
  threeQuarterPause: null,
  slips: 0,
  repeatedSessions: 0,
  sessionsWithCommands: 0,
  logins: 1,
  loginsPerMinute: 1,
  loginsPerHour: 1,
  client: null
};
const typed = {
  ...nothing,
  commands: 12,
  sessionsWithCommands: 1,
  quarterPause: 2000,
  medianPause: 6000,
  threeQuarterPause: 15_000
};

describe("judgeStyle", () => {
  it("says unknown, and gives no evidence, where too little was seen", () => {
    expect(judgeStyle(nothing)).toEqual({style: "unknown", evidence: []});
    expect(judgeStyle({...nothing, client: "SSH-2.0-OpenSSH_9.9"}).style).toBe("unknown");
    expect(judgeStyle({...nothing, commands: 2, medianPause: 30_000}).style).toBe("unknown");
  });

  it("takes what no hand can do for automated", () => {
    expect(judgeStyle({...typed, medianPause: 300}).style).toBe("automated");
    expect(judgeStyle({...nothing, loginsPerMinute: 30, logins: 30}).evidence).toEqual([
      "30 logins tried within one minute"
    ]);
    expect(judgeStyle({...nothing, loginsPerHour: 60}).style).toBe("automated");
    expect(judgeStyle({...nothing, client: "SSH-2.0-Go"}).style).toBe("automated");
  });

  it("takes the same commands in session after session for a script", () => {
    const verdict = judgeStyle({...typed, repeatedSessions: 3, sessionsWithCommands: 4});
    expect(verdict.style).toBe("scripted");
    expect(verdict.evidence[0]).toContain("3 of 4 sessions");
  });

  it("takes irregular pauses and slips for somebody at the keyboard, even with a tool's client", () => {
    const verdict = judgeStyle({...typed, slips: 2, client: "SSH-2.0-libssh_0.9.6"});
    expect(verdict.style).toBe("interactive");
    expect(verdict.evidence.join()).toContain("2 commands corrected");
  });

  it("does not take regular pauses for a person", () => {
    expect(judgeStyle({...typed, quarterPause: 5000, threeQuarterPause: 5100, medianPause: 5050}).style).toBe(
      "unknown"
    );
  });
});

describe("styleOfMany", () => {
  it("says what most of those say who say anything", () => {
    const of = (style: "automated" | "scripted" | "unknown") => ({style, evidence: []});
    expect(styleOfMany([of("automated"), of("automated"), of("scripted"), of("unknown")])).toEqual({
      style: "automated",
      evidence: ["2 of the 3 sources whose sessions tell are automated"]
    });
    expect(styleOfMany([of("unknown")]).style).toBe("unknown");
    expect(styleOfMany([]).style).toBe("unknown");
  });
});
