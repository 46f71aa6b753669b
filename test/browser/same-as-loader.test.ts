import {cpSync, existsSync, mkdirSync, readdirSync, statSync} from "node:fs";
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {basename, dirname, join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {repository} from "../../scripts/run.js";
import {openNative} from "./native.js";
import {openLogs, readStored} from "./open-logs.js";
import {openPage} from "./open-page.js";
import {hashPublished, hashStored, loadNatively} from "./same-as-loader.js";
import {useTestedSite} from "./tested-site.js";

const site = useTestedSite();
const fixtures = join(repository, "test", "input");
/** Real logs, which lie beside a checkout where somebody has them, and are never part of it. */
const given = join(repository, "..", "shared", "samples", "given");

/** All of them take a minute, which FLOWBOOK_TEST_ALL=1 asks for. */
const all = ["cowrie", "dionaea", "suricata", "auth-syslog", "zeek"];
const some = [
  "cowrie/bilal-2026-cowrie.json",
  "dionaea/tpet-tpot-2022/dionaea.json.4.gz",
  "suricata/slips-test6-malicious.suricata.json"
];

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "flowbook-same-"));
});
afterAll(() => rm(directory, {recursive: true}));

/** All files below some directories, but for what tests expect of them. */
function logsBelow(...paths: readonly string[]): string[] {
  return paths.flatMap(path => {
    if (!statSync(path).isDirectory()) return path.endsWith(".expected.json") ? [] : [path];
    return logsBelow(
      ...readdirSync(path)
        .sort()
        .map(name => join(path, name))
    );
  });
}

/** Files of one directory, with names that do not collide. */
function gather(name: string, files: readonly string[]): string[] {
  const target = join(directory, name, "logs");
  mkdirSync(target, {recursive: true});
  return files.map(file => {
    const copy = join(target, `${basename(dirname(file))}-${basename(file)}`);
    cpSync(file, copy, {preserveTimestamps: true});
    return copy;
  });
}

/** What the loader and the page make of the same files. */
async function compare(name: string, files: readonly string[]) {
  const copies = gather(name, files);
  const output = join(directory, name, "published");
  await loadNatively(join(directory, name, "logs"), output);
  const published = await hashPublished(output);
  const native = await openNative(output);
  const datasets = (await native.rows("SELECT DISTINCT dataset FROM events ORDER BY dataset")).map(
    row => row.dataset
  );
  const {page, errors, foreignRequests, close} = await openPage(site.browser, `${site.url}data.html`);
  await openLogs(page, copies);
  const stored = hashStored(await readStored(page));
  expect({errors, foreignRequests}).toEqual({errors: [], foreignRequests: []});
  await close();
  return {published, stored, datasets};
}

/** The first run on a machine makes the tables of places, which takes a while. */
const patience = 240_000;

const formats = ["authlog", "cowrie", "dionaea", "iscx", "suricata", "textlog", "weblog", "zeek"] as const;

describe("the page makes of logs what the loader makes of them, in every table", () => {
  it(
    "of every format, good and broken files together",
    async () => {
      const {published, stored, datasets} = await compare(
        "fixtures",
        formats.flatMap(format => logsBelow(join(fixtures, format)))
      );
      expect(datasets).toEqual([...formats].sort());
      expect(stored).toEqual(published);
    },
    patience
  );

  it.runIf(existsSync(given))(
    "of real logs of honeypots, sensors and servers",
    async () => {
      const {published, stored} = await compare(
        "given",
        (process.env.FLOWBOOK_TEST_ALL === "1" ? all : some).flatMap(name => logsBelow(join(given, name)))
      );
      expect(published.events?.rows).toBeGreaterThan(10_000);
      expect(published.alerts?.rows).toBeGreaterThan(500);
      expect(stored).toEqual(published);
    },
    patience
  );
});
