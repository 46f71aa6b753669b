import {describe, expect, it} from "vitest";
import {type HashReply, hashAll, readAll} from "../../src/engine/read-all.js";
import {parsedFile, type Readable, type ReadFile} from "../../src/engine/read-file.js";

const readers = {
  parallel: 2,
  describeError: (error: unknown) => (error instanceof Error ? error.message : "?")
};
const summary = {
  dataset: "cowrie",
  container: "json",
  records: 1,
  mapped: 1,
  ignored: 0,
  quarantined: 0,
  events: 1,
  ignoredReasons: {},
  quarantineReasons: {},
  notes: [],
  empty: false
};
const parse = (file: Readable, {contentHash}: HashReply) =>
  Promise.resolve(parsedFile(file, contentHash, summary));

/** Each file's content is what its name says behind the colon. */
const hash = ({name}: Readable): Promise<HashReply> =>
  name.includes("!")
    ? Promise.reject(new Error("no permission"))
    : Promise.resolve({
        contentHash: name.split(":")[1] ?? "",
        problem: name.includes("~") ? "cut" : null,
        contentBytes: 1
      });

async function read(names: readonly string[], bytes = 1) {
  const files = names.map(name => ({name, bytes}));
  return readAll<Readable, ReadFile>(files, await hashAll(files, readers, hash), readers, parse, () => {});
}

describe("readAll", () => {
  it("reads a content once, under the first name that has it", async () => {
    expect(
      (await read(["a:1", "b:2", "c:1~", "d:1"])).map(({status, contentHash, notes}) => [
        status,
        contentHash,
        notes
      ])
    ).toEqual([
      ["read", "1", []],
      ["read", "2", []],
      ["read", "1~", []],
      ["duplicate", "1", ["same content as a:1; read once"]]
    ]);
  });

  it("says of a copy what is wrong with it, too", async () => {
    expect((await read(["a:1~", "b:1~"]))[1]?.notes).toEqual(["same content as a:1~; read once", "cut"]);
  });

  it("calls no empty file the copy of another", async () => {
    expect((await read(["a:0", "b:0"], 0)).map(({status}) => status)).toEqual(["read", "read"]);
  });

  it("goes on where files cannot be hashed or parsed, and says why", async () => {
    const files = ["a!:1", "b:2", "c:3"].map(name => ({name, bytes: 1}));
    const rows = await readAll<Readable, ReadFile>(
      files,
      await hashAll(files, readers, hash),
      readers,
      (file, reply) => (file.name === "b:2" ? Promise.reject(new Error("gone")) : parse(file, reply)),
      () => {}
    );
    expect(rows.map(({status, notes, contentHash}) => [status, notes, contentHash])).toEqual([
      ["unreadable", ["no permission"], null],
      ["unreadable", ["gone"], null],
      ["read", [], "3"]
    ]);
  });

  it("begins with the largest, reads no more at a time than it may, and keeps the order of the files", async () => {
    const files = [3, 9, 1, 7].map(bytes => ({name: `${bytes}:${bytes}`, bytes}));
    const begun: number[] = [];
    const done: string[] = [];
    let running = 0;
    const rows = await readAll<Readable, ReadFile>(
      files,
      await hashAll(files, readers, hash),
      readers,
      async (file, reply) => {
        begun.push(file.bytes);
        expect(++running).toBeLessThanOrEqual(2);
        await new Promise(resolve => setTimeout(resolve, 1));
        running--;
        return parse(file, reply);
      },
      ({name}) => done.push(name)
    );
    expect(begun).toEqual([9, 7, 3, 1]);
    expect(rows.map(({bytes}) => bytes)).toEqual([3, 9, 1, 7]);
    expect(done.length).toBe(4);
  });
});
