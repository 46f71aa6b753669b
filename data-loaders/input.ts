import {existsSync} from "node:fs";
import {mkdir, readdir, readFile, rename, rm} from "node:fs/promises";
import {dirname, join, resolve} from "node:path";
import {paths} from "./paths.js";
import {simulate} from "./simulate/simulate.js";
import {makeTemporary, removeAbandoned} from "./temporary.js";

/** The part of `simulated.json` that is looked at here; all of it is published. */
export interface Simulation {
  readonly complete?: boolean;
  readonly seed?: number;
}

export interface Input {
  readonly path: string;
  /** What `simulated.json` says, when the input is a simulated one. */
  readonly simulation: Simulation | null;
  /** Files in it that are not logs. */
  readonly skip: ReadonlySet<string>;
}

/** What the simulator writes beside its logs. */
const simulationFiles = new Set(["simulated.json", "truth.csv"]);

/**
 * What to read: what the user named; else what lies under `data/raw`; else the simulated sample, which is made when it is
 * not there, not whole, or of another seed.
 * @param onProgress told the share of the sample that has been made.
 */
export async function findInput(
  named: string | null,
  seed: number,
  onProgress: (fraction: number) => void
): Promise<Input> {
  const path = named ?? ((await hasFiles(paths.raw)) ? paths.raw : paths.sample);
  if (resolve(path) === paths.sample) {
    const marker = await readMarker(path);
    if (!marker?.complete || marker.seed !== seed) await makeSample(seed, onProgress);
  }
  if (!existsSync(path)) {
    throw new Error(`${path}: no such file or directory; --input takes a log file or a directory of them`);
  }
  const simulation = await readMarker(path);
  return {path, simulation, skip: simulation === null ? new Set() : simulationFiles};
}

/** Made beside its place and moved there when whole, so that a run that is cut off leaves no half a week. */
async function makeSample(seed: number, onProgress: (fraction: number) => void): Promise<void> {
  const parent = dirname(paths.sample);
  await mkdir(parent, {recursive: true});
  await removeAbandoned(parent, ".sample-");
  const unfinished = await makeTemporary(parent, ".sample-");
  try {
    await simulate({seed, directory: unfinished.path, onProgress});
    await rm(paths.sample, {recursive: true, force: true});
    await rename(unfinished.path, paths.sample);
  } finally {
    await unfinished.remove();
  }
}

/** What the simulator says of its own output; null for anything it did not write. */
async function readMarker(directory: string): Promise<Simulation | null> {
  try {
    const marker: unknown = JSON.parse(await readFile(join(directory, "simulated.json"), "utf8"));
    return isSimulation(marker) ? marker : null;
  } catch {
    return null;
  }
}

function isSimulation(marker: unknown): marker is Simulation {
  return typeof marker === "object" && marker !== null && "simulated" in marker && marker.simulated === true;
}

async function hasFiles(directory: string): Promise<boolean> {
  if (!existsSync(directory)) return false;
  return (await readdir(directory)).some(name => !name.startsWith("."));
}
