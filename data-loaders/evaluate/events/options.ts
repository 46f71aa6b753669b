import {parseArgs} from "node:util";
import {UsageError} from "../../options.js";
import {paths} from "../../paths.js";
import {usefulWorkers} from "../../workers/pool.js";

export interface EventOptions {
  /** File or directory of logs; null for what `npm run data` would take. */
  readonly input: string | null;
  readonly output: string;
  readonly seed: number;
  /** How many seeds, from `seed` on. */
  readonly seeds: number;
  readonly workers: number;
  readonly cache: boolean;
  /** One seed, few resamples and only the default detectors. */
  readonly quick: boolean;
  /** Does nothing where these logs have been evaluated already, or nothing says what is an attack in them. */
  readonly ifNeeded: boolean;
  /** Names of detectors; null for all. */
  readonly detectors: readonly string[] | null;
}

export const eventUsage = `usage: npm run evaluate -- [--input FILE|DIR] [--output DIR] [--seed N] [--seeds N] [--detectors NAME[,...]]
         [--quick] [--if-needed] [--workers N] [--no-cache]`;

/** @throws UsageError */
export function parseEventOptions(args: readonly string[]): EventOptions {
  const {values} = parse(args);
  const quick = values.quick ?? false;
  return {
    input: values.input === undefined ? null : text("input", values.input),
    output: text("output", values.output ?? paths.output),
    seed: integer("seed", values.seed ?? "1", -(2 ** 31), 2 ** 31),
    seeds: integer("seeds", values.seeds ?? (quick ? "1" : "5"), 1, 100),
    workers: integer("workers", values.workers ?? String(usefulWorkers), 1, 256),
    cache: !values["no-cache"],
    quick,
    ifNeeded: values["if-needed"] ?? false,
    detectors: values.detectors === undefined ? null : text("detectors", values.detectors).split(",")
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
        seeds: {type: "string"},
        workers: {type: "string"},
        detectors: {type: "string"},
        quick: {type: "boolean"},
        "if-needed": {type: "boolean"},
        "no-cache": {type: "boolean"}
      }
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function text(name: string, value: string): string {
  if (value.trim() !== "") return value;
  throw new UsageError(`invalid --${name}: "${value}"; expected a value`);
}

function integer(name: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (value.trim() !== "" && Number.isInteger(number) && number >= least && number <= most) return number;
  throw new UsageError(`invalid --${name}: "${value}"; expected an integer from ${least} to ${most}`);
}
