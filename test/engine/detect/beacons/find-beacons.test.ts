import {describe, expect, it} from "vitest";
import {findBeacons} from "../../../../src/engine/detect/beacons/find-beacons.js";
import type {Pair, Recording} from "../../../../src/engine/detect/beacons/pair.js";
import {unusualPort} from "../../../../src/engine/detect/beacons/unusual-port.js";
import {createRandom} from "../../../../src/engine/random.js";

const monday = Date.UTC(2026, 2, 2) / 1000;
const day = 86_400;
const week: Recording = {segments: [{from: monday, to: monday + 7 * day}], hosts: 500, resolution: 1};
const recordings = new Map([["suricata", week]]);

function pair(times: Iterable<number>, rest: Partial<Pair> = {}): Pair {
  const sorted = Float64Array.from(times, time => monday + Math.floor(time)).sort();
  return {
    id: "p",
    dataset: "suricata",
    source: "10.0.0.1",
    destination: "c2.example.org",
    kind: "name",
    address: "192.0.2.9",
    port: 443,
    ports: ["443/TCP"],
    protocol: "TCP",
    appProtocol: "TLS",
    times: sorted,
    sizes: sorted.map(() => 820),
    callers: 1,
    firstSeen: sorted[0] ?? 0,
    portCallers: 400,
    ...rest
  };
}

const every = (period: number, from: number, to: number, jitter = 0) => {
  const random = createRandom(7);
  const times: number[] = [];
  for (let time = from; time < to; time += period * (1 - jitter + 2 * jitter * random())) times.push(time);
  return times;
};

const only = (times: Iterable<number>, rest: Partial<Pair> = {}) =>
  findBeacons([pair(times, rest)], recordings)[0];

describe("beacons", () => {
  it("are found with their period, RITA's scores and a sentence", () => {
    const found = only(every(300, 0, 3 * day, 0.1));
    expect(found).toMatchObject({
      is_beacon: true,
      gate: null,
      severity: "high",
      rita_severity: "high",
      size_score: 1,
      duration_score: 1,
      size_mode: 820,
      technique: "T1071.001",
      low_and_slow: 0,
      rare_destination: 1
    });
    expect(found?.period).toBeGreaterThan(290);
    expect(found?.period).toBeLessThan(310);
    expect(found?.rita_score).toBeGreaterThan(0.9);
    expect(JSON.parse(found?.histogram ?? "")).toHaveLength(24);
    expect(found?.reason).toMatch(
      /^86\d calls to c2\.example\.org over 3 days, one every 5 minutes, half of them within/
    );
    expect(found?.remarks).toBe("1 of 500 campus hosts calls this destination.");
  });

  it("that call four times a day are found over days, where a day's histogram is nearly empty", () => {
    const found = only(every(6 * 3600, 0, 7 * day, 0.3));
    expect(found).toMatchObject({is_beacon: true, duration_score: 0});
    expect(found?.low_and_slow).toBeGreaterThan(0.4);
    expect(found?.remarks).toContain("Low and slow");
  });

  it("may take several connections for each call", () => {
    const times = every(900, 0, 2 * day, 0.2).flatMap(time => [time, time + 1, time + 3]);
    const found = only(times);
    expect(found).toMatchObject({is_beacon: true, connections: times.length, calls: times.length / 3});
  });

  it("are none where intervals differ, where they end with a visit, and where they come once a day", () => {
    const random = createRandom(3);
    const memoryless = [0];
    for (let i = 0; i < 2000; ++i) memoryless.push((memoryless[i] ?? 0) - 300 * Math.log(1 - random()));
    expect(only(memoryless)?.gate).toBe("intervals too different");
    const visit = [0, 1, 2, 3].flatMap(d => every(30, d * day, d * day + 3 * 3600));
    expect(only(visit)).toMatchObject({is_beacon: false, gate: "no stretch of 6 hours without a break"});
    expect(only(every(day, 3600, 7 * day))).toBeUndefined();
  });

  it("are not measured where the log has minutes only and calls come every few of them", () => {
    const coarse = new Map([["suricata", {...week, resolution: 60}]]);
    const minutes = (period: number) => every(period, 0, 3 * day).map(time => Math.floor(time / 60) * 60);
    expect(findBeacons([pair(minutes(300))], coarse)).toEqual([]);
    expect(findBeacons([pair(minutes(1200))], coarse)[0]).toMatchObject({is_beacon: true, period: 1200});
  });

  it("are judged where they were recorded, however short or long ago that was", () => {
    const long = {from: monday - 1000 * day, to: monday - 1000 * day + 7200};
    const recording = new Map([["suricata", {...week, segments: [long, ...week.segments]}]]);
    const old = every(301, -1000 * day, -1000 * day + 6600);
    const [found] = findBeacons([pair([...old, 50, 5000])], recording);
    expect(found).toMatchObject({is_beacon: true, connections: old.length, period: 301});
    expect(found?.rita_score).toBeGreaterThan(0.7);
    expect(findBeacons([pair(every(301, 0, 6600))], recording)[0]?.gate).toBe(
      "no stretch of 6 hours without a break"
    );
  });

  it("are found where many calls of a clock were missed", () => {
    const random = createRandom(5);
    const found = only(every(1153, 0, day).filter(() => random() < 0.6));
    expect(found).toMatchObject({is_beacon: true, interval_mode: 1153});
  });

  it("have no score of RITA's where nobody counted what was sent", () => {
    const times = every(300, 0, 2 * day, 0.1);
    const found = only(times, {sizes: Float64Array.from(times, () => Number.NaN)});
    expect(found).toMatchObject({is_beacon: true, rita_score: null, size_score: null, size_mode: null});
    expect(found?.severity).toBe("medium");
    expect(found?.reason).toContain("could not be measured");
  });

  it("to what half of the campus calls weigh less", () => {
    const times = every(300, 0, 2 * day, 0.1);
    const rare = only(times, {callers: 2});
    const common = only(times, {callers: 300});
    expect((rare?.threat ?? 0) - (common?.threat ?? 0)).toBeCloseTo(0.3, 9);
    expect(rare?.rita_score).toBe(common?.rita_score);
  });

  it("on a port that is not their protocol's weigh more and are another technique", () => {
    const times = every(600, 0, 2 * day, 0.3);
    const usual = only(times, {callers: 50});
    const odd = only(times, {callers: 50, port: 4444, ports: ["4444/TCP"]});
    expect(odd).toMatchObject({unusual_port: 1, technique: "T1571"});
    expect(odd?.threat).toBeGreaterThan(usual?.threat ?? 1);
    expect(odd?.remarks).toContain("TLS is unusual on port 4444.");
  });

  it("are counted per host and per destination", () => {
    const times = every(300, 0, 2 * day, 0.1);
    const found = findBeacons(
      [
        pair(times, {id: "a"}),
        pair(times, {id: "b", destination: "c3.example.org"}),
        pair(times, {id: "c", source: "10.0.0.2"})
      ],
      recordings
    );
    expect(found.map(({fan_out, fan_in}) => [fan_out, fan_in])).toEqual([
      [0.5, 0.5],
      [0.5, 0],
      [0, 0.5]
    ]);
    expect(found[0]?.remarks).toContain("This host calls 2 destinations regularly. 2 hosts call");
  });

  it("cannot be judged without knowing their recording", () => {
    expect(() => findBeacons([pair([0], {dataset: "iscx"})], recordings)).toThrow(
      'no recording of dataset "iscx"'
    );
  });
});

describe("an unusual port", () => {
  it("is one where a known protocol does not belong, or that hardly anybody uses", () => {
    expect(unusualPort("TLS", 443, 1, 100)).toBe(0);
    expect(unusualPort("SSH", 443, 90, 100)).toBe(1);
    expect(unusualPort(null, 31_337, 1, 100)).toBe(0.5);
    expect(unusualPort(null, 31_337, 30, 100)).toBe(0);
    expect(unusualPort(null, 443, 1, 100)).toBe(0);
    expect(unusualPort("TLS", null, 1, 100)).toBe(0);
  });
});
