import {randomBytes} from "node:crypto";
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync, inflateRawSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {readContent} from "../../../data-loaders/read/open-file.js";
import {makeDirectory} from "../directory.js";

async function read(
  bytes: Uint8Array,
  name = "file"
): Promise<{content: Buffer; problem: string | undefined}> {
  const path = join(makeDirectory(), name);
  writeFileSync(path, bytes);
  const pieces: Uint8Array[] = [];
  const problem = await readContent(path, piece => {
    pieces.push(piece.slice());
    return true;
  });
  return {content: Buffer.concat(pieces), problem};
}

/** Three megabytes that compress to half: what logs with much random in them do. */
const long = Buffer.from(randomBytes(1_500_000).toString("hex"));

describe("readContent", () => {
  it("recognises gzip by its first bytes, whatever the name", async () => {
    expect(await read(gzipSync("hello"), "plain.log")).toEqual({
      content: Buffer.from("hello"),
      problem: undefined
    });
    expect(await read(Buffer.from("hello"), "cowrie.json.gz")).toEqual({
      content: Buffer.from("hello"),
      problem: undefined
    });
    expect(await read(new Uint8Array(), "empty.gz")).toEqual({content: Buffer.alloc(0), problem: undefined});
  });

  it("reads all members of a gzip", async () => {
    const {content, problem} = await read(Buffer.concat([gzipSync("one "), gzipSync(""), gzipSync("two")]));
    expect([content.toString(), problem]).toEqual(["one two", undefined]);
  });

  it("delivers all that comes before the end of a gzip cut short, and says so", async () => {
    const whole = gzipSync(long);
    for (const length of [2, 10, 11, 500, 70_000, whole.length - 9, whole.length - 1]) {
      const {content, problem} = await read(whole.subarray(0, length));
      // The flush that ends at a cut is zlib's own way to get at what is there.
      const there = inflateRawSync(whole.subarray(10, Math.max(10, Math.min(length, whole.length - 8))), {
        finishFlush: 2
      });
      expect(content.equals(there)).toBe(true);
      const bytes = content.length.toLocaleString("en-US");
      expect(problem).toBe(`the gzip is cut short after ${bytes} bytes of content`);
    }
  });

  it("delivers what comes before the damage in a gzip, and says so", async () => {
    const first = gzipSync(long);
    const damaged = Buffer.concat([first, gzipSync("second")]);
    damaged.fill(0xff, first.length + 10, first.length + 14);
    const {content, problem} = await read(damaged);
    expect(content.equals(long)).toBe(true);
    expect(problem).toMatch(/^the gzip is damaged \(.+\) after 3,000,000 bytes of content$/);
  });

  it("delivers the content of a gzip whose checksum is wrong", async () => {
    const damaged = gzipSync(long);
    const at = damaged.length - 6;
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    const {content, problem} = await read(damaged);
    expect(content.equals(long)).toBe(true);
    expect(problem).toBe("the gzip is damaged (incorrect data check) after 3,000,000 bytes of content");
  });

  it("stops when told to", async () => {
    const path = join(makeDirectory(), "file");
    for (const bytes of [long, gzipSync(long)]) {
      writeFileSync(path, bytes);
      let pieces = 0;
      expect(await readContent(path, () => ++pieces < 2)).toBeUndefined();
      expect(pieces).toBe(2);
    }
  });

  it("passes on what the taker throws, and what the system says of a file that is not there", async () => {
    const path = join(makeDirectory(), "file");
    const taker = () => {
      throw new Error("no more");
    };
    for (const bytes of [long, gzipSync(long)]) {
      writeFileSync(path, bytes);
      await expect(readContent(path, taker)).rejects.toThrow("no more");
    }
    await expect(readContent(`${path}-not`, () => true)).rejects.toThrow("ENOENT");
  });
});
