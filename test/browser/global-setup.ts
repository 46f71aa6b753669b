import {cp, mkdir, rm} from "node:fs/promises";
import {join, relative} from "node:path";
import type {TestProject} from "vitest/node";
import {repository, run} from "../../scripts/run.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** The directory of the built site under test. */
    site: string;
    /** The directory of the tables and JSON files that it was built from. */
    data: string;
  }
}

/**
 * Builds the site that the browser tests open: a copy of src/ and of the tests' own pages, over simulated data, so that
 * neither dist/ nor the data that somebody prepared in src/data is touched.
 *
 * Two variables save time while writing pages: FLOWBOOK_TEST_DATA names a directory of published tables to use instead
 * of simulating them; FLOWBOOK_TEST_KEEP=1 takes the site as the last run built it.
 */
export default async function setup(project: TestProject): Promise<void> {
  const output = join(repository, "test", ".output", "site");
  const source = join(output, "src");
  const site = join(output, "dist");
  const data = join(source, "data");
  project.provide("site", site);
  project.provide("data", data);
  if (process.env.FLOWBOOK_TEST_KEEP === "1") return;

  await rm(source, {recursive: true, force: true});
  await mkdir(source, {recursive: true});
  await cp(join(repository, "src"), source, {
    recursive: true,
    filter: path => !/^(data|\.observablehq)$/.test(relative(join(repository, "src"), path))
  });
  await cp(join(repository, "test", "browser", "pages"), join(source, "test"), {recursive: true});

  const prepared = process.env.FLOWBOOK_TEST_DATA;
  if (prepared) await cp(prepared, data, {recursive: true});
  else {
    const sample = ["--input", join(repository, "data", "sample"), "--output", data];
    await succeed("data", sample);
    await succeed("evaluate", ["--quick", ...sample]);
  }
  await succeed("observable", ["build"], {
    FLOWBOOK_ROOT: relative(repository, source).replaceAll("\\", "/"),
    FLOWBOOK_OUTPUT: relative(repository, site).replaceAll("\\", "/")
  });
}

async function succeed(
  name: "data" | "evaluate" | "observable",
  args: string[],
  env: Record<string, string> = {}
): Promise<void> {
  const {code, output} = await run(name, args, {env, quiet: true});
  if (code !== 0) throw new Error(`${name} ${args.join(" ")} failed:\n${output}`);
}
