import {Buffer} from "node:buffer";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {decodePayload} from "../../../src/engine/sources/payload.js";

const decode = (bytes: readonly number[]) => decodePayload(Buffer.from(bytes).toString("base64"));

describe("decodePayload", () => {
  it("reads UTF-8, and shows other bytes as \\xNN and NUL as ␀", () => {
    expect(decode([0x47, 0xc3, 0xa9, 0xff, 0x00, 0x41])).toBe("Gé\\xff␀A");
  });

  it("shows overlong forms, surrogates and cut sequences as bytes", () => {
    expect(decode([0xc0, 0x80])).toBe("\\xc0\\x80");
    expect(decode([0xed, 0xa0, 0x80])).toBe("\\xed\\xa0\\x80");
    expect(decode([0xf0, 0x9f, 0x98])).toBe("\\xf0\\x9f\\x98");
  });

  it("is null for what is empty or not base64", () => {
    expect(decodePayload("")).toBeNull();
    expect(decodePayload("%%%")).toBeNull();
  });

  it("returns any text that holds no NUL as it was", () => {
    const text = fc
      .string({unit: "binary", minLength: 1})
      .filter(text => !/\p{Surrogate}/u.test(text) && !text.includes("\0"));
    fc.assert(fc.property(text, text => decodePayload(Buffer.from(text).toString("base64")) === text));
  });

  it("loses no byte", () => {
    fc.assert(
      fc.property(fc.uint8Array({minLength: 1}), bytes => {
        const shown = decode([...bytes]) ?? "";
        const parts = shown.replaceAll("␀", "\0").matchAll(/\\x([0-9a-f]{2})|./gsu);
        const back = [...parts].flatMap(part =>
          part[1] === undefined ? [...Buffer.from(part[0])] : [Number.parseInt(part[1], 16)]
        );
        // A payload that spells "\x41" itself reads the same as the byte.
        if (!Buffer.from(bytes).includes("\\x")) expect(back).toEqual([...bytes]);
      })
    );
  });
});
