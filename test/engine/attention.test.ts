import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {findAttention} from "../../src/engine/attention.js";
import {describeAttention} from "../../src/engine/attention-sentence.js";
import type {CubeRow} from "../../src/engine/cube.js";

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.UTC(2026, 2, 2);
const week = {from: start, to: start + 7 * day};

function row(
  at: number,
  events: number,
  {dataset = "suricata", severity = "none", alerts = 0} = {}
): CubeRow {
  return {hour: at, dataset, severity, events, blocked: 0, allowed: 0, scored: 0, score_sum: 0, alerts};
}

/** Some days of a steady daily rhythm: 60 events in the quietest hour, 280 in the busiest, a tenth anomalous. */
function rhythm(days: number, dataset = "suricata"): CubeRow[] {
  return Array.from({length: days * 24}, (_, i) => {
    const events = 60 + 20 * (11 - Math.abs((i % 24) - 12));
    return [
      row(start + i * hour, events, {dataset}),
      row(start + i * hour, events / 10, {dataset, severity: "low"})
    ];
  }).flat();
}

const words = {
  range: (from: number, to: number) =>
    `${new Date(from).toISOString().slice(5, 16)} to ${new Date(to).toISOString().slice(11, 16)}`,
  dataset: (name: string) => name.toUpperCase()
};

const say = (rows: readonly CubeRow[], window = week, data = week) =>
  describeAttention(findAttention(rows, window, data), words);

describe("a week", () => {
  it("without anything out of its rhythm is usual", () => {
    const attention = findAttention(rhythm(7), week, week);
    expect(attention).toEqual({
      status: "usual",
      unusual: [],
      open: {critical: 0, high: 0},
      days: {least: 6, most: 6}
    });
    expect(say(rhythm(7))).toMatchObject({
      status: "Nothing unusual",
      alerts: "No critical or high alert is open.",
      traffic: "The traffic of every dataset is within its usual range."
    });
    expect(say(rhythm(7)).basis).toContain("the same hours of the 6 other days in the data");
  });

  it("names the hour that was busier than the same hour of other days, and by how much", () => {
    const at = start + 2 * day + 14 * hour;
    const {status, unusual} = findAttention([...rhythm(7), row(at, 2400)], week, week);
    expect(status).toBe("attention");
    expect(unusual).toMatchObject([
      {from: at, to: at + hour, dataset: "suricata", measure: "events", count: 2664, usual: 264, days: 6}
    ]);
    expect(say([...rhythm(7), row(at, 2400)])).toMatchObject({
      status: "Needs attention",
      traffic:
        "The most unusual stretch: SURICATA recorded 2,664 events on 03-04T14:00 to 15:00, 10 times the usual 264."
    });
  });

  it("sees a rise of anomalous events that drowns in the traffic around it", () => {
    const rows = [...rhythm(7), row(start + day + 12 * hour, 200, {severity: "medium"})];
    expect(findAttention(rows, week, week).unusual).toMatchObject([
      {measure: "anomalous", count: 228, usual: 28}
    ]);
  });

  it("joins hours in a row", () => {
    const at = start + day + 3 * hour;
    const rows = [...rhythm(7), ...[0, 1, 2].map(i => row(at + i * hour, 3000))];
    expect(findAttention(rows, week, week).unusual).toMatchObject([{from: at, to: at + 3 * hour}]);
  });

  it("puts the most unusual first, and counts the others", () => {
    const rows = [
      ...rhythm(7),
      ...rhythm(7, "cowrie"),
      row(start + 3 * day, 1000, {dataset: "cowrie"}),
      row(start + 4 * day, 9000)
    ];
    expect(findAttention(rows, week, week).unusual.map(u => u.dataset)).toEqual(["suricata", "cowrie"]);
    expect(say(rows).traffic).toContain("1 other stretch of time stands out.");
  });

  it("notices that a dataset has gone silent, however long after", () => {
    const end = start + 5 * day;
    const rows = rhythm(7).filter(r => (r.hour ?? 0) < end);
    const [silent] = findAttention(rows, week, week).unusual;
    expect(silent).toMatchObject({count: 0, measure: "events"});
    expect(silent?.from).toBeGreaterThanOrEqual(end);
    expect(say(rows).traffic).toContain("recorded nothing on");
    expect(say(rows).traffic).toContain("a sensor may be down, or logs missing");
  });

  it("does not take the days before a dataset began for silence, nor for its habit", () => {
    const late = rhythm(7, "cowrie").filter(r => (r.hour ?? 0) >= start + 3 * day + 5 * hour);
    expect(findAttention([...rhythm(7), ...late], week, week).unusual).toEqual([]);
  });

  it("does not compare with days of which no logs are there", () => {
    const kept = [0, 9, 18].flatMap(days => rhythm(1).map(r => ({...r, hour: (r.hour ?? 0) + days * day})));
    const data = {from: start, to: start + 19 * day};
    expect(findAttention(kept, data, data)).toMatchObject({status: "no baseline", unusual: []});
  });

  it("needs attention when a critical alert is open, whatever the traffic", () => {
    const rows = [
      ...rhythm(7),
      row(start, 1, {severity: "critical", alerts: 2}),
      row(start, 1, {severity: "high", alerts: 1})
    ];
    expect(findAttention(rows, week, week)).toMatchObject({
      status: "attention",
      open: {critical: 2, high: 1}
    });
    expect(say(rows).alerts).toBe("2 critical and 1 high alerts are open.");
  });

  it("is worth a look, and never called usual, when only a high alert is open", () => {
    const rows = [...rhythm(7), row(start, 1, {severity: "high", alerts: 1})];
    expect(findAttention(rows, week, week).status).toBe("look");
    expect(say(rows)).toMatchObject({status: "Worth a look", alerts: "1 high alert is open, none critical."});
  });

  it("is told in numbers that divide", () => {
    const rows = rhythm(7).map(r => ({...r, events: r.severity === "none" ? r.events : 2.5}));
    const found = findAttention([...rows, row(start + 3 * day, 326.5, {severity: "low"})], week, week);
    const {traffic} = describeAttention(found, words);
    expect(traffic).toContain("329 anomalous events");
    expect(traffic).toContain("132 times the usual 2.5");
  });
});

describe("a window of a few hours", () => {
  const at = start + 2 * day + 5 * hour;
  const rows = [...rhythm(7), row(at, 5000)];

  it("is compared with the same hours of all other days, those after it too", () => {
    const window = {from: at - hour, to: at + 3 * hour};
    expect(findAttention(rows, window, week).unusual).toMatchObject([{from: at, to: at + hour, days: 6}]);
    const earlier = {from: window.from - day, to: window.to - day};
    expect(findAttention(rows, earlier, week)).toMatchObject({status: "usual", days: {least: 6, most: 6}});
  });

  it("has no baseline where the data has too few other days", () => {
    const days = rhythm(3);
    const data = {from: start, to: start + 3 * day};
    expect(findAttention(days, data, data)).toMatchObject({status: "no baseline", days: null});
    expect(say(days, data, data).status).toBe("No baseline yet");
    expect(say(days, data, data).traffic).toContain("the same hour of at least 3 other days");
  });

  it("is widened to whole hours", () => {
    const window = {from: at + 0.4 * hour, to: at + 0.6 * hour};
    expect(findAttention(rows, window, week).unusual).toMatchObject([{from: at, to: at + hour}]);
  });

  it("judges each hour as every other window does", () => {
    const hours = ({from, to}: {from: number; to: number}) =>
      findAttention(busy, {from, to}, week)
        .unusual.flatMap(u =>
          Array.from(
            {length: (u.to - u.from) / hour},
            (_, i) => `${u.dataset} ${u.measure} ${u.from + i * hour}`
          )
        )
        .sort();
    const busy = [
      ...rhythm(7).filter(r => r.hour !== start + 4 * day),
      ...rhythm(7, "cowrie"),
      row(at, 5000),
      row(at + hour, 700, {severity: "high"}),
      row(at + day, 4000, {dataset: "cowrie"})
    ];
    const all = hours(week);
    expect(all).toHaveLength(3);
    fc.assert(
      fc.property(fc.nat(167), fc.integer({min: 1, max: 168}), (first, length) => {
        const window = {from: start + first * hour, to: Math.min(week.to, start + (first + length) * hour)};
        const inside = all.filter(name => {
          const time = Number(name.split(" ")[2]);
          return time >= window.from && time < window.to;
        });
        expect(hours(window)).toEqual(inside);
      })
    );
  });
});

describe("a window without events", () => {
  it("says so, be it outside the data or limited to what never happened", () => {
    const later = {from: week.to + 90 * day, to: week.to + 91 * day};
    expect(findAttention(rhythm(7), later, week)).toMatchObject({status: "empty", unusual: [], days: null});
    expect(say(rhythm(7), later)).toMatchObject({
      status: "No events",
      alerts: null,
      traffic: "This window holds no events.",
      basis: ""
    });
  });

  it("misses nothing after the end of the data", () => {
    const after = {from: week.to, to: week.to + day};
    expect(findAttention(rhythm(7), after, week)).toMatchObject({status: "empty", unusual: []});
  });
});

it("no data at all is empty", () => {
  expect(findAttention([], week, week)).toEqual({
    status: "empty",
    unusual: [],
    open: {critical: 0, high: 0},
    days: null
  });
});

it("the order of the rows does not matter", () => {
  const rows = [...rhythm(5), row(start + 2 * day, 900), row(start + 3 * day, 900, {dataset: "cowrie"})];
  const expected = findAttention(rows, week, week);
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, {minLength: rows.length}), shuffled => {
      expect(findAttention(shuffled, week, week)).toEqual(expected);
    }),
    {numRuns: 20}
  );
});
