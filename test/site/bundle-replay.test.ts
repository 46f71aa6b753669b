import {cp, mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile} from "node:fs/promises";
import {join, relative} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {bundleReplay, replayFile, writeReplayFile} from "../../scripts/bundle-replay.js";
import {repository} from "../../scripts/run.js";

const main = "components/replay/standalone/main.ts";
let root: string;

/** A copy of the site's sources, as the browser tests build one. */
beforeAll(async () => {
  const output = join(repository, "test", ".output");
  await mkdir(output, {recursive: true});
  root = await mkdtemp(join(output, "bundle-"));
  const source = join(repository, "src");
  await cp(source, root, {
    recursive: true,
    filter: path => !/^(data|\.observablehq)$/.test(relative(source, path))
  });
});
afterAll(() => rm(root, {recursive: true, force: true}));

describe("the player of exported stories", () => {
  it("is one page with places for a title and a recording, that names no other file", async () => {
    const page = await bundleReplay(root);
    expect(page.match(/<!--/g)).toHaveLength(2);
    expect(page).toContain("<!--flowbook:title-->");
    expect(page).toContain("<!--flowbook:recording-->");
    expect(page.match(/<\/script/g)).toHaveLength(2);
    expect(page).not.toMatch(/<(link|img|script) [^>]*(href|src)=|@import|url\((?!["']?(data:|#))/);
    expect(await bundleReplay(root)).toBe(page);
  });

  it("is written once and left alone while it is up to date", async () => {
    await writeReplayFile(root);
    const path = join(root, replayFile);
    const long = new Date(0);
    await utimes(path, long, long);
    await writeReplayFile(root);
    expect((await stat(path)).mtimeMs).toBe(0);
  });

  it("is refused, with the module's name, where it needs what only the site has", async () => {
    const path = join(root, main);
    const text = await readFile(path, "utf8");
    await writeFile(
      path,
      `import {FileAttachment} from "observablehq:stdlib";\n${text}\nFileAttachment("x");`
    );
    await expect(bundleReplay(root)).rejects.toThrow(/must not import "observablehq:stdlib".*main\.ts does/);
    await writeFile(path, `${text}\ndocument.title = import.meta.resolve("x");`);
    await expect(bundleReplay(root)).rejects.toThrow(/must not use import\.meta\.resolve.*main\.ts/);
    await writeFile(path, text);
  });
});
