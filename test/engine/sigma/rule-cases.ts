import {parse} from "yaml";
import {derivedLogColumns} from "../../../src/engine/build/logs.js";
import {logColumns} from "../../../src/engine/sigma/log-columns.js";
import {sqlLiteral} from "../../../src/engine/sql.js";

/** Some events, and whether a rule should find something in them. */
export interface RuleCase {
  readonly title: string;
  readonly matches: boolean;
  /** In order of time; columns of `logs` that are not derived, as text. */
  readonly events: readonly ReadonlyMap<string, string | null>[];
}

/** Wednesday, 10:00 on the campus's clock: within business hours, far from midnight. */
const start = Date.UTC(2026, 2, 4, 15);

const units = {ms: 1, s: 1000, m: 60_000, h: 3_600_000} as const;
/** `source_country` and `destination_country` come with the data; the others are computed by the view. */
const given = new Set(["source_country", "destination_country"]);
const computed = new Set(Object.keys(derivedLogColumns).filter(name => !given.has(name)));
const control = new Set(["at", "times", "every"]);

/**
 * The cases in a file below data/rules/tests; data/rules/README.md says how they are written.
 * @throws for what is not written so, naming the file
 */
export function readCases(text: string, file: string): RuleCase[] {
  const refuse = (problem: string): never => {
    throw new Error(`${file}: ${problem}`);
  };
  const content: unknown = parse(text);
  if (!isRecord(content)) return refuse("expected the keys match and miss");
  const strange = Object.keys(content).filter(key => !["common", "match", "miss"].includes(key));
  if (strange.length > 0) refuse(`unknown key "${strange[0]}"; expected common, match or miss`);
  const common = isRecord(content.common) ? content.common : {};

  const read = (key: "match" | "miss") => {
    const cases: unknown = content[key];
    if (!Array.isArray(cases) || cases.length === 0) return refuse(`no ${key}; expected at least one case`);
    return cases.map((one: unknown): RuleCase => {
      if (!isRecord(one) || typeof one.title !== "string") return refuse(`a case of ${key} without a title`);
      if (!Array.isArray(one.events)) return refuse(`"${one.title}" has no events`);
      const events = one.events.flatMap((event: unknown) =>
        isRecord(event) ? expand({...common, ...event}, refuse) : refuse(`"${one.title}": an event is no map`)
      );
      events.sort((a, b) => a.time - b.time);
      return {title: one.title, matches: key === "match", events: events.map(event => event.columns)};
    });
  };
  return [...read("match"), ...read("miss")];
}

/** One event, or several of a kind: `times` of them, one `every` so often, numbered from 1 where `{n}` stands. */
function expand(event: Record<string, unknown>, refuse: (problem: string) => never) {
  const times = typeof event.times === "number" ? event.times : 1;
  const every = event.every === undefined ? 0 : duration(event.every, refuse);
  const first = typeof event.at === "string" && event.at.includes("T") ? Date.parse(event.at) : null;
  const from = first ?? start + (event.at === undefined ? 0 : duration(event.at, refuse));
  if (times > 1 && every === 0) refuse("times without every; expected both");
  const named = Object.entries(event).filter(([name]) => !control.has(name));
  for (const [name] of named) {
    if (computed.has(name) || !logColumns.has(name)) refuse(`unknown column "${name}"`);
  }
  return Array.from({length: times}, (_, i) => {
    const time = from + i * every;
    const columns = new Map(named.map(([name, value]) => [name, textOf(value, i + 1)]));
    return {time, columns: columns.set("event_time", new Date(time).toISOString())};
  });
}

function duration(value: unknown, refuse: (problem: string) => never): number {
  const match = typeof value === "string" ? /^(\d+)(ms|s|m|h)$/.exec(value) : null;
  const unit = units[match?.[2] as keyof typeof units];
  return unit === undefined
    ? refuse(`invalid time "${value}"; expected 10s, 5m or 2h`)
    : Number(match?.[1]) * unit;
}

function textOf(value: unknown, n: number): string | null {
  return value === null ? null : String(value).replaceAll("{n}", String(n));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Puts a case's events into `staged`, an empty table. Text becomes what the column holds. */
export function insertCase({events}: RuleCase): string {
  const columns = [...new Set(events.flatMap(event => [...event.keys()]))];
  const rows = events.map(event => `(${columns.map(name => sqlLiteral(event.get(name))).join(", ")})`);
  return `INSERT INTO staged (${columns.join(", ")}) VALUES ${rows.join(", ")}`;
}
