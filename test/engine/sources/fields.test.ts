import fc from "fast-check";
import {expect, it} from "vitest";
import {
  cleanText,
  readAddress,
  readAmount,
  readNumber,
  readPort,
  rejectField
} from "../../../src/engine/sources/fields.js";

it("writes one address one way", () => {
  expect(readAddress("192.0.2.1")).toBe("192.0.2.1");
  expect(readAddress("2001:0db8:0000:0000:0000:0000:0000:0001")).toBe("2001:db8::1");
  expect(readAddress("2001:DB8::1")).toBe("2001:db8::1");
  expect(readAddress("::ffff:192.0.2.1")).toBe("192.0.2.1");
  expect(readAddress("::ffff:c000:0201")).toBe("192.0.2.1");
});

it("tells an absent address from a wrong one", () => {
  for (const absent of [undefined, null, ""]) expect(readAddress(absent)).toBe(null);
  const wrong = [
    "192.0.2",
    "192.0.2.256",
    "192.0.2.1.",
    ".192.0.2",
    "192..0.2",
    "192.0.2.01",
    "1e1.0.2.1",
    "host",
    ":::"
  ];
  for (const value of [...wrong, " 192.0.2.1", "192.0.2.1/24", 3221225985, {}, ["192.0.2.1"]]) {
    expect(readAddress(value)).toBe(undefined);
  }
});

it("accepts every IPv4 address", () => {
  fc.assert(
    fc.property(fc.ipV4(), address => {
      expect(readAddress(address)).toBe(address);
    })
  );
});

it("accepts every IPv6 address, and its canonical form is canonical", () => {
  fc.assert(
    fc.property(fc.ipV6(), address => {
      const canonical = readAddress(address);
      expect(canonical).toEqual(expect.any(String));
      expect(readAddress(canonical)).toBe(canonical);
    })
  );
});

it("tells an absent port from a wrong one", () => {
  for (const port of [0, 22, 65_535]) expect(readPort(port)).toBe(port);
  expect(readPort("443")).toBe(443);
  expect(readPort(-0)).toBe(0);
  for (const absent of [undefined, null, ""]) expect(readPort(absent)).toBe(null);
  for (const wrong of [-1, 65_536, 1.5, Number.NaN, 2 ** 32 + 22, "ssh", "0x16", true, []]) {
    expect(readPort(wrong)).toBe(undefined);
  }
});

it("reads numbers written as text, decimal ones only", () => {
  expect(readNumber("10.1")).toBe(10.1);
  expect(readNumber("-3")).toBe(-3);
  for (const value of ["", " ", ".", "-", "1-", "1.2.3", "0x1f", "1e5", "Infinity", Number.NaN, null, true]) {
    expect(readNumber(value)).toBe(null);
  }
  expect(readAmount(-1)).toBe(null);
});

it("shows a NUL and half a surrogate pair by symbols, and leaves all other text alone", () => {
  expect(cleanText("a\0b")).toBe("a␀b");
  expect(cleanText("\ud83dx")).toBe("\ufffdx");
  expect(cleanText("😀 ok")).toBe("😀 ok");
  fc.assert(
    fc.property(fc.string({unit: "grapheme"}), text => {
      if (!text.includes("\0")) expect(cleanText(text)).toBe(text);
    })
  );
});

it("says what was found and what was expected, in one short line", () => {
  expect(rejectField("src_port", 70_000, "a port")).toEqual({
    rejected: "invalid src_port: 70000; expected a port"
  });
  expect(rejectField("src_ip", undefined, "an address")).toEqual({
    rejected: "missing src_ip; expected an address"
  });
  expect(rejectField("src_ip", "x".repeat(1e6), "an address").rejected.length).toBeLessThan(120);
  expect(rejectField("src_ip", "a\nb", "an address").rejected).toBe(
    'invalid src_ip: "a\\nb"; expected an address'
  );
});
