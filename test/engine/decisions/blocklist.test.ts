import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {blocklistFormats, formatBlocklist} from "../../../src/engine/decisions/blocklist.js";
import type {Act} from "../../../src/engine/decisions/decision.js";
import {foldDecisions} from "../../../src/engine/decisions/fold-decisions.js";
import {decide, later} from "./decide.js";

const options = {campus: ["198.51.100.0/24"], now: Date.UTC(2026, 2, 2, 12)};

const blocks = (...acts: readonly Omit<Extract<Act, {kind: "block"}>, "kind">[]) =>
  foldDecisions(decide(...acts.map(act => ({kind: "block" as const, ...act}))), later).blocked;

const some = blocks(
  {address: "203.0.113.99", reason: "guesses passwords"},
  {address: "2001:db8:5::/48", reason: "scans", expires: "2026-06-30T00:00:00.000Z"},
  {address: "45.9.0.0/16", reason: "bots"},
  {address: "45.9.20.1", reason: "the worst of them"},
  {address: "198.51.100.4", reason: "is ours"}
);

const format = (name: (typeof blocklistFormats)[number]) => formatBlocklist(name, some, options);

describe("a blocklist", () => {
  it("is plain, by number, with reason, date and expiry in comments", () => {
    expect(format("plain")).toEqual({
      count: 4,
      refused: [{address: "198.51.100.4", why: "it holds addresses of the campus itself, 198.51.100.0/24"}],
      text: `# Flowbook blocklist, 4 entries, as of 2026-03-02 12:00 UTC.
# One address or range a line.
# Left out: 198.51.100.4, since it holds addresses of the campus itself, 198.51.100.0/24.
# bots (analyst, 2026-03-01)
45.9.0.0/16
# the worst of them (analyst, 2026-03-01)
45.9.20.1
# guesses passwords (analyst, 2026-03-01)
203.0.113.99
# scans (analyst, 2026-03-01, until 2026-06-30)
2001:db8:5::/48
`
    });
  });

  it("is for iptables-restore, IPv4 and IPv6 apart", () => {
    const lines = (name: "iptables" | "ip6tables") =>
      format(name)
        .text.split("\n")
        .filter(line => !line.startsWith("#"));
    expect(lines("iptables")).toEqual([
      "*filter",
      ":FLOWBOOK - [0:0]",
      "-A FLOWBOOK -s 45.9.0.0/16 -j DROP",
      "-A FLOWBOOK -s 45.9.20.1/32 -j DROP",
      "-A FLOWBOOK -s 203.0.113.99/32 -j DROP",
      "COMMIT",
      ""
    ]);
    expect(lines("ip6tables")).toEqual([
      "*filter",
      ":FLOWBOOK - [0:0]",
      "-A FLOWBOOK -s 2001:db8:5::/48 -j DROP",
      "COMMIT",
      ""
    ]);
  });

  it("is for nft, as sets of intervals that do not overlap", () => {
    const {text} = format("nftables");
    expect(text).toContain("# 45.9.20.1 is within 45.9.0.0/16: the worst of them (analyst, 2026-03-01)\n");
    expect(text.slice(text.indexOf("add table"))).toBe(`add table inet flowbook
delete table inet flowbook
table inet flowbook {
  set blocked_ipv4 {
    type ipv4_addr
    flags interval
    elements = {
      45.9.0.0/16, # bots (analyst, 2026-03-01)
      203.0.113.99, # guesses passwords (analyst, 2026-03-01)
    }
  }
  set blocked_ipv6 {
    type ipv6_addr
    flags interval
    elements = {
      2001:db8:5::/48, # scans (analyst, 2026-03-01, until 2026-06-30)
    }
  }
  chain input {
    type filter hook input priority -10; policy accept;
    ip saddr @blocked_ipv4 drop
    ip6 saddr @blocked_ipv6 drop
  }
  chain forward {
    type filter hook forward priority -10; policy accept;
    ip saddr @blocked_ipv4 drop
    ip6 saddr @blocked_ipv6 drop
  }
}
`);
  });

  it("has no list of elements for nft where there are none, which would be a syntax error", () => {
    expect(formatBlocklist("nftables", [], options).text).not.toContain("elements");
  });

  it("is for nginx", () => {
    const lines = format("nginx")
      .text.split("\n")
      .filter(line => !line.startsWith("#"));
    expect(lines).toEqual([
      "deny 45.9.0.0/16;",
      "deny 45.9.20.1;",
      "deny 203.0.113.99;",
      "deny 2001:db8:5::/48;",
      ""
    ]);
  });

  it("never lets a reason or a name out of its comment", () => {
    const hostile = fc.string({unit: "binary", minLength: 1, maxLength: 100});
    const addresses = fc.constantFrom("203.0.113.7", "203.0.113.0/24", "2001:db8::1");
    const block = fc.record({address: addresses, reason: hostile, by: hostile});
    const codeOf = (text: string) =>
      text.split(/[\r\n\v\f\u0085\u2028\u2029]/).map(line => line.replace(/#.*$/, "").trim());
    fc.assert(
      fc.property(fc.uniqueArray(block, {selector: ({address}) => address, minLength: 1}), entries => {
        const list = (reason: (text: string) => string) =>
          entries.map(({address, reason: text, by}, i) => ({
            address,
            reason: reason(text),
            by: reason(by),
            at: "2026-03-01T00:00:00.000Z",
            expires: null,
            decision: `d${i}`
          }));
        for (const name of blocklistFormats) {
          const {text} = formatBlocklist(name, list(String), options);
          const harmless = formatBlocklist(
            name,
            list(() => "x"),
            options
          ).text;
          expect(codeOf(text), name).toEqual(codeOf(harmless));
          // A backslash before the end of a line would join the next one to the comment in nft.
          expect(text).not.toMatch(/\\\n/);
          expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
        }
      }),
      {numRuns: 40}
    );
  });
});
