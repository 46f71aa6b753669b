import {createHash, randomUUID} from "node:crypto";
import {mkdir, readFile, rename, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import type {Report, Subject} from "../../src/engine/indicators/virustotal.js";
import {isObject} from "../../src/engine/sources/fields.js";

export const defaults = {
  /** Days that an answer is kept; that VirusTotal knows nothing of something changes sooner. */
  knownDays: 7,
  unknownDays: 2
};

export interface KeptAnswer {
  /** Milliseconds in UTC. */
  readonly askedAt: number;
  /** Null where VirusTotal knows nothing of it. */
  readonly report: Report | null;
}

export interface AnswerCache {
  /** What was answered; null when it was not asked, or too long ago. */
  get(subject: Subject, now: number): Promise<KeptAnswer | null>;
  put(subject: Subject, answer: KeptAnswer): Promise<void>;
}

/** How many questions were asked on a day in UTC, when VirusTotal's quota begins anew. */
export interface RequestCount {
  today(now: number): number;
  add(now: number): Promise<void>;
}

const day = 86_400_000;

/** @param directory kept from run to run; null keeps nothing. A file that cannot be used is one that is not there. */
export function openAnswerCache(directory: string | null): AnswerCache {
  const path = ({kind, value}: Subject) => {
    const name = createHash("sha256")
      .update(JSON.stringify([kind, value]))
      .digest("hex")
      .slice(0, 32);
    return directory === null ? null : join(directory, `${name}.json`);
  };
  return {
    async get(subject, now) {
      const file = path(subject);
      const found = file === null ? null : await readJson(file);
      if (!isObject(found) || found.kind !== subject.kind || found.value !== subject.value) return null;
      const {askedAt, report} = found;
      if (typeof askedAt !== "number" || !(report === null || isReport(report))) return null;
      const days = report === null ? defaults.unknownDays : defaults.knownDays;
      return now - askedAt < days * day && askedAt <= now ? {askedAt, report} : null;
    },
    async put(subject, {askedAt, report}) {
      const file = path(subject);
      const {kind, value} = subject;
      if (file !== null) await writeJson(file, {kind, value, askedAt, report});
    }
  };
}

export async function openRequestCount(directory: string | null): Promise<RequestCount> {
  const file = directory === null ? null : join(directory, "requests.json");
  const found = file === null ? null : await readJson(file);
  let date = isObject(found) && typeof found.date === "number" ? found.date : -1;
  let count = isObject(found) && typeof found.count === "number" ? found.count : 0;
  return {
    today: now => (Math.floor(now / day) === date ? count : 0),
    async add(now) {
      const today = Math.floor(now / day);
      count = today === date ? count + 1 : 1;
      date = today;
      // Where it cannot be kept, VirusTotal itself still counts.
      if (file !== null) await writeJson(file, {date, count}).catch(() => {});
    }
  };
}

/** Written by this program, so that its form is as it was written or the file is damaged. */
function isReport(value: unknown): value is Report {
  return (
    isObject(value) &&
    ["malicious", "suspicious", "harmless", "undetected", "reports"].every(key =>
      Number.isInteger(value[key])
    ) &&
    Array.isArray(value.vendors)
  );
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return null;
  }
}

/** By rename, so that a run that is cut off leaves no half a file. */
async function writeJson(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), {recursive: true});
  const unfinished = `${path}.${randomUUID()}`;
  await writeFile(unfinished, JSON.stringify(value));
  await rename(unfinished, path);
}
