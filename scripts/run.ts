import {spawn} from "node:child_process";
import {readdir, rm} from "node:fs/promises";
import {createRequire} from "node:module";
import {dirname, join, resolve} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";

/** The repository's root, whatever directory a script is run from. */
export const repository = fileURLToPath(new URL("..", import.meta.url));

const require = createRequire(import.meta.url);

/** The file behind a package's command, so that it runs under Node without a shell (`.bin` entries need one on Windows). */
function commandOf(packageName: string, path: string): string {
  return join(dirname(require.resolve(`${packageName}/package.json`)), path);
}

const commands = {
  observable: () => [join(repository, "node_modules/@observablehq/framework/dist/bin/observable.js")],
  tsc: () => [commandOf("typescript", "bin/tsc")],
  biome: () => [commandOf("@biomejs/biome", "bin/biome")],
  vitest: () => [commandOf("vitest", "vitest.mjs")],
  data: () => [join(repository, "data-loaders/main.ts")],
  evaluate: () => [join(repository, "data-loaders/evaluate/main.ts")],
  rules: () => [join(repository, "data-loaders/rules/main.ts")]
};

export interface RunOptions {
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Collects what the command prints instead of passing it on. */
  readonly quiet?: boolean;
}

export interface Finished {
  /** The exit code; 1 when a signal ended the command. */
  readonly code: number;
  /** What the command printed on both streams; empty unless `quiet`. */
  readonly output: string;
}

/**
 * Framework keeps what it bundled under the package's version. It takes parquet-wasm to have none (a package.json inside
 * the package hides the real one), so what it kept of that would outlive an upgrade, and no longer fit its WASM file.
 */
async function forgetUnversioned(root: string): Promise<void> {
  const cache = join(repository, root, ".observablehq", "cache", "_node");
  const entries = await readdir(cache).catch(() => []);
  for (const entry of entries.filter(name => name.endsWith("@undefined"))) {
    await rm(join(cache, entry), {recursive: true, force: true});
  }
}

/**
 * What Framework needs before it builds or serves a site. The player of exported stories is no data loader, because Framework runs a loader
 * again only when its own file changes, and this one is made of the site's modules.
 * @returns why that could not be done, or null
 */
async function prepareSite(root: string): Promise<string | null> {
  await forgetUnversioned(root);
  try {
    // Loaded here, so that no other command waits for a bundler.
    const {writeReplayFile} = await import("./bundle-replay.js");
    await writeReplayFile(resolve(repository, root));
    return null;
  } catch (error) {
    return `The player of exported stories could not be made: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Runs one of this project's tools under Node, in the repository's root, and waits for it. */
export async function run(
  name: keyof typeof commands,
  args: readonly string[] = [],
  {env = {}, quiet = false}: RunOptions = {}
): Promise<Finished> {
  if (name === "observable") {
    const problem = await prepareSite(env.FLOWBOOK_ROOT ?? process.env.FLOWBOOK_ROOT ?? "src");
    if (problem !== null) {
      if (!quiet) console.error(problem);
      return {code: 1, output: problem};
    }
  }
  const tsx = pathToFileURL(require.resolve("tsx")).href;
  const node = name === "observable" ? ["--import", new URL("./no-downloads.ts", import.meta.url).href] : [];
  const child = spawn(process.execPath, ["--import", tsx, ...node, ...commands[name](), ...args], {
    cwd: repository,
    env: {...process.env, OBSERVABLE_TELEMETRY_DISABLE: "1", ...env},
    stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit"
  });
  let output = "";
  child.stdout?.on("data", chunk => (output += chunk));
  child.stderr?.on("data", chunk => (output += chunk));
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  process.on("SIGINT", forward).on("SIGTERM", forward);
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", exit => resolve(exit ?? 1));
  });
  process.off("SIGINT", forward).off("SIGTERM", forward);
  return {code, output};
}
