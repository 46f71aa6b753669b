import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {loadMatrix} from "../../../../data-loaders/evaluate/matrix/load-matrix.js";
import {readScores} from "../../../../data-loaders/evaluate/matrix/read-scores.js";
import {readTable} from "../../../../data-loaders/evaluate/matrix/read-table.js";
import {suspiciousColumns} from "../../../../data-loaders/evaluate/matrix/suspicious-columns.js";
import {makeDirectory} from "../../directory.js";
import {openTestDatabase, optionsOf, writeInput} from "./files.js";

async function load(csv: string | Uint8Array, ...args: readonly string[]) {
  const database = await openTestDatabase();
  return loadMatrix(database, optionsOf(writeInput("m.csv", csv), ...args));
}

const small = "bytes,proto,label\n10,tcp,normal\n20,udp,attack\n30,tcp,normal\n";

describe("loadMatrix", () => {
  it("turns texts into columns of 0 and 1 and numbers into numbers", async () => {
    const {names, rows, attack, attackType} = await load(small, "--label", "label");
    expect(names).toEqual(["bytes", "proto=tcp", "proto=udp"]);
    expect([...rows]).toEqual([10, 1, 0, 20, 0, 1, 30, 1, 0]);
    expect([...attack]).toEqual([0, 1, 0]);
    expect(attackType).toEqual({names: ["Normal", "attack"], codes: Int32Array.of(0, 1, 0)});
  });

  it("reads files without a header, whose columns have places", async () => {
    const csv = "0,tcp,normal,20\n5,udp,neptune,15\n7,tcp,normal,3\n";
    const {names, attack} = await load(csv, "--label", "-2", "--drop", "4");
    expect(names).toEqual(["column0", "column1=tcp", "column1=udp"]);
    expect([...attack]).toEqual([0, 1, 0]);
  });

  it("reads gzip and other separators", async () => {
    const {names, rows} = await load(gzipSync("a;b;class\n1;2;0\n3;4;1\n"), "--label", "CLASS");
    expect(names).toEqual(["a", "b"]);
    expect([...rows]).toEqual([1, 2, 3, 4]);
  });

  it("reads Windows-1252, plain and gzip", async () => {
    const csv = Buffer.from(" a, Label\r\n1,BENIGN\r\n2,Web Attack \x96 XSS\r\n", "latin1");
    for (const content of [csv, gzipSync(csv)]) {
      const {names, attackType} = await load(content, "--label", "label");
      expect(names).toEqual(["a"]);
      expect(attackType.names).toEqual(["Normal", "Web Attack \u2013 XSS"]);
    }
  });

  it("reads Parquet", async () => {
    const database = await openTestDatabase();
    const path = join(makeDirectory(), "m.parquet");
    await database.run(
      `COPY (SELECT * FROM (VALUES (1.5, true, 0), (2.5, false, 1)) t(a, b, label)) TO '${path}' (FORMAT parquet)`
    );
    const {rows} = await loadMatrix(database, optionsOf(path, "--label", "label"));
    expect([...rows]).toEqual([1.5, 1, 2.5, 0]);
  });

  it("takes marks for missing values among numbers, and infinite ones, for missing, and says so of these", async () => {
    const csv = "rate,size,label\n1.5,10,0\nInfinity,-,1\nNaN,30,0\n-inf,?,1\n";
    const {rows, notes} = await load(csv, "--label", "label");
    expect([...rows]).toEqual([1.5, 10, Number.NaN, Number.NaN, Number.NaN, 30, Number.NaN, Number.NaN]);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(/m\.csv: 2 infinite values of rate taken for missing$/);
  });

  it("leaves out names of things, times and empty rows, and says which", async () => {
    const lines = Array.from({length: 200}, (_, i) => `10.0.${i}.1,2024-01-02 03:04:05,${i % 7},${i % 2}`);
    const csv = `address,start,count,label\n${lines.join("\n")}\n,,,\n,,,\n`;
    const {names, attack, notes} = await load(csv, "--label", "label");
    expect(names).toEqual(["count"]);
    expect(attack).toHaveLength(200);
    expect(notes.some(note => note.endsWith("left out 2 empty rows"))).toBe(true);
    expect(notes).toContain("left out text columns that name things rather than kinds: address");
    expect(notes).toContain("left out columns of dates and times: start");
  });

  it("keeps the hundred most frequent values of a text column, others being all zeros", async () => {
    const lines = Array.from(
      {length: 6000},
      (_, i) => `${i},k${i < 5800 ? i % 100 : 100 + (i % 20)},${i % 2}`
    );
    const {names, rows, notes} = await load(`n,kind,label\n${lines.join("\n")}\n`, "--label", "label");
    expect(names).toHaveLength(101);
    expect(rows.subarray(5999 * 101 + 1).every(value => value === 0)).toBe(true);
    expect(notes).toEqual(["kind: 100 of 120 values have a column, others all zeros"]);
  });

  it("spaces heavy-tailed counts by their logarithm, unless told otherwise", async () => {
    const lines = Array.from(
      {length: 100},
      (_, i) => `${2 ** (i / 8)},${i},${i - 50},${i % 10 === 0 ? 1 : 0},${i % 2}`
    );
    const csv = `heavy,even,signed,rare,label\n${lines.join("\n")}\n`;
    expect((await load(csv, "--label", "label")).scales).toEqual(["log", "linear", "linear", "linear"]);
    expect((await load(csv, "--label", "label", "--log", "none")).scales).not.toContain("log");
    expect((await load(csv, "--label", "label", "--log", "even")).scales).toEqual([
      "linear",
      "log",
      "linear",
      "linear"
    ]);
  });

  it("gives numbers a column per value where asked", async () => {
    const csv = "port,label\n22,0\n80,1\n22,1\n";
    const {names, rows} = await load(csv, "--label", "label", "--one-hot", "port");
    expect(names).toEqual(["port=22", "port=80"]);
    expect([...rows]).toEqual([1, 0, 0, 1, 1, 0]);
  });

  it("learns categories from the training file, and finds its columns by name", async () => {
    const train = writeInput("t.csv", "label,proto,bytes\nnormal,tcp,1\nattack,icmp,2\nnormal,tcp,3\n");
    const {names, rows, training} = await load(small, "--label", "label", "--train", train);
    expect(names).toEqual(["bytes", "proto=tcp", "proto=icmp"]);
    expect([...rows]).toEqual([10, 1, 0, 20, 0, 0, 30, 1, 0]);
    expect([...(training?.rows ?? [])]).toEqual([1, 1, 0, 2, 0, 1, 3, 1, 0]);
    expect([...(training?.fit ?? [])]).toEqual([0, 2]);
  });

  it("learns from all but the oddest rows of a training file without labels", async () => {
    const lines = Array.from({length: 200}, (_, i) => `${i < 195 ? i % 20 : 100_000 + i},tcp`);
    const train = writeInput("t.csv", `bytes,proto\n${lines.join("\n")}\n`);
    const {training, notes} = await load(small, "--label", "label", "--train", train);
    expect(training?.attack).toBeNull();
    expect(training?.fit.length).toBeGreaterThan(185);
    expect(training?.fit.every(row => row < 195)).toBe(true);
    expect(notes[0]).toMatch(/has no column label; learnt from all of its rows but the oddest 5%$/);
  });

  it("takes named values for normal, and numbers by their value", async () => {
    const csv = "a,label\n1,1.0\n2,0\n3,1\n";
    expect([...(await load(csv, "--label", "label", "--normal", "1")).attack]).toEqual([0, 1, 0]);
    expect([...(await load(csv, "--label", "label")).attack]).toEqual([1, 0, 1]);
    const words = "a,label\n1,BENIGN\n2,Bot\n3,Normal.\n";
    expect([...(await load(words, "--label", "label")).attack]).toEqual([0, 1, 0]);
  });

  it.each([
    ["a,label\n1,x\n2,y\n", "no value of column label means normal; say which with --normal; there are x, y"],
    ["a,label\n1,0\n2,0\n", "column label holds normal rows only; nothing can be told apart"],
    ["a,label\n1,0\n2,\n3,1\n", "column label has no label in row 2"],
    ["a,b\n1,0\n2,1\n", "--label label: no such column; there are a, b"],
    ["a,label\n", "has no rows"],
    ["label,when\n0,2024-01-01\n1,2024-01-02\n", "no feature column is left"]
  ])("refuses %j", async (csv, message) => {
    await expect(load(csv, "--label", "label")).rejects.toThrow(message);
  });

  it("names the columns that a training file lacks, and a file that is not there", async () => {
    const train = writeInput("t.csv", "proto,label\ntcp,normal\nudp,normal\n");
    await expect(load(small, "--label", "label", "--train", train)).rejects.toThrow(
      /lacks columns of .*: bytes$/
    );
    await expect(load(small, "--label", "label", "--train", "/nowhere.csv")).rejects.toThrow("ENOENT");
  });
});

describe("suspiciousColumns", () => {
  it("names columns that are the label again, whichever way round", async () => {
    const lines = Array.from({length: 60}, (_, i) => `${i},${i % 3 === 0 ? 1 : 9},${i % 3 === 0 ? 1 : 0}`);
    const matrix = await load(`n,difficulty,label\n${lines.join("\n")}\n`, "--label", "label");
    expect(suspiciousColumns(matrix)).toEqual([{name: "difficulty", rocAuc: 1}]);
  });
});

describe("readScores", () => {
  const judged = Int32Array.of(0, 2);
  const read = async (csv: string, column: string | null = null) =>
    readScores(await openTestDatabase(), writeInput("mine.csv", csv), column, 3, judged);

  it("reads one number for each judged row", async () => {
    const {name, scores} = await read("id,score\n1,0.5\n2,-1\n3,9\n");
    expect(name).toBe("mine");
    expect([...scores]).toEqual([0.5, 9]);
    expect([...(await read("other\n1\n2\n3\n")).scores]).toEqual([1, 3]);
    expect([...(await read("a,b\n1,4\n2,5\n3,6\n", "b")).scores]).toEqual([4, 6]);
  });

  it("refuses scores that are not one number for each row", async () => {
    await expect(read("score\n1\n2\n")).rejects.toThrow(
      "need 3 scores, one for each row of the matrix; has 2"
    );
    await expect(read("score\n1\n2\nNaN\n")).rejects.toThrow("invalid score: NaN in row 3");
    await expect(read("score\na\nb\nc\n")).rejects.toThrow("column score holds no numbers");
    await expect(read("a,b\n1,1\n2,2\n3,3\n")).rejects.toThrow("no such column; there are a, b");
  });
});

describe("readTable", () => {
  it("keeps the order of rows of a file of many thousands", async () => {
    const csv = `n,name\n${Array.from({length: 20_000}, (_, i) => `${i},v${i % 3}`).join("\n")}\n`;
    const {columns} = await readTable(await openTestDatabase(), writeInput("m.csv", csv));
    const [numbers, texts] = columns;
    if (numbers?.kind !== "number" || texts?.kind !== "text") throw new Error("wrong kinds");
    expect(numbers.values.every((value, i) => value === i)).toBe(true);
    expect(texts.values.every((value, i) => value === `v${i % 3}`)).toBe(true);
  });
});
