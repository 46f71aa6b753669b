import {setTimeout as delay} from "node:timers/promises";
import {
  type Report,
  readErrorCode,
  readReport,
  reportPath,
  type Subject
} from "../../src/engine/indicators/virustotal.js";
import {describeError} from "../describe-error.js";
import type {RequestCount} from "./virustotal-cache.js";

export const defaults = {
  /** https://docs.virustotal.com/reference/overview */
  url: "https://www.virustotal.com/api/v3",
  /** What the public API allows: https://docs.virustotal.com/reference/public-vs-premium-api */
  perMinute: 4,
  perDay: 500,
  timeoutMs: 15_000,
  /** Tries of one question when VirusTotal asks for patience, and the longest that it is waited for. */
  tries: 2,
  longestWaitMs: 90_000,
  /** Questions in a row without any answer after which there is no use in asking on. */
  failures: 3
};

export interface Clock {
  /** Milliseconds in UTC. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

export const realClock: Clock = {now: () => Date.now(), sleep: async ms => void (await delay(ms))};

export interface VirusTotalOptions {
  readonly key: string;
  readonly url: string;
  readonly perMinute: number;
  readonly perDay: number;
  readonly timeoutMs: number;
}

/**
 * What became of a question; `problem` goes on after "VirusTotal". `failed`: this one had no usable answer, others may; `stopped`: no more will be asked, for the
 * reason that `problem` gives.
 */
export type Answer =
  | {readonly status: "known"; readonly report: Report}
  | {readonly status: "unknown"}
  | {readonly status: "failed" | "stopped"; readonly problem: string};

export interface VirusTotal {
  /** Waits for its turn, asks, and waits and asks again where VirusTotal says so. Never throws. */
  ask(subject: Subject): Promise<Answer>;
}

interface Response {
  readonly status: number;
  readonly body: string;
  readonly retryAfterMs: number | null;
}

const minute = 60_000;

/**
 * A client of VirusTotal's API, version 3, that keeps to the rates it is given.
 * @param count how much was asked today, kept from run to run.
 */
export function createVirusTotal(
  options: VirusTotalOptions,
  count: RequestCount,
  clock: Clock = realClock
): VirusTotal {
  const {key, url, perMinute, perDay, timeoutMs} = options;
  const base = url.replace(/\/+$/, "");
  /** Times of the last requests, the oldest first. */
  const asked: number[] = [];
  let failures = 0;
  let stopped: string | null = null;

  async function takeTurn(): Promise<string | null> {
    if (count.today(clock.now()) >= perDay) return `is asked no more than ${perDay} times a day`;
    const oldest = asked.length < perMinute ? undefined : asked.shift();
    const wait = oldest === undefined ? 0 : oldest + minute - clock.now();
    if (wait > 0) await clock.sleep(wait);
    const now = clock.now();
    asked.push(now);
    await count.add(now);
    return null;
  }

  async function request(subject: Subject): Promise<Response> {
    const response = await fetch(`${base}/${reportPath(subject)}`, {
      headers: {"x-apikey": key, accept: "application/json"},
      // A redirect would take the key elsewhere.
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs)
    });
    const after = response.headers.get("retry-after");
    return {
      status: response.status,
      body: await response.text(),
      retryAfterMs: readRetryAfter(after, clock.now())
    };
  }

  function stop(problem: string): Answer {
    stopped = problem;
    return {status: "stopped", problem};
  }

  function fail(problem: string): Answer {
    failures++;
    return failures >= defaults.failures
      ? stop(`${problem}; no usable answer ${failures} times in a row`)
      : {status: "failed", problem};
  }

  async function tryOnce(
    subject: Subject
  ): Promise<Answer | {readonly waitMs: number; readonly code: string}> {
    const refused = await takeTurn();
    if (refused !== null) return stop(refused);
    let response: Response;
    try {
      response = await request(subject);
    } catch (error) {
      return fail(describeFailure(error, timeoutMs));
    }
    const {status, body, retryAfterMs} = response;
    const code = readErrorCode(body) ?? `HTTP ${status}`;
    if (status === 404) {
      failures = 0;
      return {status: "unknown"};
    }
    if (status === 401 || status === 403)
      return stop(`does not accept the key in VIRUSTOTAL_API_KEY (${code})`);
    if (status === 429) return {waitMs: retryAfterMs ?? minute, code};
    if (status !== 200) return fail(`answered ${status} (${code})`);
    const read = readReport(body);
    if ("invalid" in read) return fail(`answered what is no report: ${read.invalid}`);
    failures = 0;
    return {status: "known", report: read.report};
  }

  return {
    async ask(subject) {
      if (stopped !== null) return {status: "stopped", problem: stopped};
      for (let tried = 1; ; tried++) {
        const answer = await tryOnce(subject);
        if ("status" in answer) return answer;
        const {waitMs, code} = answer;
        if (tried >= defaults.tries || waitMs > defaults.longestWaitMs) {
          return stop(`asks to wait ${Math.ceil(waitMs / 1000)} seconds (${code})`);
        }
        await clock.sleep(waitMs);
      }
    }
  };
}

/** Seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function readRetryAfter(text: string | null, now: number): number | null {
  if (text === null) return null;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

function describeFailure(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === "TimeoutError")
    return `did not answer within ${timeoutMs / 1000} seconds`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return `could not be reached: ${describeError(cause)}`;
}
