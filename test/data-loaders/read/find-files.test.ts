import {execFileSync} from "node:child_process";
import {chmodSync, mkdirSync, symlinkSync, writeFileSync} from "node:fs";
import {createServer} from "node:net";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {findFiles} from "../../../data-loaders/read/find-files.js";
import {makeDirectory} from "../directory.js";

function makeFiles(...names: string[]): string {
  const root = makeDirectory();
  for (const name of names) {
    mkdirSync(join(root, name, ".."), {recursive: true});
    writeFileSync(join(root, name), name);
  }
  return root;
}

const onWindows = process.platform === "win32";

describe("findFiles", () => {
  it("finds files at any depth, in order of name, and leaves out what is hidden or to be skipped", async () => {
    const root = makeFiles(
      "b.log",
      "a/z.log",
      "a/b/c.json",
      ".hidden",
      "a/.git/x",
      "truth.csv",
      "a/truth.csv"
    );
    const {files, skipped} = await findFiles(root, new Set(["truth.csv"]));
    expect(files.map(f => f.name)).toEqual(["a/b/c.json", "a/truth.csv", "a/z.log", "b.log"]);
    expect(files[3]).toMatchObject({path: join(root, "b.log"), bytes: 5});
    expect(skipped).toEqual([]);
  });

  it("takes a single file", async () => {
    const path = join(makeFiles("auth.log"), "auth.log");
    expect((await findFiles(path)).files.map(f => f.name)).toEqual(["auth.log"]);
  });

  it("fails where the input itself is not there", async () => {
    await expect(findFiles(join(makeDirectory(), "nothing"))).rejects.toThrow("ENOENT");
  });

  it.skipIf(onWindows)(
    "follows links, and reads a directory once however many links lead to it",
    async () => {
      const root = makeFiles("a/x.log", "b/y.log");
      symlinkSync(root, join(root, "a", "loop"));
      symlinkSync(join(root, "b"), join(root, "a", "other"));
      symlinkSync(join(root, "a", "x.log"), join(root, "link.log"));
      symlinkSync(join(root, "gone"), join(root, "dangling.log"));
      symlinkSync(join(root, "self"), join(root, "self"));
      const {files, skipped} = await findFiles(root);
      expect(files.map(f => f.name)).toEqual(["a/other/y.log", "a/x.log", "link.log"]);
      expect(skipped).toEqual([
        {name: "a/loop", status: "duplicate", reason: "the same directory as the input itself; read once"},
        {name: "b", status: "duplicate", reason: "the same directory as a/other; read once"},
        {name: "dangling.log", status: "unreadable", reason: "no such file or directory"},
        {name: "self", status: "unreadable", reason: "too many symbolic links"}
      ]);
    }
  );

  it.skipIf(onWindows)("reports pipes and sockets, and does not open them", async () => {
    const root = makeFiles("x.log");
    execFileSync("mkfifo", [join(root, "pipe")]);
    const server = createServer().listen(join(root, "socket"));
    await new Promise(resolve => server.once("listening", resolve));
    const {files, skipped} = await findFiles(root);
    server.close();
    expect(files.map(f => f.name)).toEqual(["x.log"]);
    const reason = "not a regular file";
    expect(skipped).toEqual(["pipe", "socket"].map(name => ({name, status: "unreadable", reason})));
    expect((await findFiles(join(root, "pipe"))).skipped).toEqual([
      {name: "pipe", status: "unreadable", reason}
    ]);
  });

  it.skipIf(onWindows || process.getuid?.() === 0)(
    "reports a directory without permission and goes on",
    async () => {
      const root = makeFiles("closed/x.log", "open/y.log");
      chmodSync(join(root, "closed"), 0);
      const {files, skipped} = await findFiles(root);
      chmodSync(join(root, "closed"), 0o700);
      expect(files.map(f => f.name)).toEqual(["open/y.log"]);
      expect(skipped).toEqual([{name: "closed", status: "unreadable", reason: "permission denied"}]);
    }
  );
});
