import {spawn} from "node:child_process";
import {existsSync, readFileSync} from "node:fs";
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

export interface Prepared {
  readonly seconds: number;
  readonly records: number;
  readonly events: number;
  /** Highest resident memory of the process, in megabytes; null where the system does not tell. */
  readonly peakMb: number | null;
}

/** Runs `npm run data` as a process of its own, from nothing, on an input. */
export async function prepare(input: string, output: string): Promise<Prepared> {
  const args = [
    "--import",
    "tsx",
    join(root, "data-loaders", "main.ts"),
    "--input",
    input,
    "--output",
    output,
    "--no-cache"
  ];
  const child = spawn(process.execPath, args, {cwd: root, stdio: ["ignore", "pipe", "inherit"]});
  let text = "";
  let peakMb: number | null = null;
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  const watch = setInterval(() => {
    peakMb = readPeak(child.pid) ?? peakMb;
  }, 50);
  const begun = performance.now();
  const code = await new Promise<number | null>(resolve => child.on("close", resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`npm run data ended with ${code} on ${input}`);
  const totals = JSON.parse(text.trim().split("\n").at(-1) ?? "");
  return {
    seconds: (performance.now() - begun) / 1000,
    records: totals.records,
    events: totals.events,
    peakMb
  };
}

/** Linux keeps a high-water mark of resident memory for every process. */
function readPeak(pid: number | undefined): number | null {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return null;
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(path, "utf8"))?.[1];
    return kilobytes ? Number(kilobytes) / 1000 : null;
  } catch {
    return null;
  }
}

/** Runs something with a directory of its own, gone afterwards. */
export async function withDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), "flowbook-bench-"));
  try {
    return await use(directory);
  } finally {
    await rm(directory, {recursive: true, force: true});
  }
}
