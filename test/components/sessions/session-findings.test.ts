import {describe, expect, it} from "vitest";
import {aboutSession, doneInSession, findingsOf} from "../../../src/components/sessions/session-findings.js";

const nothing = {
  findings: null,
  events: 3,
  commands: 0,
  own_commands: 0,
  accepted_logins: 0,
  failed_logins: 0,
  forwards: 0,
  downloads: 0
};
const about = (...findings: readonly string[]) => aboutSession({...nothing, findings: findings.join("\n")});

describe("findings of a session", () => {
  it("are read line by line, of none none", () => {
    expect(findingsOf({findings: "medium\tT1105\tFile left\nlow\t\tUnusual"})).toEqual([
      {severity: "medium", technique: "T1105", finding: "File left"},
      {severity: "low", technique: null, finding: "Unusual"}
    ]);
    expect(findingsOf({findings: null})).toEqual([]);
  });

  it("say what it was about, what does most harm first", () => {
    expect(
      about("low\tT1070.003\tTraces removed", "medium\tT1059.004\tDownload and execution in a shell")
    ).toBe("fetched a program and made it run, and removed its traces");
    expect(about("medium\tT1098.004\tKey", "low\tT1531\tPassword changed", "low\tT1082\tQuestions")).toBe(
      "left an SSH key to come back with, changed a password and looked round the machine"
    );
  });

  it("do not say the same twice", () => {
    expect(about("medium\tT1105\tDownload and execute", "medium\tT1105\tFile delivered")).toBe(
      "fetched a program and made it run"
    );
    expect(about("medium\tT1105\tFile delivered")).toBe("left a file");
    expect(about("low\tT1105\tDownload in a shell")).toBe("tried to fetch a file");
  });
});

describe("a session in which nothing was found", () => {
  it.each([
    [{}, "connected and left"],
    [{failed_logins: 2}, "guessed passwords in vain"],
    [{failed_logins: 2, accepted_logins: 1}, "logged in and did nothing"],
    [{accepted_logins: 1, forwards: 1}, "sent traffic on through the honeypot"],
    [{commands: 2, forwards: 1}, "looked round the machine"],
    [{commands: 2, own_commands: 1}, "typed commands that no signature knows"]
  ])("with %j %s", (counts, text) => {
    expect(aboutSession({...nothing, ...counts})).toBe(text);
  });
});

it("what was done in a session is told by what matters most of it", () => {
  expect(doneInSession({...nothing, commands: 14, downloads: 2})).toBe("14 commands and 2 files");
  expect(doneInSession({...nothing, forwards: 1})).toBe("1 forwarded connection");
  expect(doneInSession({...nothing, failed_logins: 2, accepted_logins: 1})).toBe("3 login attempts");
  expect(doneInSession(nothing)).toBe("3 events");
});
