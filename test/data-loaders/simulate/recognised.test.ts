import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import {afterAll, beforeAll, expect, test} from "vitest";
import {readCampus} from "../../../data-loaders/enrich/read-campus.js";
import {type Simulated, simulate} from "../../../data-loaders/simulate/simulate.js";
import type {Event} from "../../../src/engine/event.js";
import {parseFile} from "../../../src/engine/parse-file.js";
import {createZone} from "../../../src/engine/time-zone.js";

const directory = mkdtempSync(join(tmpdir(), "flowbook-simulate-"));
const datasets = {suricata: "suricata", iscx: "iscx", cowrie: "cowrie", dionaea: "dionaea", auth: "authlog"};
let result: Simulated;

beforeAll(async () => {
  result = await simulate({seed: 2, directory, scale: 0.02});
});

afterAll(() => rmSync(directory, {recursive: true, force: true}));

async function parse(
  path: string
): Promise<{events: Event[]; summary: ReturnType<ReturnType<typeof parseFile>["end"]>}> {
  const campus = await readCampus("data/campus.yml");
  const {toUtc} = createZone(campus.zoneOf(path.replaceAll("\\", "/")) ?? "UTC");
  const events: Event[] = [];
  const parser = parseFile({toUtc, fileTime: 0}, {event: event => events.push(event), quarantine() {}});
  const bytes = readFileSync(path);
  parser.push(path.endsWith(".gz") ? gunzipSync(bytes) : bytes);
  return {events, summary: parser.end()};
}

test("every file is recognised as what it is, and no record is rejected", async () => {
  for (const [folder, dataset] of Object.entries(datasets)) {
    const files = result.files.filter(file => file.includes(join(directory, folder)));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const {summary} = await parse(file);
      expect(summary.dataset, file).toBe(dataset);
      expect(summary.quarantineReasons, file).toEqual({});
    }
  }
});

test("every event was logged within the week, on the clocks that campus.yml gives", async () => {
  for (const file of result.files) {
    for (const event of (await parse(file)).events) {
      expect(event.logged_time).toBeGreaterThanOrEqual(Date.UTC(2026, 2, 2));
      expect(event.logged_time).toBeLessThan(Date.UTC(2026, 2, 9));
    }
  }
});

test("VPN logins, accepted and refused, have a user and an address", async () => {
  const log = result.files.find(file => file.endsWith("auth.log")) ?? "";
  const logins = (await parse(log)).events.filter(
    e => e.event_type === "vpn.connected" || e.event_type === "vpn.failed"
  );
  expect(logins.length).toBeGreaterThan(50);
  for (const login of logins) {
    expect(login.username).not.toBeNull();
    expect(login.source_ip).not.toBeNull();
  }
});

test("the truth and the story are not taken for logs", async () => {
  for (const name of ["truth.csv", "simulated.json"]) {
    expect((await parse(join(directory, name))).summary.dataset, name).toBeNull();
  }
});
