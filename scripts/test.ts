/**
 * `npm test`: types, lint, unit tests, then the browser tests over a site built from simulated data. Runs all of them
 * whatever fails, and ends in a line `N passed, N failed`; a failed check without tests of its own counts as one.
 */
import {mkdir, readFile, rm} from "node:fs/promises";
import {join, relative} from "node:path";
import {repository, run} from "./run.js";

interface Tally {
  passed: number;
  failed: number;
  /** What failed, each with the beginning of its reason. */
  readonly failures: string[];
}

/** What is read here of vitest's JSON report. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Lines of a failure's message that the summary repeats: enough for the values a property test failed on. */
const messageLines = 6;

async function check(name: "tsc" | "biome", args: readonly string[]): Promise<Tally> {
  console.log(`\n${name} ${args.join(" ")}`);
  const {code} = await run(name, args);
  return {passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, failures: code === 0 ? [] : [name]};
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
  const tally: Tally = {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    failures: []
  };
  for (const {name, status, message, assertionResults} of report?.testResults ?? []) {
    const path = relative(repository, name);
    // A file that cannot be loaded has no tests to fail.
    if (status === "failed" && assertionResults.length === 0) {
      ++tally.failed;
      tally.failures.push(describe(path, "cannot be loaded", message));
    }
    for (const {fullName, status, failureMessages} of assertionResults) {
      if (status === "failed") tally.failures.push(describe(path, fullName, failureMessages.join("\n")));
    }
  }
  // Nor has a set-up (the build of the site) or a run without any test.
  if (tally.failed === 0 && (code !== 0 || tally.passed === 0)) {
    ++tally.failed;
    tally.failures.push(`${project} tests: vitest ended with code ${code}, see above`);
  }
  return tally;
}

function describe(path: string, test: string, message: string): string {
  const reason = message.split("\n").slice(0, messageLines).join("\n    ");
  return `${path}: ${test}\n    ${reason}`;
}

const tallies = [
  await check("tsc", ["--noEmit", "--pretty", "false"]),
  await check("biome", ["check"]),
  await test("unit"),
  await test("browser")
];
const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
// Once more at the end, where whoever sees only the last lines of a long log looks.
for (const failure of tallies.flatMap(tally => tally.failures)) console.log(`\nfailed: ${failure}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
