import {mkdir, rename, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {measureLabels, measureNames} from "../../../src/engine/evaluate/measures.js";
import type {MatrixResult} from "./evaluate-matrix.js";
import {type ResultRow, resultRows} from "./result-rows.js";
import type {Stamp} from "./stamp.js";

/**
 * Writes results.csv, results.tex and results.json, each with the stamp; each appears whole or not at all.
 * @param summary what is printed on standard output too.
 */
export async function exportResults(
  directory: string,
  result: MatrixResult,
  summary: object,
  stamp: Stamp
): Promise<void> {
  await mkdir(directory, {recursive: true});
  const files = {
    "results.csv": toCsv(resultRows(result), stamp),
    "results.tex": toLatex(result, stamp),
    "results.json": `${JSON.stringify({stamp, ...summary}, null, 2)}\n`
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(directory, `${name}.tmp`), text);
    await rename(join(directory, `${name}.tmp`), join(directory, name));
  }
}

/** One line per figure; the stamp is repeated on each, because spreadsheets know no comments. */
export function toCsv(rows: readonly ResultRow[], {version, seeds, files}: Stamp): string {
  const header = ["section", "name", "measure", "value", "low", "high", "note"];
  const stamp = [version, seeds.join(" ")];
  const lines = [
    [
      ...header,
      "flowbook_version",
      "seeds",
      ...files.flatMap(file => [file.option, `${file.option}_sha256`])
    ],
    ...rows.map(row => [
      row.section,
      row.name,
      row.measure,
      row.value,
      row.low,
      row.high,
      row.note,
      ...stamp,
      ...files.flatMap(file => [file.name, file.sha256])
    ])
  ];
  return `${lines.map(line => line.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

/**
 * A cell by RFC 4180. Text that a spreadsheet would run as a formula is preceded by an apostrophe
 * (https://owasp.org/www-community/attacks/CSV_Injection); numbers stay numbers.
 */
export function csvCell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = /^\s*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table for a paper, in the rules of the booktabs package. */
export function toLatex({detectors, controls}: MatrixResult, {version, seeds, files}: Stamp): string {
  const figure = (value: number) => value.toFixed(3);
  const cell = ({value, low, high}: {value: number; low: number; high: number}) =>
    `${figure(value)} {\\scriptsize [${figure(low)}, ${figure(high)}]}`;
  const row = (cells: readonly string[]) => `${cells.join(" & ")} \\\\`;
  const comment = (text: string) => `% ${text.replace(/[^\x20-\x7e]/g, "?")}`;
  return [
    comment(`Flowbook ${version}; seeds ${seeds.join(", ")}`),
    ...files.map(file => comment(`${file.option} ${file.name}: SHA-256 ${file.sha256}`)),
    "% needs \\usepackage{booktabs}; brackets hold 95% bootstrap intervals",
    `\\begin{tabular}{l${"r".repeat(measureNames.length)}}`,
    "\\toprule",
    row(["Detector", ...measureNames.map(measure => escapeLatex(measureLabels[measure]))]),
    "\\midrule",
    ...Object.entries(detectors).map(([name, {measures}]) =>
      row([escapeLatex(name), ...measureNames.map(measure => cell(measures[measure]))])
    ),
    "\\midrule",
    ...controls.map(control =>
      row([`Control: ${escapeLatex(control.name)}`, cell(control), ...measureNames.slice(1).map(() => "")])
    ),
    "\\bottomrule",
    "\\end{tabular}",
    ""
  ].join("\n");
}

const latexEscapes: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}"
};

/** Text that LaTeX sets as it stands. Control characters become spaces. */
export function escapeLatex(text: string): string {
  return text
    .replace(/[\\~^]|[&%$#_{}]/g, character => latexEscapes[character] ?? `\\${character}`)
    .replace(/\p{Cc}/gu, " ");
}
