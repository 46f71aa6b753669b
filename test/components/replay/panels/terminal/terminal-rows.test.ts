import {expect, it} from "vitest";
import {terminalRows} from "../../../../../src/components/replay/panels/terminal/terminal-rows.js";
import type {ShellLine, ShellSession} from "../../../../../src/engine/replay/shell.js";

const line = (row: number, kind: ShellLine["kind"], text: string): ShellLine => ({
  row,
  time: row,
  kind,
  text
});
const lines = [
  line(1, "refused", "root"),
  line(2, "refused", "admin"),
  line(3, "refused", "root"),
  line(4, "login", "root"),
  line(5, "command", "uname -a"),
  line(6, "refused", ""),
  line(7, "file", "http://evil.example/x"),
  line(8, "said", "left")
];
const session: ShellSession = {session: "a", sensor: "pot", source_ip: null, lines};
const view = (played: number, characters = 0) => ({
  session,
  lines: lines.slice(0, played),
  typing: characters === 0 ? null : {line: lines[played] as ShellLine, characters}
});

it("refusals in a row are one row, which names whom", () => {
  const {rows, user} = terminalRows(view(8), 100);
  expect(rows.map(({label, text, time}) => [label, text, time])).toEqual([
    ["refused 3 times", "root, admin", 1],
    ["let in as", "root", 4],
    ["typed", "uname -a", 5],
    ["refused", "", 6],
    ["fetched", "http://evil.example/x", 7],
    ["", "left", 8]
  ]);
  expect(user).toBe("root");
});

it("a command that is being typed is the last row, as far as it is typed, by whole characters", () => {
  expect(terminalRows(view(4, 3), 100).rows.at(-1)).toMatchObject({text: "una", isTyping: true});
  const emoji = {...view(0), typing: {line: line(9, "command", "😀😀"), characters: 1}};
  expect(terminalRows(emoji, 100).rows.at(-1)?.text).toBe("😀");
});

it("rows of the same key look the same, and a row that changes has another", () => {
  const seen = new Map<string, string>();
  for (let played = 0; played <= lines.length; played++)
    for (const {key, ...row} of terminalRows(view(played, lines[played]?.kind === "command" ? 2 : 0), 100)
      .rows) {
      const look = JSON.stringify(row);
      expect(seen.get(key) ?? look).toBe(look);
      seen.set(key, look);
    }
});

it("of many rows the last are listed, and the others counted", () => {
  const {rows, earlier, user} = terminalRows(view(8), 2);
  expect([rows.length, earlier, user]).toEqual([2, 4, "root"]);
});
