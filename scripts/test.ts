/**
 * `npm test`: types, lint, unit tests, then the browser tests over a site built from simulated data. Runs all of them
 * whatever fails, and ends in a line `N passed, N failed`; a failed check without tests of its own counts as one.
 */
import {mkdir, readFile, rm} from "node:fs/promises";
import {join} from "node:path";
import {repository, run} from "./run.js";

interface Tally {
  passed: number;
  failed: number;
}

/** What is read here of vitest's JSON report. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {readonly status: string; readonly assertionResults: readonly unknown[]}[];
}

async function check(name: "tsc" | "biome", args: readonly string[]): Promise<Tally> {
  console.log(`\n${name} ${args.join(" ")}`);
  const {code} = await run(name, args);
  return {passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1};
}

async function test(project: "unit" | "browser"): Promise<Tally> {
  console.log(`\nvitest, ${project} tests`);
  const directory = join(repository, "test", ".output");
  const file = join(directory, `${project}.json`);
  await mkdir(directory, {recursive: true});
  await rm(file, {force: true});
  const {code} = await run("vitest", [
    "run",
    ...["--project", project, "--reporter", "default", "--reporter", "json", "--outputFile.json", file]
  ]);
  const report = await readFile(file, "utf8").then(
    text => JSON.parse(text) as Report,
    () => undefined
  );
  const tally = {passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0};
  // A file that cannot be loaded has no tests to fail.
  for (const {status, assertionResults} of report?.testResults ?? []) {
    if (status === "failed" && assertionResults.length === 0) ++tally.failed;
  }
  // Nor has a set-up (the build of the site) or a run without any test.
  if (tally.failed === 0 && (code !== 0 || tally.passed === 0)) ++tally.failed;
  return tally;
}

const tallies = [
  await check("tsc", ["--noEmit", "--pretty", "false"]),
  await check("biome", ["check"]),
  await test("unit"),
  await test("browser")
];
const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
