import {execFile} from "node:child_process";
import {readdirSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {createRandom} from "../../../../src/engine/random.js";
import {makeDirectory} from "../../directory.js";
import {writeInput} from "./files.js";

const main = fileURLToPath(new URL("../../../../data-loaders/evaluate/main.ts", import.meta.url));

function evaluate(...args: readonly string[]): Promise<{code: number; stdout: string; stderr: string}> {
  return new Promise(resolve => {
    execFile(process.execPath, ["--import", "tsx", main, ...args], (error, stdout, stderr) => {
      resolve({code: typeof error?.code === "number" ? error.code : 0, stdout, stderr});
    });
  });
}

function makeCsv(): string {
  const random = createRandom(1);
  const lines = Array.from({length: 400}, (_, row) => {
    const attack = row % 5 === 0;
    return `${Math.floor(random() * 1000) + (attack ? 1500 : 0)},${random()},${random() < 0.5 ? "tcp" : "udp"},${attack ? "scan" : "normal"}`;
  });
  return `bytes,ratio,proto,label\n${lines.join("\n")}\n`;
}

describe("npm run evaluate -- --matrix", {timeout: 60_000}, () => {
  it("prints one JSON object on its last line, and exports the results", async () => {
    const matrix = writeInput("m.csv", makeCsv());
    const scores = writeInput(
      "mine.csv",
      `score\n${Array.from({length: 400}, (_, row) => row % 5).join("\n")}\n`
    );
    const output = makeDirectory();
    const shared = ["--label", "label", "--seeds", "2", "--workers", "1", "--detectors", "isolation_forest"];
    const {code, stdout, stderr} = await evaluate(
      ...["--matrix", matrix, "--scores", scores, "--output", output],
      ...shared
    );
    expect(code).toBe(0);
    const result = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
    expect(result).toMatchObject({
      matrix: "m.csv",
      rows: 400,
      attacks: 80,
      prevalence: 0.2,
      train: null,
      seeds: [1, 2],
      protocol: "random_folds",
      duplicates: {rows: 0}
    });
    expect(Object.keys(result.detectors)).toEqual(["isolation_forest", "mine"]);
    const {roc_auc, roc_auc_low, roc_auc_high} = result.detectors.isolation_forest;
    expect(roc_auc).toBeGreaterThan(0.8);
    expect(roc_auc_low).toBeLessThanOrEqual(roc_auc);
    expect(roc_auc_high).toBeGreaterThanOrEqual(roc_auc);
    // The lowest scores of "mine" are the attacks'.
    expect(result.detectors.mine.roc_auc).toBe(0);
    expect(result.controls.shuffled_labels.passed).toBe(true);
    expect(stderr).toContain("leaky reference");
    expect(readdirSync(output).sort()).toEqual(["results.csv", "results.json", "results.tex"]);
  });

  it("ends with 2 and the usage when called wrongly, and with 1 and one sentence on bad input", async () => {
    const matrix = writeInput("m.csv", "a,label\n1,x\n2,y\n");
    const [wrong, unknown, bad, absent] = await Promise.all([
      evaluate("--matrix", matrix),
      evaluate("--matrix", matrix, "--label", "label", "--detectors", "oracle"),
      evaluate("--matrix", matrix, "--label", "label"),
      evaluate("--matrix", "/nowhere/m.csv", "--label", "label")
    ]);
    expect(wrong).toMatchObject({code: 2, stdout: ""});
    expect(wrong?.stderr).toMatch(/^--label is missing\nusage: npm run evaluate/);
    expect(unknown?.code).toBe(2);
    expect(unknown?.stderr).toMatch(/^unknown detector: "oracle"; expected isolation_forest/);
    expect(bad).toMatchObject({code: 1, stdout: ""});
    expect(bad?.stderr).toMatch(
      /^error: .*m\.csv: no value of column label means normal; .*there are x, y\n$/m
    );
    expect(absent).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("/nowhere/m.csv: no such file or directory")
    });
  });
});
