import {describe, expect, it} from "vitest";
import {type Clock, createVirusTotal, defaults} from "../../../data-loaders/enrich/virustotal.js";
import {openRequestCount} from "../../../data-loaders/enrich/virustotal-cache.js";
import {makeDirectory} from "../directory.js";
import {
  elsewhere,
  error,
  garbage,
  hangUp,
  type Reply,
  report,
  silence,
  startServer
} from "./virustotal-server.js";

/** A clock that only sleeping moves. */
function fakeClock(start = Date.UTC(2026, 2, 2, 12)): Clock & {readonly slept: number[]} {
  let now = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    async sleep(ms) {
      slept.push(ms);
      now += ms;
    }
  };
}

async function client(
  replies: readonly Reply[],
  options: {perDay?: number; directory?: string; clock?: Clock; timeoutMs?: number} = {}
) {
  const {url, asked} = await startServer(...replies);
  const clock = options.clock ?? fakeClock();
  const limits = {
    key: "secret",
    url,
    perMinute: 4,
    perDay: options.perDay ?? 500,
    timeoutMs: options.timeoutMs ?? 20_000
  };
  const virusTotal = createVirusTotal(limits, await openRequestCount(options.directory ?? null), clock);
  const ask = (value: string) => virusTotal.ask({kind: "address", value});
  return {ask, asked, clock};
}

describe("a VirusTotal client", () => {
  it("asks the documented endpoint with its key, and reads the answer", async () => {
    const {ask, asked} = await client([report(7, {as_owner: "Example Carrier", country: "CN"})]);
    expect(await ask("202.96.214.27")).toMatchObject({
      status: "known",
      report: {malicious: 7, reports: 87, isp: "Example Carrier", country: "CN"}
    });
    expect(asked).toEqual([{path: "/api/v3/ip_addresses/202.96.214.27", key: "secret"}]);
  });

  it("asks no more than so often a minute", async () => {
    const clock = fakeClock();
    const {ask, asked} = await client([report(0)], {clock});
    for (let i = 1; i <= 9; i++) await ask(`202.96.214.${i}`);
    expect(asked).toHaveLength(9);
    expect(clock.slept).toEqual([60_000, 60_000]);
  });

  it("asks no more than so often a day, also over several runs, and again the next day", async () => {
    const directory = makeDirectory();
    const clock = fakeClock();
    const first = await client([report(0)], {perDay: 2, directory, clock});
    expect((await first.ask("202.96.214.1")).status).toBe("known");
    const second = await client([report(0)], {perDay: 2, directory, clock});
    expect((await second.ask("202.96.214.2")).status).toBe("known");
    expect(await second.ask("202.96.214.3")).toEqual({
      status: "stopped",
      problem: "is asked no more than 2 times a day"
    });
    expect(second.asked).toHaveLength(1);
    const next = await client([report(0)], {
      perDay: 2,
      directory,
      clock: fakeClock(clock.now() + 86_400_000)
    });
    expect((await next.ask("202.96.214.3")).status).toBe("known");
  });

  it("takes 404 for unknown", async () => {
    const {ask} = await client([error(404, "NotFoundError")]);
    expect(await ask("202.96.214.27")).toEqual({status: "unknown"});
  });

  for (const [status, code] of [
    [401, "WrongCredentialsError"],
    [403, "ForbiddenError"]
  ] as const) {
    it(`stops at ${status}, and never asks again`, async () => {
      const {ask, asked} = await client([error(status, code)]);
      const stopped = {status: "stopped", problem: `does not accept the key in VIRUSTOTAL_API_KEY (${code})`};
      expect(await ask("202.96.214.27")).toEqual(stopped);
      expect(await ask("202.96.214.37")).toEqual(stopped);
      expect(asked).toHaveLength(1);
    });
  }

  it("waits as long as 429 says, then asks again", async () => {
    const clock = fakeClock();
    const {ask, asked} = await client([error(429, "TooManyRequestsError", {"retry-after": "7"}), report(3)], {
      clock
    });
    expect(await ask("202.96.214.27")).toMatchObject({status: "known", report: {malicious: 3}});
    expect([asked.length, clock.slept]).toEqual([2, [7000]]);
  });

  it("waits until the date that 429 names", async () => {
    const clock = fakeClock();
    const date = new Date(clock.now() + 30_000).toUTCString();
    const {ask} = await client([error(429, "TooManyRequestsError", {"retry-after": date}), report(3)], {
      clock
    });
    expect((await ask("202.96.214.27")).status).toBe("known");
    expect(clock.slept).toEqual([30_000]);
  });

  it("stops when 429 asks for more patience than a build has, or comes again", async () => {
    const long = await client([error(429, "QuotaExceededError", {"retry-after": "3600"})]);
    expect(await long.ask("202.96.214.27")).toEqual({
      status: "stopped",
      problem: "asks to wait 3600 seconds (QuotaExceededError)"
    });
    const again = await client([error(429, "QuotaExceededError")]);
    expect((await again.ask("202.96.214.27")).status).toBe("stopped");
    expect(again.asked).toHaveLength(defaults.tries);
  });

  for (const [what, reply, problem] of [
    ["500", error(500, "TransientError"), "answered 500 (TransientError)"],
    [
      "an error without words",
      (response => response.writeHead(503).end("oops")) satisfies Reply,
      "answered 503 (HTTP 503)"
    ],
    ["garbage", garbage, "answered what is no report: not JSON"]
  ] as const) {
    it(`says what went wrong at ${what}, and goes on with the next`, async () => {
      const {ask} = await client([reply, report(1)]);
      expect(await ask("202.96.214.27")).toEqual({status: "failed", problem});
      expect(await ask("202.96.214.37")).toMatchObject({status: "known"});
    });
  }

  it("does not wait for an answer for ever", async () => {
    const {ask} = await client([silence], {timeoutMs: 50});
    const problem = "did not answer within 0.05 seconds";
    expect(await ask("202.96.214.27")).toEqual({status: "failed", problem});
  });

  it("stops when nobody answers time and again", async () => {
    const {ask, asked} = await client([hangUp]);
    const states = [];
    for (let i = 0; i < 5; i++) states.push((await ask(`202.96.214.${i}`)).status);
    expect(states).toEqual(["failed", "failed", "stopped", "stopped", "stopped"]);
    expect(asked.length).toBe(defaults.failures);
  });

  it("takes its key nowhere else", async () => {
    const other = await startServer(report(0));
    const {ask} = await client([elsewhere(`${other.url}/ip_addresses/202.96.214.27`)]);
    expect((await ask("202.96.214.27")).status).toBe("failed");
    expect(other.asked).toEqual([]);
  });
});
