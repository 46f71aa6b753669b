import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  hostOf,
  normaliseAddress,
  normaliseDomain,
  normaliseNetwork,
  normaliseUrl,
  recognise,
  refang
} from "../../../src/engine/indicators/normalise.js";

describe("refang", () => {
  for (const [defanged, real] of [
    ["hxxp://evil[.]example/a", "http://evil.example/a"],
    ["hXXps://evil(.)example", "https://evil.example"],
    ["h**p://evil.example", "http://evil.example"],
    ["hxxps[://]evil[dot]example", "https://evil.example"],
    ["fxp://files{.}example", "ftp://files.example"],
    ["202[.]96.214(.)27", "202.96.214.27"],
    ["202.96.214.27[:]443", "202.96.214.27:443"]
  ] as const) {
    it(`makes ${real} of ${defanged}`, () => expect(refang(defanged)).toBe(real));
  }

  it("leaves alone what is not defanged", () => {
    fc.assert(
      fc.property(fc.webUrl(), url => {
        expect(refang(url)).toBe(url);
      })
    );
  });
});

describe("recognise", () => {
  for (const [text, kind, value] of [
    ["202.96.214.27", "address", "202.96.214.27"],
    ["[2A00:1DB8::1]:443", "address", "2a00:1db8::1"],
    ["202.96.214.27/24", "network", "202.96.214.0/24"],
    ["2a00:1db8:ffff::/33", "network", "2a00:1db8:8000::/33"],
    ["Evil.Example.", "domain", "evil.example"],
    ["http://evil.example", "url", "evil.example/"],
    ["HTTP://user:secret@Evil.Example:80/A?b=C#d", "url", "evil.example/A?b=C"],
    ["http://evil.example:8080/", "url", "evil.example:8080/"],
    ["D41D8CD98F00B204E9800998ECF8427E", "hash", "d41d8cd98f00b204e9800998ecf8427e"]
  ] as const) {
    it(`takes ${text} for ${kind} ${value}`, () => expect(recognise(text)).toEqual({kind, value}));
  }

  for (const text of [
    "",
    "com",
    "1.2.3",
    "01.2.3.4",
    "1.2.3.4/33",
    "a b.example",
    "-.example",
    "javascript:alert(1)",
    "d41d8"
  ]) {
    it(`takes "${text}" for nothing`, () => expect(recognise(text)).toBeNull());
  }

  it("never throws and gives forms that it gives again", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({unit: "binary"}), fc.webUrl(), fc.domain(), fc.ipV4(), fc.ipV6()),
        text => {
          const found = recognise(text);
          if (found === null || found.kind === "url") return;
          expect(recognise(found.value)).toEqual(found);
        }
      )
    );
  });
});

describe("normaliseNetwork", () => {
  it("takes a network of one address for the address", () => {
    expect(normaliseNetwork("202.96.214.27/32")).toEqual({kind: "address", value: "202.96.214.27"});
    expect(normaliseNetwork("2a00:1db8::1/128")).toEqual({kind: "address", value: "2a00:1db8::1"});
  });
});

describe("normaliseUrl", () => {
  it("gives the same for a URL and for the host and path that a sensor logs of it", () => {
    fc.assert(
      fc.property(fc.domain(), fc.webPath(), fc.constantFrom("http", "https"), (host, path, scheme) => {
        expect(normaliseUrl(`${scheme}://${host}${path || "/"}`)).toBe(
          normaliseUrl(`http://${host}${path || "/"}`)
        );
      })
    );
  });

  it("refuses what no server is asked for", () => {
    for (const text of [
      "mailto:a@b.example",
      "http://",
      "http://a b/",
      "/path",
      `http://a.example/${"x".repeat(9000)}`
    ])
      expect(normaliseUrl(text)).toBeNull();
  });
});

describe("hostOf", () => {
  for (const [text, host] of [
    ["evil.example:8080/a:b", "evil.example"],
    ["evil.example?x=a:b", "evil.example"],
    ["[2a00:1db8::1]:80/x", "[2a00:1db8::1]"],
    ["2a00:1db8::1", "2a00:1db8::1"],
    ["202.96.214.27:39847/i", "202.96.214.27"]
  ] as const) {
    it(`finds ${host} in ${text}`, () => expect(hostOf(text)).toBe(host));
  }
});

describe("normaliseDomain", () => {
  it("takes wildcards for the domain itself", () => {
    for (const text of ["*.evil.example", ".evil.example", "||evil.example^", "EVIL.example."])
      expect(normaliseDomain(text)).toBe("evil.example");
  });

  it("refuses top levels, addresses and over-long names", () => {
    for (const text of ["example", "1.2.3.4", `${"a".repeat(64)}.example`, `${"a.".repeat(130)}example`])
      expect(normaliseDomain(text)).toBeNull();
  });
});

describe("normaliseAddress", () => {
  it("refuses zones and what inet_aton alone would take", () => {
    for (const text of ["fe80::1%eth0", "1.2", "0x7f.0.0.1", "1.2.3.4 "])
      expect(normaliseAddress(text)).toBeNull();
  });
});
