import {spawn} from "node:child_process";
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {hostname} from "node:os";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {openCache} from "../../data-loaders/cache.js";
import {makeDirectory} from "./directory.js";

const machine = hostname().replaceAll(/[^\w]/g, "").slice(0, 32) || "host";

describe("openCache", () => {
  it("makes a result once per key, in this run and the next", async () => {
    const directory = makeDirectory();
    const made: string[] = [];
    const get = async (key: string) => {
      const cache = await openCache(directory);
      const path = await cache.get([key], async target => {
        made.push(key);
        writeFileSync(join(target, "x"), key);
      });
      await cache.close();
      return readFileSync(join(path, "x"), "utf8");
    };
    expect(await get("a")).toBe("a");
    expect(await get("b")).toBe("b");
    expect(await get("a")).toBe("a");
    expect(made).toEqual(["a", "b"]);
  });

  it("keeps nothing of a result that failed, and nothing but results when it is closed", async () => {
    const directory = makeDirectory();
    const cache = await openCache(directory);
    const fails = cache.get(["a"], async target => {
      writeFileSync(join(target, "x"), "half");
      throw new Error("cut off");
    });
    await expect(fails).rejects.toThrow("cut off");
    await cache.close();
    const [code, ...others] = readdirSync(directory);
    expect(others).toEqual([]);
    expect(readdirSync(join(directory, code ?? ""))).toEqual([]);
  });

  it("gives two runs at once the same result, whichever is faster", async () => {
    const directory = makeDirectory();
    const [one, other] = await Promise.all([openCache(directory), openCache(directory)]);
    const make = async (target: string) => writeFileSync(join(target, "x"), "made");
    const paths = await Promise.all([one.get(["a"], make), other.get(["a"], make)]);
    expect(paths[0]).toBe(paths[1]);
    await one.close();
    expect(existsSync(other.scratch)).toBe(true);
    expect(readFileSync(join(paths[1], "x"), "utf8")).toBe("made");
    await other.close();
  });

  it("removes the results of other code and what killed runs left, but nothing of a run that goes on", async () => {
    const directory = makeDirectory();
    const sleeper = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const dead = spawn(process.execPath, ["-e", ""]);
    await new Promise(resolve => dead.on("exit", resolve));
    const inUse = [
      `flowbook-aaa-${machine}-${sleeper.pid}-x`,
      "flowbook-bbb-elsewhere-1-x",
      "code-aaa",
      "code-bbb"
    ];
    const unused = [`flowbook-ccc-${machine}-${dead.pid}-x`, "code-ccc", "code-ddd"];
    for (const name of [...inUse, ...unused]) mkdirSync(join(directory, name));
    const cache = await openCache(directory);
    await cache.close();
    sleeper.kill();
    const left = readdirSync(directory);
    expect(left).toEqual(expect.arrayContaining(inUse));
    expect(left.filter(name => unused.includes(name))).toEqual([]);
  });

  it("keeps nothing when told to", async () => {
    const cache = await openCache(null);
    const path = await cache.get(["a"], async () => {});
    expect(existsSync(path)).toBe(true);
    await cache.close();
    expect(existsSync(path)).toBe(false);
  });
});
