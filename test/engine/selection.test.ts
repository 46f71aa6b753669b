import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {datasets, severities} from "../../src/engine/event.js";
import type {Selection} from "../../src/engine/selection.js";
import {
  formatSelection,
  formatTimestamp,
  parseSelection,
  presetOf,
  presetRange,
  previousRange,
  whereClause
} from "../../src/engine/selection.js";

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.UTC(2026, 2, 1);
const bounds = {
  data: {from: start, to: start + 30 * day},
  default: {from: start + 3 * day, to: start + 10 * day}
};
const opening: Selection = {...bounds.default, datasets: [], severities: [], sources: []};

describe("parseSelection", () => {
  it("opens on the default window, with everything in it", () => {
    expect(parseSelection("", bounds)).toEqual({selection: opening, problems: []});
  });

  it("reads times in UTC to the minute, the second or the millisecond, or with an offset", () => {
    for (const [text, expected] of [
      ["2026-03-02", start + day],
      ["2026-03-02T01:30", start + day + 1.5 * hour],
      ["2026-03-02T01:30Z", start + day + 1.5 * hour],
      ["2026-03-02T01:30:15.250Z", start + day + 1.5 * hour + 15_250],
      ["2026-03-02T01:30%2B01:00", start + day + 0.5 * hour],
      ["2026-03-02T01:30+01:00", start + day + 0.5 * hour]
    ] as const) {
      expect(parseSelection(`?from=${text}&to=2026-03-20`, bounds)).toMatchObject({
        selection: {from: expected},
        problems: []
      });
    }
  });

  it("takes one end alone to mean the rest of the data", () => {
    expect(parseSelection("?from=2026-03-20", bounds).selection).toMatchObject({
      from: start + 19 * day,
      to: bounds.data.to
    });
  });

  it("says which value it ignores, and keeps the others", () => {
    const {selection, problems} = parseSelection("?severity=urgent,high&dataset=cowrie,netflow", bounds);
    expect(selection).toMatchObject({severities: ["high"], datasets: ["cowrie"]});
    expect(problems).toEqual([
      'invalid dataset: "netflow"; expected iscx, cowrie, dionaea, suricata, authlog, weblog, zeek or textlog',
      'invalid severity: "urgent"; expected none, low, medium, high or critical'
    ]);
  });

  it("refuses times that are no times, or the wrong way round", () => {
    for (const search of [
      "?from=yesterday",
      "?from=2026-02-31T25:00",
      "?to=1e9",
      "?from=2026-03-05&to=2026-03-05"
    ]) {
      const {selection, problems} = parseSelection(search, bounds);
      expect(selection).toEqual(opening);
      expect(problems).toHaveLength(1);
    }
  });

  it("refuses what can only be meant as an address and is none, but takes names", () => {
    for (const text of ["999.1.1.1", "1.2.3", "1.2.3.4.5", "2001:db8::1::2", "2001:db8:12345::"]) {
      const {selection, problems} = parseSelection(`?source=${text}`, bounds);
      expect(selection.sources).toEqual([]);
      expect(problems).toEqual([`invalid source: "${text}"; expected an address such as 192.0.2.1`]);
    }
    for (const text of [
      "192.0.2.1",
      "2001:db8::1",
      "::ffff:192.0.2.1",
      "db-01.example.edu",
      "12345",
      "a1b2c3"
    ]) {
      expect(parseSelection(`?source=${text}`, bounds)).toMatchObject({
        selection: {sources: [text]},
        problems: []
      });
    }
  });

  it("refuses sources that are no addresses", () => {
    const {selection, problems} = parseSelection("?source=<script>,192.0.2.1,2001:db8::1", bounds);
    expect(selection.sources).toEqual(["192.0.2.1", "2001:db8::1"]);
    expect(problems).toEqual(['invalid source: "<script>"; expected an address such as 192.0.2.1']);
  });

  it("never throws, and always yields a window that is not empty", () => {
    fc.assert(
      fc.property(fc.string({unit: "binary"}), fc.string(), (key, value) => {
        for (const search of [
          key,
          `?from=${value}`,
          `?to=${value}&source=${key}`,
          `?severity=${key},${value}`
        ]) {
          const {selection} = parseSelection(search, bounds);
          expect(selection.from).toBeLessThan(selection.to);
        }
      })
    );
  });
});

describe("formatSelection", () => {
  it("leaves out what a page opens on anyway", () => {
    expect(formatSelection(opening, bounds)).toBe("");
  });

  it("writes an address that people can read", () => {
    const selection = {
      ...presetRange("24 h", bounds.data),
      datasets: ["cowrie"],
      severities: ["high"],
      sources: []
    };
    expect(formatSelection(selection as Selection, bounds)).toBe(
      "?from=2026-03-30T00:00Z&to=2026-03-31T00:00Z&dataset=cowrie&severity=high"
    );
  });

  it("is the inverse of parseSelection", () => {
    const selections = fc.record({
      from: fc.integer({min: start, max: start + 15 * day}),
      to: fc.integer({min: start + 15 * day + 1, max: start + 30 * day}),
      datasets: fc.subarray([...datasets]),
      severities: fc.subarray([...severities]),
      sources: fc.uniqueArray(fc.ipV4(), {maxLength: 3}).map(sources => sources.sort())
    });
    fc.assert(
      fc.property(selections, selection => {
        expect(parseSelection(formatSelection(selection, bounds), bounds)).toEqual({selection, problems: []});
      })
    );
  });
});

describe("windows", () => {
  it("end where the data ends, and keep their length when the data is shorter", () => {
    expect(presetRange("1 h", bounds.data)).toEqual({from: bounds.data.to - hour, to: bounds.data.to});
    expect(presetRange("7 d", {from: start, to: start + hour})).toEqual({
      from: start + hour - 7 * day,
      to: start + hour
    });
    expect(presetRange("all", bounds.data)).toEqual(bounds.data);
  });

  it("are recognised as the preset they are", () => {
    expect(presetOf(presetRange("24 h", bounds.data), bounds.data)).toBe("24 h");
    expect(presetOf(bounds.data, bounds.data)).toBe("all");
    expect(presetOf(bounds.default, bounds.data)).toBeUndefined();
  });

  it("have an earlier window of the same length only where the data reaches back over all of it", () => {
    expect(previousRange({from: start + 7 * day, to: start + 14 * day}, bounds.data)).toEqual({
      from: start,
      to: start + 7 * day
    });
    expect(previousRange(bounds.default, bounds.data)).toBeNull();
  });
});

describe("whereClause", () => {
  const selection: Selection = {
    from: start,
    to: start + day,
    datasets: ["cowrie", "suricata"],
    severities: ["critical"],
    sources: ["192.0.2.1"]
  };

  it("is half-open in time, and keeps values apart from the SQL", () => {
    expect(whereClause(selection)).toEqual({
      sql:
        "event_time >= ?::TIMESTAMP AND event_time < ?::TIMESTAMP AND dataset IN (?, ?) " +
        "AND severity IN (?) AND source_ip IN (?)",
      params: [
        "2026-03-01 00:00:00.000",
        "2026-03-02 00:00:00.000",
        "cowrie",
        "suricata",
        "critical",
        "192.0.2.1"
      ]
    });
  });

  it("names the caller's columns, and leaves out those that a table lacks", () => {
    expect(whereClause(selection, {time: "bucket", dataset: null, severity: null, source: null})).toEqual({
      sql: "bucket >= ?::TIMESTAMP AND bucket < ?::TIMESTAMP",
      params: ["2026-03-01 00:00:00.000", "2026-03-02 00:00:00.000"]
    });
    expect(whereClause(opening, {time: null})).toEqual({sql: "true", params: []});
  });

  it("binds times that need no time zone", () => {
    expect(formatTimestamp(start + 1)).toBe("2026-03-01 00:00:00.001");
  });
});
