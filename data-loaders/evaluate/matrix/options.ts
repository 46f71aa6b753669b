import {parseArgs} from "node:util";
import {UsageError} from "../../options.js";
import {usefulWorkers} from "../../workers/pool.js";

/** Which columns to treat in a way: by what they hold, none, or those named. */
export type ColumnChoice = "auto" | "none" | readonly string[];

export interface MatrixOptions {
  /** Table of features with labels: CSV (plain or gzip, with or without header) or Parquet. */
  readonly matrix: string;
  /** The label's column: a name, or a position from 1, or from the end as -1, -2, ... */
  readonly label: string;
  /** Table of which the normal rows are learnt from; null: five folds of the matrix. */
  readonly train: string | null;
  /** Label values of normal rows; null: 0, or a word for it. */
  readonly normal: readonly string[] | null;
  /** Columns to leave out, as `label` names one. */
  readonly drop: readonly string[];
  readonly oneHot: ColumnChoice;
  readonly log: ColumnChoice;
  /** How many seeds, from `seed` on. */
  readonly seeds: number;
  readonly seed: number;
  /** Files of scores computed elsewhere, one row per row of the matrix. */
  readonly scores: readonly string[];
  readonly scoresColumn: string | null;
  readonly output: string;
  /** Names of detectors; null for all. */
  readonly detectors: readonly string[] | null;
  readonly workers: number;
}

export const usage = `usage: npm run evaluate -- --matrix FILE --label COLUMN [--train FILE] [--normal VALUE[,VALUE...]]
         [--drop COLUMN[,COLUMN...]] [--one-hot auto|none|COLUMN[,...]] [--log auto|none|COLUMN[,...]]
         [--seeds N] [--seed N] [--scores FILE]... [--scores-column NAME] [--detectors NAME[,...]|none]
         [--output DIR] [--workers N]
A column is a name, or a position: 1 is the first, -1 the last.`;

/** @throws UsageError */
export function parseMatrixOptions(args: readonly string[]): MatrixOptions {
  const {values} = parse(args);
  const detectors = values.detectors === undefined ? null : list("detectors", values.detectors);
  return {
    matrix: path("matrix", values.matrix),
    label: path("label", values.label),
    train: values.train === undefined ? null : path("train", values.train),
    normal: values.normal === undefined ? null : list("normal", values.normal),
    drop: values.drop === undefined ? [] : list("drop", values.drop),
    oneHot: choice("one-hot", values["one-hot"]),
    log: choice("log", values.log),
    seeds: integer("seeds", values.seeds ?? "5", 1, 100),
    seed: integer("seed", values.seed ?? "1", -(2 ** 31), 2 ** 31),
    scores: (values.scores ?? []).map(file => path("scores", file)),
    scoresColumn: values["scores-column"] ?? null,
    output: path("output", values.output ?? "evaluation"),
    detectors: detectors?.length === 1 && detectors[0] === "none" ? [] : detectors,
    workers: integer("workers", values.workers ?? String(usefulWorkers), 1, 256)
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: joinPositions(args),
      options: {
        matrix: {type: "string"},
        label: {type: "string"},
        train: {type: "string"},
        normal: {type: "string"},
        drop: {type: "string"},
        "one-hot": {type: "string"},
        log: {type: "string"},
        seeds: {type: "string"},
        seed: {type: "string"},
        scores: {type: "string", multiple: true},
        "scores-column": {type: "string"},
        output: {type: "string"},
        detectors: {type: "string"},
        workers: {type: "string"}
      }
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** `parseArgs` takes "-2" after "--label" for an option; joined to it by "=" it is a value. */
function joinPositions(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const argument of args) {
    const last = joined[joined.length - 1];
    if (/^-\d/.test(argument) && last !== undefined && /^--[a-z-]+$/.test(last)) {
      joined[joined.length - 1] = `${last}=${argument}`;
    } else joined.push(argument);
  }
  return joined;
}

function path(name: string, text: string | undefined): string {
  if (text === undefined) throw new UsageError(`--${name} is missing`);
  if (text.trim() !== "") return text;
  throw new UsageError(`invalid --${name}: "${text}"; expected ${name === "label" ? "a column" : "a path"}`);
}

function list(name: string, text: string): readonly string[] {
  const items = text.split(",").map(item => item.trim());
  if (items.every(item => item !== "")) return items;
  throw new UsageError(`invalid --${name}: "${text}"; expected values with commas between them`);
}

function choice(name: string, text = "auto"): ColumnChoice {
  return text === "auto" || text === "none" ? text : list(name, text);
}

function integer(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`invalid --${name}: "${text}"; expected an integer from ${least} to ${most}`);
}
