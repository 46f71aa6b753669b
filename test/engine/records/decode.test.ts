import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {createDecoder} from "../../../src/engine/records/decode.js";

function decode(bytes: Uint8Array, step = bytes.length || 1) {
  const decoder = createDecoder();
  let text = "";
  for (let i = 0; i < bytes.length; i += step) text += decoder.push(bytes.subarray(i, i + step));
  text += decoder.end();
  return {text, replaced: decoder.replaced, encoding: decoder.encoding};
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...values: number[]) => Uint8Array.from(values);

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
}

describe("createDecoder", () => {
  it("gives back any text, wherever the bytes are cut", () => {
    fc.assert(
      fc.property(fc.string({unit: "grapheme"}), fc.integer({min: 1, max: 9}), (text, step) => {
        fc.pre(!text.startsWith("\ufeff"));
        // Two letters before it, so that no NUL makes it look like UTF-16.
        expect(decode(utf8(`ab${text}`), step)).toEqual({text: `ab${text}`, replaced: 0, encoding: "UTF-8"});
      })
    );
  });

  it("reads any bytes the same, wherever they are cut", () => {
    const line = fc.uint8Array({maxLength: 12});
    fc.assert(
      fc.property(fc.array(line, {maxLength: 6}), fc.integer({min: 1, max: 7}), (lines, step) => {
        const all = bytes(...lines.flatMap(l => [...l, 10]));
        expect(decode(all, step)).toEqual(decode(all));
      })
    );
  });

  it("drops a byte order mark, and no other character", () => {
    expect(decode(bytes(0xef, 0xbb, 0xbf, 97, 98)).text).toBe("ab");
    expect(decode(bytes(0xef, 0xbb, 0xbf), 1).text).toBe("");
    expect(decode(utf8("a\ufeffb")).text).toBe("a\ufeffb");
  });

  it("reads UTF-16 of either byte order, with and without a byte order mark", () => {
    const text = '{"user": "Zoë 😀"}\n{"a": 1}\n';
    for (const littleEndian of [true, false])
      for (const mark of ["\ufeff", ""])
        for (const step of [1, 3, 100]) {
          const encoding = littleEndian ? "UTF-16LE" : "UTF-16BE";
          const found = decode(utf16(mark + text, littleEndian), step);
          expect(found).toEqual({text, replaced: 0, encoding});
        }
  });

  it("reads a line that is not UTF-8 byte by byte, counts it, and leaves its neighbours alone", () => {
    const all = bytes(...utf8("héllo\n"), 0x63, 0xe9, 0x81, 10, ...utf8("wörld"));
    for (const step of [1, 2, 100])
      expect(decode(all, step)).toEqual({text: "héllo\ncé\x81\nwörld", replaced: 1, encoding: "UTF-8"});
  });

  it("does not count a replacement character that stands in the file itself", () => {
    expect(decode(utf8("a \ufffd b\n"))).toEqual({text: "a \ufffd b\n", replaced: 0, encoding: "UTF-8"});
  });

  it("loses no byte of a line that is not UTF-8: each becomes a character of its own", () => {
    fc.assert(
      fc.property(fc.uint8Array({minLength: 4, maxLength: 40}), line => {
        fc.pre(!line.includes(10));
        const {text, replaced, encoding} = decode(bytes(0x61, 0x62, 0xff, ...line));
        expect([text.length, replaced, encoding]).toEqual([line.length + 3, 1, "UTF-8"]);
      })
    );
  });

  it("keeps characters whole in lines of megabytes without a line end or an ASCII character", () => {
    const text = `ab${"日本語".repeat(400_000)}`;
    expect(decode(utf8(text), 100_003)).toEqual({text, replaced: 0, encoding: "UTF-8"});
  });

  it("counts a line of megabytes that is not UTF-8 once", () => {
    const line = new Uint8Array(3 << 20).fill(0xe9);
    line[0] = 0x61;
    const {text, replaced} = decode(line, 1 << 20);
    expect([text.length, replaced]).toEqual([3 << 20, 1]);
  });
});
