import {parseArgs} from "node:util";
import {paths} from "./paths.js";
import {usefulWorkers} from "./workers/pool.js";

export interface Options {
  /** File or directory to read; null for the default: `data/raw` if there is anything in it, else the simulated sample. */
  readonly input: string | null;
  readonly output: string;
  readonly seed: number;
  readonly workers: number;
  readonly cache: boolean;
  /** Files of forests that judge in place of those trained on the logs, one of a family at most. @default none */
  readonly models?: readonly string[];
}

export const usage = `usage: npm run data -- [--input FILE|DIR] [--output DIR] [--seed N] [--workers N] [--model FILE]... [--no-cache]`;

/** Says what is wrong with how the program was called. */
export class UsageError extends Error {}

/** @throws UsageError */
export function parseOptions(args: readonly string[]): Options {
  const {values} = parse(args);
  return {
    input: values.input === undefined ? null : readPath("input", values.input),
    output: readPath("output", values.output ?? paths.output),
    seed: readInteger("seed", values.seed ?? "1", -(2 ** 31), 2 ** 32 - 1),
    workers: readInteger("workers", values.workers ?? String(usefulWorkers), 1, 256),
    cache: !values["no-cache"],
    ...(values.model && {models: values.model.map(path => readPath("model", path))})
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        input: {type: "string"},
        output: {type: "string"},
        seed: {type: "string"},
        workers: {type: "string"},
        model: {type: "string", multiple: true},
        "no-cache": {type: "boolean"}
      }
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readPath(name: string, text: string): string {
  if (text !== "") return text;
  throw new UsageError(`invalid --${name}: ""; expected a path`);
}

function readInteger(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`invalid --${name}: "${text}"; expected an integer from ${least} to ${most}`);
}
