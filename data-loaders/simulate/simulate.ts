import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setImmediate as breathe} from "node:timers/promises";
import {formatRecord} from "../../src/engine/simulate/format.js";
import {iscxHeader} from "../../src/engine/simulate/formats/iscx.js";
import type {Format} from "../../src/engine/simulate/record.js";
import {simulateWeek} from "../../src/engine/simulate/week.js";
import {LogFile} from "./log-file.js";

const dayLength = 86_400_000;

/** Grows when the same seed starts to give other files. */
export const simulatorVersion = 1;

export const defaults = {
  /** Monday 2026-03-02, 00:00 UTC. The campus changes to daylight-saving time on the Sunday. */
  start: Date.UTC(2026, 2, 2),
  days: 7,
  scale: 1
};

export interface SimulateOptions {
  readonly seed: number;
  /** Where the logs go; created when missing. Files of an earlier simulation there are replaced, others kept. */
  readonly directory: string;
  /** First instant, milliseconds in UTC, a midnight. */
  readonly start?: number;
  readonly days?: number;
  /** Volume; 1 gives 300,000 to 360,000 records a week. Every attack stays recognisable down to about 0.02. */
  readonly scale?: number;
  /** Called with the share done, in (0, 1]. */
  readonly onProgress?: (fraction: number) => void;
}

export interface Simulated {
  /** Paths of the logs written. */
  readonly files: string[];
  /** Records in them, headers not counted. */
  readonly records: number;
  /** Path of the ground truth. */
  readonly truth: string;
}

/**
 * Writes a seeded week on a campus as raw logs, with the truth about them beside them.
 *
 * `truth.csv` has one row per record that is part of an attack: `file` (relative, forward slashes), `record` (1-based
 * ordinal in that file, a CSV header not counted), `label`, `attack_type`, `campaign` (empty for background noise).
 * Every record without a row is normal. `simulated.json` marks the directory as simulated and tells the story; it is
 * there before the first log, so that an interrupted run is never taken for recorded data, and says `complete: true` once
 * all is written. The same options give the same bytes.
 *
 * Throws a RangeError for options out of range, and what the file system throws.
 */
export async function simulate(options: SimulateOptions): Promise<Simulated> {
  const {seed, directory, start, days, scale} = {...defaults, ...options};
  check(seed, start, days, scale);
  removePrevious(directory);
  const {chapters, days: week} = simulateWeek({seed, start, days, scale});
  const story = chapters.map(({from, to, ...rest}) => ({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    ...rest
  }));
  const mark = (files: readonly string[], complete: boolean): void => {
    const what = {
      simulated: true,
      complete,
      version: simulatorVersion,
      seed,
      start: new Date(start).toISOString()
    };
    const marker = {...what, days, scale, files, truth: {file: truthName, default_label: "Normal"}, story};
    writeFileSync(join(directory, markerName), `${JSON.stringify(marker, null, 2)}\n`);
  };
  mkdirSync(directory, {recursive: true});
  mark(plannedFiles(days, start), false);
  const logs = new Map<string, LogFile>();
  const truth = new LogFile(join(directory, truthName), "file,record,label,attack_type,campaign");
  let records = 0;
  let day = 0;
  for (const batch of week) {
    const names = fileNames(day, days, start);
    for (const record of batch) {
      const name = names[record.format];
      let log = logs.get(name);
      if (!log) {
        log = new LogFile(join(directory, name), headers[record.format]);
        logs.set(name, log);
      }
      const ordinal = log.add(formatRecord(record));
      ++records;
      if (record.truth) {
        truth.add(`${name},${ordinal},Attack,${record.truth.attack_type},${record.truth.campaign ?? ""}`);
      }
    }
    ++day;
    options.onProgress?.(day / days);
    await breathe();
  }
  for (const log of logs.values()) log.close();
  truth.close();
  const files = [...logs.keys()].sort();
  mark(files, true);
  return {files: files.map(name => join(directory, name)), records, truth: truth.path};
}

const markerName = "simulated.json";
const truthName = "truth.csv";

const headers: Partial<Record<Format, string>> = {iscx: iscxHeader};

/**
 * As the sensors rotate: T-Pot counts back from the current file and compresses, Suricata's host appends the date and
 * compresses after some days, QRadar exports a file a day, and the central syslog has one file for the week.
 */
function fileNames(day: number, days: number, start: number): Readonly<Record<Format, string>> {
  const date = new Date(start + day * dayLength).toISOString().slice(0, 10);
  const back = days - 1 - day;
  const counted = back === 0 ? "" : `.${back}.gz`;
  const dated = back === 0 ? "" : `.${date}${back > 3 ? ".gz" : ""}`;
  return {
    suricata: `suricata/eve.json${dated}`,
    cowrie: `cowrie/cowrie.json${counted}`,
    dionaea: `dionaea/dionaea.json${counted}`,
    iscx: `iscx/flows-${date}.csv`,
    auth: "auth/auth.log"
  };
}

/** Every file that a run of so many days can write. */
function plannedFiles(days: number, start: number): string[] {
  const names = new Set<string>();
  for (let day = 0; day < days; ++day)
    for (const name of Object.values(fileNames(day, days, start))) names.add(name);
  return [...names].sort();
}

/** Takes away the files that an earlier run says it wrote. Anything else in the directory stays. */
function removePrevious(directory: string): void {
  const path = join(directory, markerName);
  if (!existsSync(path)) return;
  let marker: unknown;
  try {
    marker = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new Error(
      `${path}: not JSON; expected the marker of a simulation (remove the folder to start anew)`,
      {cause}
    );
  }
  const files = typeof marker === "object" && marker !== null && "files" in marker ? marker.files : [];
  for (const name of Array.isArray(files) ? files : []) {
    if (typeof name === "string" && ownName.test(name)) rmSync(join(directory, name), {force: true});
  }
}

/** What a file of ours can be called; a marker that somebody edited must not make us delete anything else. */
const ownName = /^(suricata|cowrie|dionaea|iscx|auth)\/[\w.-]+$/;

function check(seed: number, start: number, days: number, scale: number): void {
  if (!Number.isInteger(seed)) throw new RangeError(`invalid seed: ${seed}; expected an integer`);
  if (start % dayLength !== 0) throw new RangeError(`invalid start: ${start}; expected a midnight in UTC`);
  if (!Number.isInteger(days) || days < 1 || days > 366) {
    throw new RangeError(`invalid days: ${days}; expected an integer from 1 to 366`);
  }
  if (!(scale > 0 && scale <= 100))
    throw new RangeError(`invalid scale: ${scale}; expected a number in (0, 100]`);
}
