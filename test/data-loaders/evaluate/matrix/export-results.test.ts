import {readFile} from "node:fs/promises";
import {parse} from "csv-parse/sync";
import {describe, expect, it} from "vitest";
import type {MatrixResult} from "../../../../data-loaders/evaluate/matrix/evaluate-matrix.js";
import {
  csvCell,
  escapeLatex,
  exportResults,
  toLatex
} from "../../../../data-loaders/evaluate/matrix/export-results.js";
import {resultTable} from "../../../../data-loaders/evaluate/matrix/result-rows.js";
import {judge} from "../../../../src/engine/evaluate/judge.js";
import {makeDirectory} from "../../directory.js";

const attack = Uint8Array.of(0, 0, 0, 1, 1, 0, 1, 0);
const scores = {
  isolation_forest: [Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8)],
  "=cmd|' /C calc'!A0": [Float64Array.of(1, 2, 3, 9, 9, 4, 9, 5)]
};
const judged = judge(
  {attack, cluster: null, scores, controls: {time_only: [Float64Array.of(1, 1, 1, 1, 1, 1, 1, 1)]}},
  {seed: 1, reference: "isolation_forest", model: "combined"}
);
const result: MatrixResult = {
  ...judged,
  protocol: "train_file",
  duplicates: {rows: 0, share: 0, roc_auc_without: null},
  bestFeature: "a",
  byAttackType: []
};
const stamp = {
  version: "1.2.3",
  seeds: [1, 2],
  files: [{option: "matrix", name: "50%_of\n\\input{x}.csv", sha256: "ab".repeat(32)}]
};

describe("exportResults", () => {
  it("writes every figure and the stamp to CSV, LaTeX and JSON", async () => {
    const directory = makeDirectory();
    await exportResults(directory, result, {rows: 8}, stamp);
    const [csv, tex, json] = await Promise.all(
      ["results.csv", "results.tex", "results.json"].map(name => readFile(`${directory}/${name}`, "utf8"))
    );
    const rows: Record<string, string>[] = parse(csv ?? "", {columns: true});
    // Two detectors of four measures, the difference of one of them, one control.
    expect(rows).toHaveLength(13);
    const found = rows.find(
      row =>
        row["section"] === "detector" && row["name"] === "isolation_forest" && row["measure"] === "roc_auc"
    );
    const {value, low} = judged.detectors["isolation_forest"]?.measures.roc_auc ?? {value: 0, low: 0};
    expect([Number(found?.["value"]), Number(found?.["low"])]).toEqual([value, low]);
    expect(found).toMatchObject({flowbook_version: "1.2.3", seeds: "1 2", matrix_sha256: "ab".repeat(32)});
    expect(tex).toContain("\\toprule");
    expect(tex).toContain("ab".repeat(32));
    expect(JSON.parse(json ?? "")).toEqual({stamp, rows: 8});
  });
});

describe("csvCell", () => {
  it("keeps text from being run as a formula, and numbers numbers", () => {
    expect(csvCell("=1+1")).toBe("'=1+1");
    expect(csvCell("  @x")).toBe("'  @x");
    expect(csvCell("\t-1")).toBe("'\t-1");
    expect(csvCell('say "a,b"')).toBe('"say ""a,b"""');
    expect(csvCell(-0.5)).toBe("-0.5");
    expect(csvCell("plain")).toBe("plain");
  });
});

describe("escapeLatex", () => {
  it("sets what LaTeX would otherwise take for commands", () => {
    expect(escapeLatex("a_b & 5% $x$ #1 {y} ~ ^ \\z")).toBe(
      "a\\_b \\& 5\\% \\$x\\$ \\#1 \\{y\\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{}z"
    );
  });

  it("keeps a file's name inside its comment", () => {
    const lines = toLatex(result, stamp).split("\n");
    expect(lines.some(line => line.startsWith("\\input"))).toBe(false);
    expect(lines).toContain(`% matrix 50%_of?\\input{x}.csv: SHA-256 ${"ab".repeat(32)}`);
  });
});

describe("resultTable", () => {
  it("shows detectors, differences, controls and their verdicts", () => {
    const table = resultTable(result);
    expect(table).toContain("ROC-AUC");
    expect(table).toMatch(/^isolation_forest +0\.6667 \[0\.\d{4}, 1\.0000\]/m);
    expect(table).toMatch(/A0 - isolation_forest/);
    expect(table).toMatch(/^control: time_only +0\.5000/m);
    expect(table).toMatch(/^time_only: isolation_forest is /m);
  });
});
