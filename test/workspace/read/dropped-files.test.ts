import {describe, expect, it} from "vitest";
import {
  type DroppedEntry,
  filesOfEntries,
  filesOfList,
  filesOfText,
  filesOfTransfer
} from "../../../src/workspace/read/dropped-files.js";

const blob = (name: string, path = "") =>
  Object.assign(new Blob([name]), {name, lastModified: 7, webkitRelativePath: path}) as unknown as File;

const fileEntry = (name: string): DroppedEntry & Record<string, unknown> => ({
  name,
  isFile: true,
  isDirectory: false,
  file: (resolve: (file: File) => void) => resolve(blob(name))
});

/** A folder whose entries come two at a time, as a browser's come by the hundred. */
const folder = (name: string, inside: readonly DroppedEntry[]): DroppedEntry & Record<string, unknown> => ({
  name,
  isFile: false,
  isDirectory: true,
  createReader() {
    let at = 0;
    return {
      readEntries(resolve: (entries: DroppedEntry[]) => void) {
        resolve(inside.slice(at, at + 2));
        at += 2;
      }
    };
  }
});

const names = ({files}: {files: readonly {name: string}[]}) => files.map(({name}) => name);

describe("filesOfEntries", () => {
  it("finds all files of a folder, named below it, hidden ones left out and counted", async () => {
    const logs = folder("logs", [
      fileEntry("b.log"),
      fileEntry(".hidden"),
      folder("cowrie", [fileEntry("cowrie.json"), fileEntry("cowrie.json.1"), fileEntry("cowrie.json.2")]),
      folder(".git", [fileEntry("config")]),
      fileEntry("a.log")
    ]);
    const found = await filesOfEntries([logs]);
    expect(names(found)).toEqual([
      "a.log",
      "b.log",
      "cowrie/cowrie.json",
      "cowrie/cowrie.json.1",
      "cowrie/cowrie.json.2"
    ]);
    expect(found.messages).toEqual(["2 hidden files or folders left out (names that begin with a dot)"]);
    expect(found.files[0]).toMatchObject({modified: 7});
  });

  it("keeps the names of folders where more than one thing was dropped, and takes a hidden file that was meant", async () => {
    const found = await filesOfEntries([
      folder("x", [fileEntry("a.log")]),
      folder("y", [fileEntry("a.log")]),
      fileEntry(".bash_history")
    ]);
    expect(names(found)).toEqual([".bash_history", "x/a.log", "y/a.log"]);
  });

  it("gives files of one name names of their own", async () => {
    expect(names(await filesOfEntries([fileEntry("a"), fileEntry("a"), fileEntry("a")]))).toEqual([
      "a",
      "a (2)",
      "a (3)"
    ]);
  });

  it("says what it could not read, and that a folder is empty, and goes on", async () => {
    const broken = {
      ...fileEntry("bad.log"),
      file: (_: unknown, reject: (error: Error) => void) => reject(new Error("locked"))
    };
    const found = await filesOfEntries([broken, folder("none", []), fileEntry("good.log")]);
    expect(names(found)).toEqual(["good.log"]);
    expect(found.messages).toEqual(["bad.log: not read: locked", "none: an empty folder"]);
  });
});

describe("filesOfList", () => {
  it("names the files of a chosen folder below it", () => {
    const found = filesOfList([
      blob("b.log", "logs/b.log"),
      blob("a.log", "logs/x/a.log"),
      blob(".h", "logs/.h")
    ]);
    expect(names(found)).toEqual(["b.log", "x/a.log"]);
    expect(found.messages).toEqual(["1 hidden file or folder left out (names that begin with a dot)"]);
  });

  it("takes chosen files by their own names, and says when there are none", () => {
    expect(names(filesOfList([blob("b.log"), blob("a.log")]))).toEqual(["a.log", "b.log"]);
    expect(filesOfList([])).toEqual({files: [], messages: ["no file was chosen"]});
  });
});

describe("filesOfText", () => {
  it("makes a file of pasted text, and says when it is empty", async () => {
    const [file] = filesOfText("a line\n", 5).files;
    expect(file).toMatchObject({name: "pasted.log", modified: 5});
    expect(await file?.blob.text()).toBe("a line\n");
    expect(filesOfText(" \n", 5)).toEqual({files: [], messages: ["the text that was pasted is empty"]});
  });
});

describe("filesOfTransfer", () => {
  const transfer = (items: unknown[], files: File[] = []) => ({items, files}) as unknown as DataTransfer;
  const text = {
    kind: "string",
    type: "text/plain",
    getAsString: (take: (text: string) => void) => take("a line")
  };

  it("takes entries where the browser has them, else files, else text, and says when there is nothing", async () => {
    const entry = {kind: "file", webkitGetAsEntry: () => folder("logs", [fileEntry("a.log")])};
    expect(names(await filesOfTransfer(transfer([entry, text]), 5))).toEqual(["a.log"]);
    expect(names(await filesOfTransfer(transfer([{kind: "file"}], [blob("b.log")]), 5))).toEqual(["b.log"]);
    expect(names(await filesOfTransfer(transfer([text]), 5))).toEqual(["pasted.log"]);
    expect((await filesOfTransfer(transfer([]), 5)).messages).toEqual([
      "nothing that was dropped is a file, a folder or text"
    ]);
  });

  it("looks at what was dropped before it first waits, because the browser forgets it after that", async () => {
    let isForgotten = false;
    const entry = {
      kind: "file",
      webkitGetAsEntry: () => (isForgotten ? null : fileEntry("a.log"))
    };
    const finding = filesOfTransfer(transfer([entry, entry]), 5);
    isForgotten = true;
    expect(names(await finding)).toEqual(["a.log", "a.log (2)"]);
  });
});
