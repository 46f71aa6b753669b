import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {base64, base64Offsets, encodeUtf16, utf8} from "../../../src/engine/sigma/encode.js";

const bytes = (least: number) => fc.uint8Array({minLength: least, maxLength: 20});

describe("base64Offsets", () => {
  it("gives what stands in the encoding whatever stands around", () => {
    fc.assert(
      fc.property(bytes(0), bytes(3), bytes(0), (before, middle, after) => {
        const encoded = base64(new Uint8Array([...before, ...middle, ...after]));
        expect(encoded).toContain(base64Offsets(middle)[before.length % 3]);
      })
    );
  });

  it("keeps every character that is certain", () => {
    fc.assert(
      fc.property(bytes(3), fc.nat(2), (middle, offset) => {
        const bits = 8 * middle.length;
        const begun = (6 - ((8 * offset) % 6)) % 6;
        expect(base64Offsets(middle)[offset]).toHaveLength(Math.floor((bits - begun) / 6));
      })
    );
  });
});

describe("base64", () => {
  it("is as btoa writes it", () => {
    fc.assert(
      fc.property(bytes(0), data => {
        expect(base64(data)).toBe(btoa(String.fromCharCode(...data)));
      })
    );
  });
});

describe("encodeUtf16", () => {
  it("puts the low byte first, last, or first behind a mark", () => {
    expect([...encodeUtf16("c\u20ac", "utf16le")]).toEqual([0x63, 0, 0xac, 0x20]);
    expect([...encodeUtf16("c\u20ac", "utf16be")]).toEqual([0, 0x63, 0x20, 0xac]);
    expect([...encodeUtf16("c", "utf16")]).toEqual([0xff, 0xfe, 0x63, 0]);
    expect([...encodeUtf16("😀", "utf16le")]).toEqual([0x3d, 0xd8, 0x00, 0xde]);
    expect(utf8("é")).toHaveLength(2);
  });
});
