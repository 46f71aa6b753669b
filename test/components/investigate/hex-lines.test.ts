import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {bytesOf, hasOtherThanText, hexLines} from "../../../src/components/investigate/hex-lines.js";

describe("bytes of a payload", () => {
  it("are its text in UTF-8, escaped bytes and NULs as they were", () => {
    expect([...bytesOf("A\\xff\\x0Aé\u2400")]).toEqual([0x41, 0xff, 0x0a, 0xc3, 0xa9, 0]);
    expect([...bytesOf("\\xzz")]).toEqual([...new TextEncoder().encode("\\xzz")]);
  });

  it("stand in lines of sixteen, none lost", () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 200}), bytes => {
        const lines = hexLines(bytes);
        const back = lines.flatMap(({bytes: hex}) => hex.split(" ").map(byte => Number.parseInt(byte, 16)));
        expect(back).toEqual([...bytes]);
        for (const [i, {offset, text}] of lines.entries()) {
          expect(Number.parseInt(offset, 16)).toBe(i * 16);
          expect(text).toMatch(/^[ -~]{1,16}$/);
        }
      })
    );
  });

  it("are looked at beside the text where any is no text", () => {
    expect(hasOtherThanText(bytesOf("GET / HTTP/1.1\r\n\tx"))).toBe(false);
    expect(hasOtherThanText(bytesOf("\\x90\\x90"))).toBe(true);
    expect(hasOtherThanText(bytesOf("\u202e"))).toBe(true);
  });
});
