import fc from "fast-check";
import {describe, expect, test} from "vitest";
import type {Event} from "../../../src/engine/event.js";
import {type FileSummary, parseFile} from "../../../src/engine/parse-file.js";
import {summariseAttack} from "../../../src/engine/simulate/attack-summary.js";
import type {Format} from "../../../src/engine/simulate/record.js";
import {campusOffset} from "../../../src/engine/simulate/rhythm.js";
import {attacks} from "../../../src/engine/simulate/scenarios/index.js";
import {type SimulatedLog, simulateLogs} from "../../../src/engine/simulate/simulate-logs.js";
import {limits, type ScenarioOptions, usualHours} from "../../../src/engine/simulate/simulate-scenario.js";
import {servers} from "../../../src/engine/simulate/world.js";
import {createZone} from "../../../src/engine/time-zone.js";

const minute = 60_000;
const hour = 60 * minute;
const from = Date.UTC(2026, 2, 8, 12);
/** An hour before they do: flows that are open then stop before they start, by the clock on the wall. */
const nightClocksGoBack = Date.UTC(2026, 10, 1, 5);
const datasets: Readonly<Record<Format, string>> = {
  suricata: "suricata",
  iscx: "iscx",
  auth: "authlog",
  cowrie: "cowrie",
  dionaea: "dionaea"
};

/** What a reader of such a log always says about it. */
const notes: Partial<Record<Format, readonly string[]>> = {
  iscx: ["times have no seconds; durations and rates are not measured"]
};

interface Parsed {
  readonly events: readonly {readonly event: Event; readonly record: number}[];
  readonly quarantined: readonly string[];
  readonly summary: FileSummary;
}

function parse({text, zone}: SimulatedLog): Parsed {
  const events: {event: Event; record: number}[] = [];
  const quarantined: string[] = [];
  const {toUtc} = createZone(zone ?? "Asia/Tokyo");
  const parser = parseFile(
    {toUtc, fileTime: 0},
    {
      event: (event, record) => events.push({event, record}),
      quarantine: (record, reason) => quarantined.push(`${record}: ${reason}`)
    }
  );
  parser.push(new TextEncoder().encode(text));
  return {events, quarantined, summary: parser.end()};
}

/** QRadar writes minutes of a clock that shows one hour twice a year: read back, a time may be that much earlier. */
function earliest(start: number, format: Format): number {
  if (format !== "iscx") return start;
  const repeats = campusOffset(start - 2 * hour) > campusOffset(start + 2 * hour);
  return start - minute - (repeats ? hour : 0);
}

/** Starts in some years, days when clocks change among them, with lengths from minutes to weeks and any volume that is quick. */
const options: fc.Arbitrary<ScenarioOptions> = fc.record(
  {
    seed: fc.integer({min: 0, max: 2 ** 32 - 1}),
    from: fc.oneof(
      fc.integer({min: Date.UTC(1999, 0, 1), max: Date.UTC(2040, 0, 1)}),
      fc.constantFrom(Date.UTC(2026, 2, 8, 6), nightClocksGoBack)
    ),
    hours: fc.double({min: limits.hours.low, max: 100, noNaN: true}),
    scale: fc.double({min: limits.scale.low, max: 0.4, noNaN: true})
  },
  {requiredKeys: ["seed", "from", "scale"]}
);

describe.each(attacks.map(attack => attack.name))("%s, as logs", name => {
  test("is read whole by our own parsers, whatever the seed, start, length and volume", () => {
    fc.assert(
      fc.property(options, options => {
        const {files, summary} = simulateLogs(name, options);
        expect(summary.records).toBeGreaterThan(0);
        expect(files.reduce((sum, file) => sum + file.records, 0)).toBe(summary.records);
        const logs = files.map(file => ({file, ...parse(file)}));
        for (const {file, quarantined, summary: parsed} of logs) {
          expect(quarantined, file.name).toEqual([]);
          expect(parsed.dataset, file.name).toBe(datasets[file.format]);
          expect(parsed.records, file.name).toBe(file.records);
          expect(parsed.mapped + parsed.ignored, file.name).toBe(file.records);
          expect(parsed.notes, file.name).toEqual(notes[file.format] ?? []);
        }
        expect(logs.reduce((sum, {events}) => sum + events.length, 0)).toBeGreaterThan(0);
        for (const {file, events} of logs) {
          for (const {event} of events) {
            for (const time of [event.event_time, event.logged_time]) {
              expect(time, file.name).toBeGreaterThanOrEqual(earliest(summary.from, file.format));
              expect(time, file.name).toBeLessThanOrEqual(summary.to + hour);
            }
          }
        }
      }),
      {numRuns: 4, examples: [[{seed: 0, from: nightClocksGoBack, hours: 1.25, scale: 0.1}]]}
    );
  });

  test("is the same bytes for the same options, and others for another seed", () => {
    const logs = simulateLogs(name, {seed: 7, from, scale: 0.1});
    expect(simulateLogs(name, {seed: 7, from, scale: 0.1})).toEqual(logs);
    expect(simulateLogs(name, {seed: 8, from, scale: 0.1}).files.map(file => file.text)).not.toEqual(
      logs.files.map(file => file.text)
    );
  });

  test("comes with the truth about each record of the attack, once", () => {
    const {files, truth, summary} = simulateLogs(name, {seed: 7, from, scale: 0.1});
    const records = new Map(files.map(file => [file.name, file.records]));
    expect(new Set(truth.map(({file, record}) => `${file} ${record}`)).size).toBe(truth.length);
    expect(truth).toHaveLength(summary.attacks);
    for (const {file, record, attack_type, campaign} of truth) {
      expect(record).toBeGreaterThanOrEqual(1);
      expect(record, file).toBeLessThanOrEqual(records.get(file) ?? 0);
      expect({attack_type, campaign}).toEqual({
        attack_type: summary.attack_type,
        campaign: `injected-${name}`
      });
    }
  });

  test("is told beforehand as it turns out", () => {
    const options = {seed: 7, from, hours: 2, scale: 0.5};
    const {files, summary} = simulateLogs(name, options);
    expect(summariseAttack(name, options)).toEqual(summary);
    const counts = new Map<Format, number>();
    for (const {format, records} of files) counts.set(format, (counts.get(format) ?? 0) + records);
    expect(new Map(summary.formats.map(({format, records}) => [format, records]))).toEqual(counts);
    expect(summary.to - summary.from).toBe(2 * hour);
  });

  test("names attackers and victims that its logs name, in a title and a sentence", () => {
    const {files, summary} = simulateLogs(name, {seed: 7, from, scale: 0.2});
    const text = files.map(file => file.text).join("");
    // Whoever takes data out through DNS asks by way of the campus's own server.
    expect(summary.attackers.length > 0).toBe(name !== "dns-tunnel");
    expect(summary.victims.length).toBeGreaterThan(0);
    for (const who of [...summary.attackers, ...summary.victims]) {
      const [server] = Object.entries(servers).find(([, address]) => address === who) ?? [];
      const said = [who.replace(/\.0\/24$/, "."), ` ${server} `].filter(words => text.includes(words));
      expect(said, who).not.toEqual([]);
    }
    expect(summary.title).toMatch(/^[A-Z]\S* .*[^.]$/);
    expect(summary.description).toMatch(/^[A-Z][^.!?]* [^.!?]*\.$/);
  });
});

test("the label that flow tables carry agrees with the truth", () => {
  for (const name of ["port-scan", "denial-of-service", "exfiltration"]) {
    const {files, truth} = simulateLogs(name, {seed: 3, from, scale: 0.2});
    const flows = files.filter(file => file.format === "iscx");
    expect(flows.length).toBeGreaterThan(0);
    for (const file of flows) {
      const attacks = truth.filter(row => row.file === file.name).map(row => row.record);
      const labelled = parse(file).events.filter(({event}) => event.label === "Attack");
      expect(labelled.map(({record}) => record)).toEqual(attacks);
    }
  }
});

test("files lie in a folder that says what they are, named as the sensors name them, flows by day", () => {
  const options = {seed: 7, from: Date.UTC(2026, 2, 8, 23, 45), hours: 0.5, scale: 0.2};
  const folder = "injected/port-scan-seed-7-20260308T2345Z";
  expect(simulateLogs("port-scan", options).files.map(({name, zone}) => ({name, zone}))).toEqual([
    {name: `${folder}/iscx/flows-2026-03-08.csv`, zone: "America/New_York"},
    {name: `${folder}/iscx/flows-2026-03-09.csv`, zone: "America/New_York"},
    {name: `${folder}/suricata/eve.json`, zone: null}
  ]);
});

test("without a length an attack takes its own, and what leads to it comes first", () => {
  const {summary, files} = simulateLogs("vpn-takeover", {seed: 7, from});
  const attack = attacks.find(attack => attack.name === "vpn-takeover");
  expect(summary.to - summary.from).toBeCloseTo(usualHours(attack ?? expect.fail()) * hour, 3);
  expect(summary.attacks).toBeLessThan(summary.records);
  const [first] = files.filter(file => file.format === "auth").map(file => file.text.slice(0, 24));
  expect(first?.startsWith("2026-03-08T12:00:1")).toBe(true);
});

test.each([
  ["alien-invasion", {}, 'unknown scenario: "alien-invasion"; expected one of port-scan,'],
  ["port-scan", {seed: 0.5}, "invalid seed: 0.5; expected an integer"],
  ["port-scan", {from: Number.NaN}, "invalid from: NaN; expected milliseconds of a time from 1970 to 2099"],
  ["port-scan", {hours: 0}, "invalid hours: 0; expected a number from 0.1 to 720"],
  ["port-scan", {scale: 21}, "invalid scale: 21; expected a number from 0.01 to 20"]
])("%s with %o is refused", (name, wrong, message) => {
  expect(() => simulateLogs(name, {seed: 1, from, ...wrong})).toThrow(message);
});
