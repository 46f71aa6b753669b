import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import {parse} from "csv-parse/sync";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {type Simulated, simulate} from "../../../data-loaders/simulate/simulate.js";
import {attackTypes} from "../../../src/engine/simulate/record.js";
import {campusOffset} from "../../../src/engine/simulate/rhythm.js";

const root = mkdtempSync(join(tmpdir(), "flowbook-simulate-"));
const directory = join(root, "week");
let result: Simulated;
let logs: Map<string, string[]>;

interface TruthRow {
  readonly file: string;
  readonly record: string;
  readonly label: string;
  readonly attack_type: string;
  readonly campaign: string;
}
let truth: TruthRow[];

beforeAll(async () => {
  result = await simulate({seed: 11, directory, scale: 0.02});
  logs = new Map(
    result.files.map(path => [path.slice(directory.length + 1).replaceAll("\\", "/"), recordsOf(path)])
  );
  truth = parse(readFileSync(result.truth), {columns: true});
}, 60_000);

afterAll(() => rmSync(root, {recursive: true, force: true}));

describe("the files", () => {
  test("hold as many records as reported, of all five formats, compressed and rotated ones among them", () => {
    expect([...logs.values()].reduce((sum, lines) => sum + lines.length, 0)).toBe(result.records);
    for (const format of ["suricata", "iscx", "cowrie", "dionaea", "auth"]) {
      expect(of(format).length, format).toBeGreaterThan(10);
    }
    expect([...logs.keys()]).toEqual(
      expect.arrayContaining(["suricata/eve.json", "cowrie/cowrie.json.1.gz"])
    );
    expect([...logs.keys()].filter(name => name.startsWith("iscx/"))).toHaveLength(7);
  });

  test("are in the proportions of a campus with a sensor beside it", () => {
    const share = (format: string): number => of(format).length / result.records;
    expect(share("suricata")).toBeGreaterThan(0.4);
    expect(share("iscx")).toBeGreaterThan(0.08);
    expect(share("cowrie")).toBeGreaterThan(0.07);
    expect(share("dionaea")).toBeGreaterThan(0.01);
    expect(share("auth")).toBeGreaterThan(0.05);
  });

  test("are byte-identical for the same seed and different for another", async () => {
    const options = {scale: 0.02, days: 2};
    await simulate({seed: 3, directory: join(root, "a"), ...options});
    await simulate({seed: 3, directory: join(root, "b"), ...options});
    await simulate({seed: 4, directory: join(root, "c"), ...options});
    expect(contents(join(root, "a"))).toEqual(contents(join(root, "b")));
    expect(contents(join(root, "a"))).not.toEqual(contents(join(root, "c")));
  });

  test("of an earlier run are replaced, a user's own are kept", async () => {
    const again = join(root, "again");
    await simulate({seed: 1, directory: again, scale: 0.02, days: 3});
    writeFileSync(join(again, "mine.log"), "mine\n");
    await simulate({seed: 1, directory: again, scale: 0.02, days: 1});
    expect(readdirSync(join(again, "cowrie"))).toEqual(["cowrie.json"]);
    expect(readFileSync(join(again, "mine.log"), "utf8")).toBe("mine\n");
  });
});

describe("the lines", () => {
  test("of Suricata are eve records with a flow id, an event type and its object, in order of time", () => {
    for (const [name, lines] of logs) {
      if (!name.startsWith("suricata/")) continue;
      let last = "";
      for (const line of lines) {
        const record = JSON.parse(line);
        expect(record.timestamp).toMatch(/^2026-03-0\dT\d\d:\d\d:\d\d\.\d{6}\+0000$/);
        expect(record.timestamp >= last).toBe(true);
        last = record.timestamp;
        expect(record[record.event_type]).toBeTypeOf("object");
        if (record.event_type !== "stats") expect(Number.isSafeInteger(record.flow_id)).toBe(true);
      }
    }
  });

  test("of Cowrie open and close every session", () => {
    const open = new Set<string>();
    for (const line of of("cowrie")) {
      const record = JSON.parse(line);
      if (record.eventid === "cowrie.session.connect") open.add(record.session);
      if (record.eventid === "cowrie.session.closed") open.delete(record.session);
    }
    // A session that runs across the end of the week stays open.
    expect(open.size).toBeLessThanOrEqual(2);
  });

  test("of Dionaea are in T-Pot's nested dialect", () => {
    for (const line of of("dionaea")) {
      const record = JSON.parse(line);
      expect(record.connection.protocol).toBeTypeOf("string");
      expect(record.timestamp).toMatch(/^2026-03-0\dT\d\d:\d\d:\d\d\.\d{6}$/);
    }
  });

  test("of ISCX have 21 columns, minutes only, and a stop that is not before the start", () => {
    for (const path of result.files.filter(file => file.endsWith(".csv"))) {
      const rows: Record<string, string>[] = parse(readFileSync(path), {columns: true});
      for (const row of rows) {
        expect(Object.keys(row)).toHaveLength(21);
        expect(row.startDateTime).toMatch(/^3\/\d+\/2026 \d+:\d\d$/);
        expect(Date.parse(`${row.stopDateTime}`)).toBeGreaterThanOrEqual(Date.parse(`${row.startDateTime}`));
        expect(["Normal", "Attack"]).toContain(row.Label);
      }
    }
  });

  test("of servers have a time with year and zone, a host and a program", () => {
    const syslog =
      /^2026-03-0\dT\d\d:\d\d:\d\d\.\d{6}(\+00:00|-0[45]:00) [a-z]+ (%ASA-\d-\d{6}|\w+(\[\d+\])?): +\S/;
    for (const line of of("auth")) expect(line).toMatch(syslog);
    expect(of("auth").some(line => line.includes("-05:00"))).toBe(true);
  });
});

describe("the truth", () => {
  test("points at existing records, each at most once", () => {
    const seen = new Set<string>();
    for (const {file, record, label} of truth) {
      expect(label).toBe("Attack");
      expect(logs.get(file)?.[Number(record) - 1], `${file} ${record}`).toBeDefined();
      seen.add(`${file} ${record}`);
    }
    expect(seen.size).toBe(truth.length);
  });

  test("agrees with the label that ISCX rows carry themselves", () => {
    const attacks = new Set(truth.map(row => `${row.file} ${row.record}`));
    for (const [name, lines] of logs) {
      if (!name.startsWith("iscx/")) continue;
      for (const [i, line] of lines.entries())
        expect(line.endsWith(",Attack")).toBe(attacks.has(`${name} ${i + 1}`));
    }
  });

  test("has every kind of attack", () => {
    expect(new Set(truth.map(row => row.attack_type))).toEqual(new Set(attackTypes));
  });

  test("calls every honeypot record an attack", () => {
    const marked = (format: string): number => truth.filter(row => row.file.startsWith(`${format}/`)).length;
    expect(marked("cowrie")).toBe(of("cowrie").length);
    expect(marked("dionaea")).toBe(of("dionaea").length);
  });

  test("tells one story in simulated.json, in order, each chapter with attackers and victims", () => {
    const marker = JSON.parse(readFileSync(join(directory, "simulated.json"), "utf8"));
    expect(marker).toMatchObject({
      simulated: true,
      complete: true,
      seed: 11,
      days: 7,
      start: "2026-03-02T00:00:00.000Z"
    });
    const campaigns = new Set(truth.map(row => row.campaign).filter(campaign => campaign !== ""));
    expect(new Set(marker.story.flatMap((c: {campaign: string | null}) => c.campaign ?? []))).toEqual(
      campaigns
    );
    for (const chapter of marker.story) {
      expect(chapter.attackers.length).toBeGreaterThan(0);
      expect(chapter.victims.length).toBeGreaterThan(0);
      expect(chapter.from < chapter.to).toBe(true);
    }
  });
});

describe("the week", () => {
  test("is busier on weekdays from nine to five than at night or at the weekend", () => {
    const attacks = new Set(truth.map(row => `${row.file} ${row.record}`));
    const counts = {office: 0, night: 0, weekend: 0};
    for (const [name, lines] of logs) {
      if (!name.startsWith("suricata/")) continue;
      for (const [i, line] of lines.entries()) {
        if (attacks.has(`${name} ${i + 1}`)) continue;
        const time = Date.parse(`${JSON.parse(line).timestamp.slice(0, 23)}Z`);
        const local = new Date(time + campusOffset(time));
        const h = local.getUTCHours();
        if (local.getUTCDay() % 6 === 0) ++counts.weekend;
        else if (h >= 9 && h < 17) ++counts.office;
        else if (h < 6) ++counts.night;
      }
    }
    const perHour = {office: counts.office / 40, night: counts.night / 30, weekend: counts.weekend / 48};
    expect(perHour.office).toBeGreaterThan(4 * perHour.night);
    expect(perHour.office).toBeGreaterThan(1.7 * perHour.weekend);
  });

  test("beacons at a steady pace, day and night", () => {
    const times = of("suricata")
      .map(line => JSON.parse(line))
      .filter(
        record =>
          record.event_type === "tls" &&
          record.src_ip === "10.20.1.50" &&
          record.tls.ja3.hash.startsWith("72a5")
      )
      .filter(record => record.tls.sni.startsWith("static."))
      .map(record => Date.parse(`${record.timestamp.slice(0, 23)}Z`))
      .sort((a, b) => a - b);
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? time));
    expect(gaps.length).toBeGreaterThan(40);
    expect(Math.max(...gaps)).toBeLessThan(1.3 * Math.min(...gaps));
  });
});

test("a marker that is no JSON stops it before anything is written", async () => {
  const broken = join(root, "broken");
  mkdirSync(broken);
  writeFileSync(join(broken, "simulated.json"), "{");
  await expect(simulate({seed: 1, directory: broken, scale: 0.02, days: 1})).rejects.toThrow(
    "simulated.json: not JSON"
  );
  expect(readdirSync(broken)).toEqual(["simulated.json"]);
});

test("progress grows to one", async () => {
  const fractions: number[] = [];
  const onProgress = (fraction: number): number => fractions.push(fraction);
  await simulate({seed: 1, directory: join(root, "progress"), scale: 0.02, days: 2, onProgress});
  expect(fractions).toEqual([0.5, 1]);
});

test.each([
  [{seed: 0.5}, "invalid seed: 0.5; expected an integer"],
  [{start: 12}, "invalid start: 12; expected a midnight in UTC"],
  [{days: 0}, "invalid days: 0; expected an integer from 1 to 366"],
  [{scale: Number.NaN}, "invalid scale: NaN; expected a number in (0, 100]"]
])("refuses %o", async (options, message) => {
  await expect(simulate({seed: 1, directory: join(root, "refused"), ...options})).rejects.toThrow(message);
});

/** All records of one format, in order of the files' names. */
function of(format: string): string[] {
  return [...logs].filter(([name]) => name.startsWith(`${format}/`)).flatMap(([, lines]) => lines);
}

function recordsOf(path: string): string[] {
  const bytes = readFileSync(path);
  const lines = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8").trimEnd().split("\n");
  return path.endsWith(".csv") ? lines.slice(1) : lines;
}

function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile());
  return Object.fromEntries(
    files.map(entry => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length), readFileSync(path).toString("base64")];
    })
  );
}
