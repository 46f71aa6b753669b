import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  type AllowSubject,
  allowedBy,
  readAllowList
} from "../../../../src/engine/detect/beacons/allow-list.js";

const pair = (rest: Partial<AllowSubject> = {}): AllowSubject => ({
  source_ip: "10.20.3.4",
  destination: "pool.ntp.org",
  destination_kind: "name",
  destination_ip: "192.0.2.5",
  ports: "123/UDP",
  ...rest
});
const read = (entry: string) => readAllowList(`allow:\n  - reason: because\n    ${entry}\n`, "allow.yml");
const allows = (entry: string, rest: Partial<AllowSubject> = {}) => {
  const list = read(entry);
  expect(list.errors).toEqual([]);
  return allowedBy(list, pair(rest)) === "because";
};

describe("an allow-list", () => {
  it("allows a domain and the names below it, and no name that only ends alike", () => {
    expect(allows("domains: [ntp.org]")).toBe(true);
    expect(allows("domains: [ntp.org]", {destination: "ntp.org"})).toBe(true);
    expect(allows("domains: [ntp.org]", {destination: "evilntp.org"})).toBe(false);
    expect(allows('domains: ["*.NTP.org"]')).toBe(true);
    expect(allows("domains: [ntp.org]", {destination_kind: "address"})).toBe(false);
  });

  it("allows addresses and prefixes of both kinds, of destinations and of sources", () => {
    expect(allows("addresses: [192.0.2.0/24]")).toBe(true);
    expect(allows("addresses: [192.0.2.6]")).toBe(false);
    expect(allows('addresses: ["2001:db8::/32"]', {destination_ip: "2001:db8:1::5"})).toBe(true);
    expect(allows("addresses: [192.0.2.0/24]", {destination_ip: "not an address"})).toBe(false);
    expect(allows("sources: [10.20.0.0/16]")).toBe(true);
    expect(allows("sources: [10.30.0.0/16]")).toBe(false);
  });

  it("allows a pair by ports only where it uses no others", () => {
    expect(allows("ports: [123/udp]")).toBe(true);
    expect(allows("ports: [123]")).toBe(true);
    expect(allows("ports: [123/TCP]")).toBe(false);
    expect(allows("ports: [123/UDP]", {ports: "123/UDP 4444/TCP"})).toBe(false);
    expect(allows("ports: [123/UDP]", {ports: "-/ICMP"})).toBe(false);
  });

  it("takes all that an entry names", () => {
    expect(allows("{domains: [ntp.org], ports: [123/UDP]}".slice(1, -1).replace("], ", "]\n    "))).toBe(
      true
    );
    expect(allows("domains: [ntp.org]\n    ports: [443/TCP]")).toBe(false);
  });

  it("names what is wrong with file, line and column, and keeps the rest", () => {
    const list = readAllowList(
      [
        "allow:",
        "  - reason: fine",
        "    domains: [ntp.org]",
        "  - domains: [example.org]",
        "  - reason: everything",
        "  - reason: a whole domain",
        "    domains: [com]",
        "  - reason: junk",
        "    addresses: [10.1]",
        "  - reason: junk",
        "    ports: [99999]",
        "  - reason: junk",
        "    hosts: [a.b]",
        "  - just text"
      ].join("\n"),
      "allow.yml"
    );
    expect(list.entries.map(({reason}) => reason)).toEqual(["fine"]);
    expect(list.errors).toEqual([
      "allow.yml:4:5: invalid reason; expected a sentence that says why these calls are harmless",
      "allow.yml:5:5: invalid entry: it would allow everything; expected domains, addresses, sources or ports",
      'allow.yml:7:15: invalid domain: "com"; expected a domain of two labels or more, like ntp.org',
      'allow.yml:9:17: invalid address: "10.1"; expected an address or a prefix, like 192.0.2.0/24 or 2001:db8::1',
      'allow.yml:11:13: invalid port: "99999"; expected a port, like 123/UDP or 443',
      'allow.yml:13:5: unknown key: "hosts"; expected reason, domains, addresses, sources, ports',
      "allow.yml:14:5: invalid entry; expected reason, domains, addresses, sources, ports"
    ]);
  });

  it("that is no YAML, or no list, allows nothing and says so", () => {
    expect(readAllowList("allow: [", "allow.yml").errors[0]).toMatch(/^allow\.yml:1:\d+: /);
    expect(readAllowList("- a", "allow.yml").errors).toEqual([
      'allow.yml:1:1: invalid allow-list; expected the key "allow" with a list of entries'
    ]);
    expect(readAllowList("", "allow.yml")).toEqual({entries: [], errors: []});
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string(), text => {
        readAllowList(text, "f");
        readAllowList(`allow:\n  - reason: ${text}\n    ports: ${text}\n`, "f");
      })
    );
  });

  it("as it comes with the site has no errors, and lets a name pass only on the ports of its purpose", () => {
    const list = readAllowList(readFileSync("data/allow.yml", "utf8"), "data/allow.yml");
    expect(list.errors).toEqual([]);
    expect(allowedBy(list, pair())).toContain("NTP");
    const mail = {destination: "outlook.office365.com", ports: "993/TCP"};
    expect(allowedBy(list, pair(mail))).toContain("mail");
    expect(allowedBy(list, pair({...mail, ports: "4444/TCP"}))).toBeNull();
  });
});
