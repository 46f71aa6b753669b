import {type AttackSummary, summarise} from "./attack-summary.js";
import {formatRecord} from "./format.js";
import {iscxHeader} from "./formats/iscx.js";
import type {AttackType, Format, LogRecord} from "./record.js";
import {campusZone} from "./rhythm.js";
import {type ScenarioOptions, simulateScenario} from "./simulate-scenario.js";

/** A log as a sensor would have written it. */
export interface SimulatedLog {
  /** Path with forward slashes: `injected/port-scan-seed-7-20260308T1200Z/suricata/eve.json`. */
  readonly name: string;
  readonly format: Format;
  /** IANA name of the clock that its times are on; null where they say it themselves. */
  readonly zone: string | null;
  readonly text: string;
  /** How many records it has, a header not counted. */
  readonly records: number;
}

/** The truth about one record of an attack; a record without a row is normal. */
export interface SimulatedTruth {
  readonly file: string;
  /** 1-based ordinal in that file, a header not counted. */
  readonly record: number;
  readonly label: "Attack";
  readonly attack_type: AttackType;
  readonly campaign: string;
}

export interface SimulatedLogs {
  readonly summary: AttackSummary;
  /** In order of their names. */
  readonly files: readonly SimulatedLog[];
  readonly truth: readonly SimulatedTruth[];
}

/** Where everything simulated on a page lies, so that its files' names say what they are. */
export const injectedFolder = "injected/";

/** The clocks of formats whose times carry no zone. */
const zones: Partial<Record<Format, string>> = {iscx: campusZone, dionaea: "UTC"};
const headers: Partial<Record<Format, string>> = {iscx: iscxHeader};

/**
 * One attack as the raw logs that the sensors of the simulated campus would have of it, with the truth about them. Names
 * are the same for the same scenario, seed and start (to the minute): who injects the like again replaces what was there.
 * The same options give the same bytes. Throws as `simulateScenario` does.
 */
export function simulateLogs(name: string, options: ScenarioOptions): SimulatedLogs {
  const simulated = simulateScenario(name, options);
  const folder = folderOf(name, options);
  const logs = new Map<string, {readonly format: Format; readonly lines: string[]}>();
  const truth: SimulatedTruth[] = [];
  for (const record of simulated.records) {
    const {format} = record;
    const file = `${folder}/${fileName(record)}`;
    const log = logs.get(file) ?? {format, lines: []};
    logs.set(file, log);
    const ordinal = log.lines.push(formatRecord(record));
    if (record.truth === null) continue;
    const {attack_type} = record.truth;
    truth.push({file, record: ordinal, label: "Attack", attack_type, campaign: simulated.campaign});
  }
  const files = [...logs].map(([name, {format, lines}]) => {
    const header = headers[format];
    const text = `${(header === undefined ? lines : [header, ...lines]).join("\n")}\n`;
    return {name, format, zone: zones[format] ?? null, text, records: lines.length};
  });
  files.sort((a, b) => (a.name < b.name ? -1 : 1));
  return {summary: summarise(simulated, options.seed), files, truth};
}

/** "injected/port-scan-seed-7-20260308T1200Z" */
function folderOf(name: string, {seed, from}: ScenarioOptions): string {
  const minute = new Date(from).toISOString().slice(0, 16).replace(/[-:]/g, "");
  return `${injectedFolder}${name}-seed-${seed}-${minute}Z`;
}

/** As the sensors name them: QRadar exports a file a day, the others write on. */
function fileName({format, time}: LogRecord): string {
  switch (format) {
    case "suricata":
      return "suricata/eve.json";
    case "iscx":
      return `iscx/flows-${new Date(time).toISOString().slice(0, 10)}.csv`;
    case "auth":
      return "auth/auth.log";
    case "cowrie":
      return "cowrie/cowrie.json";
    case "dionaea":
      return "dionaea/dionaea.json";
  }
}
