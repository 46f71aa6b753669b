import {describe, expect, it} from "vitest";
import {readCampus} from "../../../data-loaders/enrich/read-campus.js";
import {recognise} from "../../../src/engine/indicators/normalise.js";
import {createRefusal} from "../../../src/engine/indicators/refuse.js";
import {specialRange} from "../../../src/engine/indicators/special-ranges.js";

const refusal = createRefusal(await readCampus("data/campus.yml"));
const refused = (text: string) => {
  const entry = recognise(text);
  if (!entry) throw new Error(`not recognised: ${text}`);
  return refusal(entry);
};

describe("entries that would match everybody", () => {
  for (const [text, why] of [
    ["0.0.0.0/0", /wider than \/8/],
    ["96.0.0.0/7", /wider than \/8/],
    ["::/0", /wider than \/16/],
    ["2000::/3", /wider than \/16/],
    ["192.168.1.7", /private network \(RFC 1918\)/],
    ["172.16.0.0/16", /private network/],
    ["fd00::1", /RFC 4193/],
    ["224.0.0.251", /multicast/],
    ["10.20.3.4", /your own Main Campus/],
    ["192.0.2.53", /your own Data Center/],
    ["8.8.8.8", /public DNS resolver of Google/],
    ["2606:4700:4700::1111", /Cloudflare/],
    ["D41D8CD98F00B204E9800998ECF8427E", /an empty file/]
  ] as const) {
    it(`refuses ${text}`, () => expect(refused(text)).toMatch(why));
  }

  it("takes ordinary ones, also networks that hold a reserved range among others", () => {
    for (const text of [
      "202.96.214.27",
      "96.0.0.0/8",
      "192.0.0.0/8",
      "2a00::/16",
      "8.8.8.0/24",
      "evil.example"
    ])
      expect(refused(text)).toBeNull();
  });
});

describe("specialRange", () => {
  it("names the narrowest range that holds an address", () => {
    expect(specialRange("255.255.255.255")).toBe("broadcast (RFC 919)");
    expect(specialRange("192.0.2.1")).toBe("documentation (RFC 5737)");
    expect(specialRange("::1")).toBe("loopback (RFC 4291)");
    expect(specialRange("100.64.0.1")).toBe("carrier-grade NAT (RFC 6598)");
    expect(specialRange("202.96.214.27")).toBeNull();
  });
});
