import {beforeAll, describe, expect, it} from "vitest";
import {standsAlone} from "../../../../src/engine/sigma/compile/compile-rules.js";
import {readRules} from "../../../../src/engine/sigma/read-rules.js";
import {compileText, type LogRow, Logs, sqlOf} from "./fixtures.js";

let logs: Logs;
beforeAll(async () => {
  logs = await Logs.open();
});

const event = (name: string, field: string, value: string, logSource = "product: flowbook") => `
title: ${name}
name: ${name}
logsource:
  ${logSource}
detection:
  selection:
    ${field}: ${value}
  condition: selection
`;
const correlation = (name: string, type: string, rules: readonly string[], rest: string) => `
title: ${name}
name: ${name}
correlation:
  type: ${type}
  rules: [${rules.join(", ")}]
  ${rest.trim().replaceAll("\n", "\n  ")}
`;
const join = (...documents: string[]) => documents.join("---");

const failed = event("failed", "login", "failed");
const accepted = event("accepted", "login", "accepted");
const guessed = correlation(
  "guessed",
  "event_count",
  ["failed"],
  "group-by: [source_ip]\ntimespan: 10s\ncondition: {gte: 3}"
);

const login = (second: number, login: string, source_ip: string | null = "a", more: LogRow = {}): LogRow => ({
  event_time: second * 1000,
  login,
  source_ip,
  ...more
});

async function hitsOf(text: string, rows: readonly LogRow[]): Promise<(readonly [number, number | null])[]> {
  await logs.fill(rows);
  return (await logs.hits(sqlOf(text))).map(({seq, value}) => [seq, value] as const);
}

describe("a correlation", () => {
  it("counts to the event in its group, back to the first moment of its time span", async () => {
    const times = [0, 5, 10, 15, 16];
    const rows = [
      ...times.map(second => login(second, "failed")),
      login(16, "failed", "b"),
      login(16, "accepted")
    ];
    expect(await hitsOf(join(failed, guessed), rows)).toEqual([
      [2, 3],
      [3, 3],
      [4, 3]
    ]);
  });

  it("takes events of one moment in the order of the log", async () => {
    const rows = [login(0, "failed"), login(0, "failed"), login(0, "failed"), login(0, "failed")];
    expect(await hitsOf(join(failed, guessed), rows)).toEqual([
      [2, 3],
      [3, 4]
    ]);
  });

  it("makes no group of events that do not say whose they are", async () => {
    const rows = Array.from({length: 5}, () => login(0, "failed", null));
    expect(await hitsOf(join(failed, guessed), rows)).toEqual([]);
  });

  it("looks at hits of another correlation as at events", async () => {
    const entered = correlation(
      "entered",
      "temporal_ordered",
      ["guessed", "accepted"],
      "group-by: [source_ip]\ntimespan: 1m"
    );
    const text = join(failed, accepted, guessed, entered);
    const rows = [0, 1, 2].map(second => login(second, "failed"));
    expect(await hitsOf(text, [...rows, login(30, "accepted"), login(90, "accepted")])).toEqual([[3, 2]]);
    expect(
      await hitsOf(text, [login(0, "accepted"), ...rows.map(row => ({...row, event_time: 5000}))])
    ).toEqual([]);
  });

  it("groups and measures by what another correlation's events hold, by its own and by inner names", async () => {
    const spread = correlation(
      "spread",
      "value_count",
      ["guessed"],
      "group-by: [country]\ntimespan: 1h\ncondition: {field: who, gte: 2}\naliases:\n  country:\n    guessed: source_country\n  who:\n    guessed: source_ip"
    );
    const of = (second: number, source_ip: string, source_country: string) =>
      [0, 1, 2].map(i => login(second + i, "failed", source_ip, {source_country}));
    const rows = [...of(0, "a", "XX"), ...of(100, "b", "YY"), ...of(200, "c", "XX")];
    expect(await hitsOf(join(failed, guessed, spread), rows)).toEqual([[8, 2]]);
  });

  it("knows one thing by different names in different rules", async () => {
    const dns = event("asked", "query", "'*.onion'", "category: dns");
    const http = event("fetched", "cs-method", "POST", "category: webserver");
    const both = correlation(
      "both",
      "temporal",
      ["asked", "fetched"],
      "group-by: [host]\ntimespan: 1m\naliases:\n  host:\n    asked: src_ip\n    fetched: s-ip"
    );
    const rows: LogRow[] = [
      {event_time: 0, event_type: "dns", dns_query: "x.onion", source_ip: "h"},
      {event_time: 1000, event_type: "http", http_method: "POST", source_ip: "h", destination_ip: "g"},
      {event_time: 2000, event_type: "http", http_method: "POST", source_ip: "g", destination_ip: "h"}
    ];
    expect(await hitsOf(join(dns, http, both), rows)).toEqual([[2, 2]]);
  });

  it("counts an event that several of its rules match once", async () => {
    const root = event("root", "username", "root");
    const any = correlation("any", "event_count", ["failed", "root"], "timespan: 10s\ncondition: {gte: 2}");
    const rows = [login(0, "failed", "a", {username: "root"}), login(1, "accepted", "a", {username: "root"})];
    expect(await hitsOf(join(failed, root, any), rows)).toEqual([[1, 2]]);
  });

  it("sums texts that are numbers, and passes over those that are none", async () => {
    const sum = correlation(
      "sum",
      "value_sum",
      ["failed"],
      "timespan: 1h\ncondition: {field: message, gt: 1}"
    );
    const rows = ["1.5", "nan", "1e400", null, "2"].map((message, i) => login(i, "failed", "a", {message}));
    expect(await hitsOf(join(failed, sum), rows)).toEqual([
      [0, 1.5],
      [1, 1.5],
      [2, 1.5],
      [3, 1.5],
      [4, 3.5]
    ]);
  });
});

describe("a correlation that cannot be", () => {
  const outcome = (text: string) => {
    const one = compileText(text).at(-1);
    if (one?.state === "invalid") return one.error.message;
    return one?.state === "not_applicable" ? `not applicable: ${one.reason} (${one.logSource})` : one?.state;
  };
  const count = (rules: readonly string[], groupBy = "source_ip") =>
    correlation("count", "event_count", rules, `group-by: ['${groupBy}']\ntimespan: 1m\ncondition: {gte: 2}`);

  it("names the rule that is not there, and the one that may be meant", () => {
    expect(outcome(join(failed, count(["faild"])))).toMatch(
      /^rules\.yml:\d+:\d+: unknown rule: "faild"; expected "failed"$/
    );
  });

  it("names the circle that rules refer to each other in", () => {
    const text = join(
      failed,
      correlation("one", "event_count", ["two"], "timespan: 1m\ncondition: {gte: 2}"),
      correlation("two", "event_count", ["failed", "one"], "timespan: 1m\ncondition: {gte: 2}")
    );
    const [, one, two] = compileText(text);
    expect(one?.state === "invalid" && one.error.problem).toBe(
      "correlations refer to each other in a circle: one -> two -> one; expected an end"
    );
    expect(two?.state === "invalid" && two.error.problem).toContain("two -> one -> two");
    expect(outcome(join(text, count(["one"])))).toContain('rule "one" cannot be followed');
  });

  it("says which of its rules is invalid or not applicable", () => {
    expect(outcome(join(event("wrong", "usernam", "a"), count(["wrong"])))).toMatch(
      /^rules\.yml:\d+:\d+: rule "wrong" is invalid: unknown field: "usernam"/
    );
    const windows = event("windows", "EventID", "1", "product: windows");
    expect(outcome(join(failed, windows, count(["failed", "windows"])))).toBe(
      'not applicable: rule "windows" is not applicable: no Windows event logs in this data (product windows)'
    );
  });

  it("says what it groups by and is not recorded", () => {
    const web = event("web", "cs-method", "GET", "category: webserver");
    expect(outcome(join(web, count(["web"], "cs-cookie")))).toBe(
      "not applicable: nothing is recorded of cs-cookie, which it groups by or measures (category webserver)"
    );
    expect(outcome(join(failed, count(["failed"], "source_id")))).toContain('unknown field: "source_id"');
  });

  it("does not grow without bounds", () => {
    // Each refers to the one before twice: 2 to the power of 20 selections.
    const chain = Array.from({length: 20}, (_, i) =>
      correlation(
        `c${i}`,
        "event_count",
        i ? [`c${i - 1}`, `c${i - 1}`] : ["failed"],
        "timespan: 1m\ncondition: {gte: 2}"
      )
    );
    const states = compileText(join(failed, ...chain)).map(({state}) => state);
    expect(states.slice(0, 4)).toEqual(["compiled", "compiled", "compiled", "compiled"]);
    expect(states.at(-1)).toBe("invalid");
  });
});

describe("a rule that a correlation refers to", () => {
  const served = (generate: boolean) =>
    readRules(
      join(failed, accepted, guessed.replace("timespan", `generate: ${generate}\n  timespan`)),
      "rules.yml"
    ).rules;

  it("stands alone only where the correlation says so", () => {
    const alone = (rules: ReturnType<typeof served>) => rules.map(rule => standsAlone(rule, rules));
    expect(alone(served(false))).toEqual([false, true, true]);
    expect(alone(served(true))).toEqual([true, true, true]);
  });
});
