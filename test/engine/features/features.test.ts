import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type ModelFamily, modelFamilies} from "../../../src/engine/features/event-block.js";
import {createFeatures, type FeatureOptions, featureSets} from "../../../src/engine/features/features.js";
import {type EventColumns, eventStream, toBlock} from "./blocks.js";

const monday = Date.UTC(2024, 0, 8);
const minute = 60_000;

/** The named features of each event of one family. */
function featuresOf(
  events: readonly EventColumns[],
  family: ModelFamily,
  options: Partial<FeatureOptions> = {},
  cuts: readonly number[] = []
): Record<string, number>[] {
  const features = createFeatures({timeZone: "UTC", ...options});
  const names = featureSets[family].map(({name}) => name);
  const result: Record<string, number>[] = [];
  const edges = [0, ...[...cuts].sort((a, b) => a - b), events.length];
  for (let k = 1; k < edges.length; ++k) {
    for (const {family: found, rows, index} of features.push(toBlock(events.slice(edges[k - 1], edges[k])))) {
      if (found !== family) continue;
      index.forEach((_, n) => {
        const row = rows.subarray(n * names.length, (n + 1) * names.length);
        result.push(Object.fromEntries(names.map((name, c) => [name, row[c] ?? 0])));
      });
    }
  }
  return result;
}

function at(minutes: number, event: EventColumns): EventColumns {
  const time = monday + minutes * minute;
  return {family: 1, source: 0, logged_time: time, event_time: time, ...event};
}

describe("createFeatures", () => {
  it("does not depend on how the stream is cut into blocks", () => {
    fc.assert(
      fc.property(eventStream, fc.array(fc.nat(120)), (events, places) => {
        const cuts = places.map(place => Math.min(place, events.length));
        for (const family of modelFamilies) {
          expect(featuresOf(events, family, {}, cuts)).toEqual(featuresOf(events, family));
        }
      }),
      {numRuns: 60}
    );
  });

  it("measures or says not measured, and is never infinite or negative", () => {
    fc.assert(
      fc.property(eventStream, events => {
        for (const family of modelFamilies) {
          for (const row of featuresOf(events, family)) {
            for (const value of Object.values(row))
              expect(Number.isNaN(value) || (value >= 0 && value < 1e38)).toBe(true);
          }
        }
      }),
      {numRuns: 60}
    );
  });

  it("names every column once and none after where the data come from", () => {
    for (const family of modelFamilies) {
      const names = featureSets[family].map(({name}) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter(name => /dataset|sensor|origin|_ip$|date/.test(name))).toEqual([]);
    }
  });

  it("computes rates, means and shares of a flow", () => {
    const [row] = featuresOf(
      [
        at(0, {
          duration: 2,
          bytes_sent: 300,
          bytes_received: 100,
          packets_sent: 3,
          packets_received: 1,
          flag_syn: 1
        })
      ],
      "flow"
    );
    expect(row).toMatchObject({
      total_bytes: 400,
      total_packets: 4,
      bytes_per_second: 200,
      packets_per_second: 2,
      bytes_per_packet: 100,
      byte_ratio: 0.75,
      packet_ratio: 0.75,
      flag_syn: 1,
      flag_ack: Number.NaN
    });
  });

  it("does not measure a rate over no time or the size of no packet", () => {
    const [row] = featuresOf(
      [at(0, {duration: 0, bytes_sent: 0, bytes_received: 0, packets_sent: 0, packets_received: 0})],
      "flow"
    );
    expect(row).toMatchObject({total_bytes: 0, bytes_per_second: Number.NaN, bytes_per_packet: Number.NaN});
    expect(row?.byte_ratio).toBeNaN();
  });

  it("tells hour, weekday and business hours in campus time", () => {
    const [row] = featuresOf([at(14 * 60 + 30, {})], "flow", {timeZone: "America/New_York"});
    expect(row).toMatchObject({hour: 9, day_of_week: 0, weekend: 0, business_hours: 1});
    const [sunday] = featuresOf([at(-10 * 60, {})], "flow");
    expect(sunday).toMatchObject({hour: 14, day_of_week: 6, weekend: 1, business_hours: 0});
  });

  it("takes the campus's own business hours", () => {
    const businessHours = {days: [6], from: 8.5, to: 12};
    const times = [-24 * 60 + 8 * 60 + 29, -24 * 60 + 8 * 60 + 30, -12 * 60, 10 * 60];
    const rows = featuresOf(
      times.map(time => at(time, {})),
      "flow",
      {businessHours}
    );
    expect(rows.map(row => row.business_hours)).toEqual([0, 1, 0, 0]);
  });

  it("knows common ports and direction", () => {
    const rows = featuresOf(
      [at(0, {destination_port: 22, direction: 3}), at(0, {destination_port: 2222})],
      "flow"
    );
    expect(rows[0]).toMatchObject({common_port: 1, direction: 3, internal: 1});
    expect(rows[1]).toMatchObject({common_port: 0, direction: Number.NaN, internal: Number.NaN});
  });

  it("counts failed and successful logins of a source until they leave the window", () => {
    const logins = [0, 1, 2, 3].map(m => at(m, {family: 3, user: m, outcome: m === 3 ? 1 : 0}));
    const rows = featuresOf(
      [...logins, at(11.5, {family: 3, outcome: 0}), at(60, {family: 3, outcome: 0})],
      "login"
    );
    expect(rows.map(row => row.source_failed_logins)).toEqual([1, 2, 3, 3, 2, 1]);
    expect(rows.map(row => row.source_successful_logins)).toEqual([0, 0, 0, 1, 1, 0]);
  });

  it("counts the addresses of a user for an hour", () => {
    const rows = featuresOf(
      [0, 1, 2]
        .map(k => at(k * 20, {family: 3, source: k, user: 5, outcome: 0}))
        .concat(at(75, {family: 3, source: 2, user: 5})),
      "login"
    );
    expect(rows.map(row => row.user_addresses)).toEqual([1, 2, 3, 2]);
  });

  it("lets events of other families count in the window of a flow's source", () => {
    const rows = featuresOf(
      [at(0, {family: 0, status: 500}), at(0, {family: 3, outcome: 0}), at(1, {})],
      "flow"
    );
    expect(rows[0]).toMatchObject({
      source_failed_logins: 1,
      source_error_rate: 1,
      source_request_rate: Math.fround(0.3)
    });
  });

  it("counts different ports exactly when few and closely when many", () => {
    const rows = featuresOf(
      Array.from({length: 1000}, (_, port) => at(port / 1000, {destination_port: port, destination: 0})),
      "flow"
    );
    expect(rows.slice(0, 8).map(row => row.source_ports)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(rows[999]?.source_ports).toBeGreaterThan(850);
    expect(rows[999]?.source_ports).toBeLessThan(1150);
    expect(rows[999]?.source_destinations).toBe(1);
  });

  it("forgets many ports once they have left the window", () => {
    const scan = Array.from({length: 200}, (_, port) => at(0, {destination_port: port}));
    const rows = featuresOf([...scan, at(5, {destination_port: 1}), at(12, {destination_port: 2})], "flow");
    expect(rows.at(-1)?.source_ports).toBe(2);
  });

  it("says more than eight when no sketch is to be had", () => {
    const rows = featuresOf(
      Array.from({length: 40}, (_, port) => at(0, {destination_port: port})),
      "flow",
      {maxSketches: 0}
    );
    expect(rows.at(-1)?.source_ports).toBe(9);
  });

  it("tells clockwork from bursts", () => {
    const clockwork = Array.from({length: 9}, (_, k) => at(k, {}));
    const bursts = [0, 0.01, 0.02, 0.03, 8].map(m => at(m, {}));
    expect(featuresOf(clockwork, "flow").at(-1)?.source_regularity).toBe(1);
    expect(featuresOf(bursts, "flow").at(-1)?.source_regularity).toBeLessThan(0.5);
    expect(featuresOf(bursts.slice(0, 3), "flow").at(-1)?.source_regularity).toBeNaN();
  });

  it("takes a record logged a little early into the newest part of the window", () => {
    const rows = featuresOf([at(5, {outcome: 0}), at(3, {outcome: 0}), at(5, {outcome: 0})], "flow");
    expect(rows.map(row => row.source_failed_logins)).toEqual([1, 2, 3]);
  });

  it("recovers from a clock that jumped far ahead", () => {
    const rows = featuresOf(
      [at(0, {outcome: 0}), at(1e9, {outcome: 0}), at(1, {outcome: 0}), at(2, {outcome: 0})],
      "flow"
    );
    expect(rows.map(row => row.source_failed_logins)).toEqual([1, 1, 1, 2]);
  });

  it("holds no more sources than it may, and forgets the one idle longest", () => {
    const visits = [0, 1, 2, 1, 0].map(source => at(0, {source, outcome: 0}));
    expect(featuresOf(visits, "flow", {maxKeys: 2}).map(row => row.source_failed_logins)).toEqual([
      1, 1, 1, 2, 1
    ]);
  });

  it("measures no behaviour of an event without source or user", () => {
    const [row] = featuresOf([at(0, {family: 2, source: -1})], "honeypot");
    expect(row?.source_failed_logins).toBeNaN();
    expect(row?.user_addresses).toBeNaN();
  });
});
