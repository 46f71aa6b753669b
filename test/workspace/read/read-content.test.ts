import {randomBytes} from "node:crypto";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import fc from "fast-check";
import {afterAll, describe, expect, it} from "vitest";
import {readContent as readOnDisk} from "../../../data-loaders/read/open-file.js";
import {contentLimitOf, contentLimits} from "../../../src/engine/content-limits.js";
import {readContent} from "../../../src/workspace/read/read-content.js";

interface Content {
  readonly content: Buffer;
  readonly problem: string | undefined;
}

async function inBrowser(bytes: Uint8Array): Promise<Content> {
  const pieces: Uint8Array[] = [];
  const problem = await readContent(new Blob([bytes as Uint8Array<ArrayBuffer>]), {
    take: piece => pieces.push(piece.slice()) > 0
  });
  return {content: Buffer.concat(pieces), problem};
}

const directory = mkdtempSync(join(tmpdir(), "flowbook-test-"));
let files = 0;
afterAll(() => rmSync(directory, {recursive: true, force: true}));

async function inLoader(bytes: Uint8Array): Promise<Content> {
  const path = join(directory, `${files++}`);
  writeFileSync(path, bytes);
  const pieces: Uint8Array[] = [];
  const problem = await readOnDisk(path, piece => pieces.push(piece.slice()) > 0);
  return {content: Buffer.concat(pieces), problem};
}

async function expectSame(bytes: Uint8Array): Promise<Content> {
  const [ours, theirs] = [await inBrowser(bytes), await inLoader(bytes)];
  expect(ours.problem).toBe(theirs.problem);
  expect(ours.content.equals(theirs.content)).toBe(true);
  return ours;
}

/** Log lines, in one gzip or several, of which a place is damaged or the rest is missing. */
const lines = fc
  .array(fc.constantFrom("login failed for root", "192.0.2.1", "\n", "é", "session closed "), {
    maxLength: 400
  })
  .map(words => gzipSync(words.join("")));
const gzip = fc
  .tuple(fc.array(lines, {minLength: 1, maxLength: 3}), fc.constantFrom("", "\0\0", "\0x", "x"))
  .map(([members, padding]) => Buffer.concat([...members, Buffer.from(padding)]));

describe("readContent in a browser", () => {
  it("delivers of any gzip, whole, cut or damaged, what the loader does, with the same words", async () => {
    await fc.assert(
      fc.asyncProperty(gzip, fc.nat(), fc.nat(255), fc.nat(), async (bytes, at, flip, cut) => {
        const damaged = Buffer.from(bytes);
        damaged[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ flip;
        await expectSame(damaged);
        await expectSame(bytes.subarray(0, cut % (bytes.length + 1)));
      }),
      {numRuns: 200}
    );
  });

  it("delivers the same of long content: over many pieces, and from damage far inside", async () => {
    const long = Buffer.from(randomBytes(1_500_000).toString("hex"));
    const whole = gzipSync(long);
    const {content, problem} = await expectSame(whole);
    expect(content.equals(long)).toBe(true);
    expect(problem).toBeUndefined();
    for (const at of [300_000, 1_000_000, whole.length - 20]) {
      const damaged = Buffer.from(whole);
      damaged.fill(0xff, at, at + 4);
      await expectSame(damaged);
      await expectSame(whole.subarray(0, at));
    }
  });

  it("delivers plain files as they are, empty ones included", async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from([0x1f]), Buffer.from("line\n"), randomBytes(2_500_000)])
      expect((await expectSame(bytes)).content.equals(bytes)).toBe(true);
  });

  it("reads of a decompression bomb what its limit allows, as the loader does, and says what to do", async () => {
    const bomb = gzipSync(Buffer.alloc(contentLimits.always + 5_000_000));
    expect(contentLimitOf(bomb.length)).toBe(contentLimits.always);
    const {content, problem} = await expectSame(bomb);
    expect(content.length).toBe(contentLimits.always);
    expect(problem).toMatch(
      /^the gzip is a decompression bomb.*67,108,864 bytes of content.*decompress it yourself/
    );
  });

  it("stops when told to, and passes on what the taker throws", async () => {
    for (const bytes of [Buffer.alloc(5_000_000, "x"), gzipSync(randomBytes(5_000_000))]) {
      let pieces = 0;
      const blob = new Blob([bytes]);
      expect(await readContent(blob, {take: () => ++pieces < 2})).toBeUndefined();
      expect(pieces).toBe(2);
      const thrower = () => {
        throw new Error("no more");
      };
      await expect(readContent(blob, {take: thrower})).rejects.toThrow("no more");
    }
  });

  it("waits between pieces, and tells how far it is in the file", async () => {
    const bytes = gzipSync(randomBytes(3_000_000));
    const order: string[] = [];
    let read = 0;
    await readContent(new Blob([bytes]), {
      take: () => order.push("take") > 0,
      async pause() {
        await Promise.resolve();
        order.push("paused");
      },
      progress(bytes) {
        expect(bytes).toBeGreaterThanOrEqual(read);
        read = bytes;
      }
    });
    expect(order.length).toBeGreaterThan(4);
    expect(order.every((what, i) => what === (i % 2 ? "paused" : "take"))).toBe(true);
    expect(read).toBe(bytes.length);
  });
});
