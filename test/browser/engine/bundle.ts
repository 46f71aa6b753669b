import {existsSync, readdirSync, readFileSync} from "node:fs";
import {dirname, join, relative} from "node:path";
import {build, type Plugin} from "esbuild";
import {repository} from "../../../scripts/run.js";

const folder = join(repository, "test", "browser", "engine");
const engineTests = join(repository, "test", "engine");
/** Where reference forests lie beside a checkout, and how tests name them. */
const reference = "../shared/reference/";

/**
 * The engine's tests that need nothing but the engine: those that read fixtures from a disk or ask a native DuckDB are Node's
 * alone.
 */
export function findTests(): readonly string[] {
  return readdirSync(engineTests, {recursive: true, encoding: "utf8"})
    .filter(name => name.endsWith(".test.ts"))
    .filter(name => {
      const text = readFileSync(join(engineTests, name), "utf8");
      return !/from "(node:|\.\/(text-)?fixtures\.js)/.test(text) && !needsNode(join(engineTests, name));
    })
    .sort();
}

/** Whether a test, or a helper that it imports, asks a native DuckDB or the loaders. */
function needsNode(path: string): boolean {
  const text = readFileSync(path, "utf8");
  if (/from "(@duckdb\/|[./]*data-loaders\/|node:(?!fs"))/.test(text)) return true;
  const helpers = [...text.matchAll(/from "(\.{1,2}\/[^"]+)\.js"/g)].map(([, helper = ""]) =>
    join(dirname(path), `${helper}.ts`)
  );
  return helpers.some(
    helper => helper.startsWith(join(repository, "test")) && existsSync(helper) && needsNode(helper)
  );
}

/** Bundles what the browser's workers run into `directory`. An import of a Node module anywhere in the engine fails here. */
export async function bundle(directory: string): Promise<void> {
  const options = {bundle: true, format: "esm", platform: "browser", logLevel: "silent"} as const;
  await build({...options, entryPoints: [join(folder, "worker.ts")], outfile: join(directory, "worker.js")});
  const files = findTests().map(name => {
    const path = `./${relative(folder, join(engineTests, name))}`.replaceAll("\\", "/");
    return `${JSON.stringify(name)}: () => import(${JSON.stringify(path)})`;
  });
  await build({
    ...options,
    stdin: {
      contents: `
        import fc from "fast-check";
        import {runTests} from "./run-tests.js";
        fc.configureGlobal({seed: 1});
        await runTests({${files.join(",\n")}});
      `,
      resolveDir: folder,
      loader: "ts"
    },
    outfile: join(directory, "tests.js"),
    alias: {vitest: join(folder, "vitest.ts")},
    plugins: [referenceFiles]
  });
}

/** Test helpers read the reference forests by `node:fs`; here it knows those files and no others. */
const referenceFiles: Plugin = {
  name: "reference-files",
  setup({onResolve, onLoad}) {
    onResolve({filter: /^node:fs$/}, ({importer}) =>
      importer.startsWith(engineTests) ? {path: "reference-files", namespace: "reference"} : undefined
    );
    onLoad({filter: /.*/, namespace: "reference"}, () => {
      const names = existsSync(reference) ? readdirSync(reference) : [];
      const files = Object.fromEntries(
        names.map(name => [reference + name, readFileSync(reference + name, "utf8")])
      );
      return {
        contents: `
          const files = ${JSON.stringify(files)};
          export const existsSync = path => path in files;
          export const readFileSync = path => files[path];
        `
      };
    });
  }
};
