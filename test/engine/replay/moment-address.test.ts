import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {createColumns} from "../../../src/engine/replay/columns.js";
import {
  formatMoment,
  momentKeys,
  momentSearch,
  readMoment
} from "../../../src/engine/replay/moment-address.js";
import {createReplay} from "../../../src/engine/replay/replay.js";
import {alertOrders, defaultScene, type Scene, storylines, views} from "../../../src/engine/replay/scene.js";
import {positionAt, timeAt} from "../../../src/engine/replay/tape.js";
import {selectionKeys} from "../../../src/engine/selection.js";

const start = Date.UTC(2026, 2, 2);
/** Several events to some milliseconds, and a pause. */
const times = [0, 0, 0, 5, 5, 9, 60_000, 60_000, 60_001].map(after => start + after);
const addresses = ["192.0.2.1", "192.0.2.2", "2001:db8::1", "fe80::1%eth0", "a,b%2C", "%25"].sort();

function replayOfTimes(list: readonly number[]) {
  const columns = createColumns(list.length);
  columns.times.set(list);
  const names = {addresses, places: addresses.map(() => null), protocols: ["TCP"], services: ["http"]};
  return createReplay({columns: {...columns, names}, alerts: [], bursts: [], sessions: []});
}

const replay = replayOfTimes(times);
const read = (search: string) => readMoment(search, () => replay);
const outside = {story: null, chapter: null};

/** Every moment that a clock can show: at a position its last event's time, or one before the next event's. */
const moments = fc.nat({max: times.length}).chain(position => {
  const first = timeAt(replay.tape, position);
  const next = replay.tape.clock[position] ?? first;
  const after = position === 0 ? 0 : Math.max(0, next - first - 1);
  return fc.record({
    position: fc.constant(position),
    time: fc.nat({max: after}).map(wait => first + wait)
  });
});
const degrees = (limit: number) =>
  fc.integer({min: -limit * 1e5, max: limit * 1e5}).map(value => value / 1e5);
const scenes: fc.Arbitrary<Scene> = fc.record({
  view: fc.constantFrom(...views),
  span: fc.oneof(
    fc.constantFrom(300_000, 3_600_000, Number.POSITIVE_INFINITY),
    fc.integer({min: 1, max: 9_999_999}).map(seconds => seconds * 1000)
  ),
  only: fc.constantFrom(...storylines),
  without: fc.subarray(addresses),
  source: fc.option(fc.constantFrom(...addresses)),
  order: fc.constantFrom(...alertOrders),
  camera: fc.option(
    fc.record({
      longitude: degrees(180),
      latitude: degrees(90),
      zoom: fc.integer({min: 10_000, max: 640_000}).map(value => value / 10_000)
    })
  )
});
const told = fc.record({
  story: fc.option(fc.string({minLength: 1})),
  chapter: fc.option(fc.integer({min: 1, max: 99}))
});

describe("the address of a moment", () => {
  it("opens exactly what it was made of, with what else the address says", () => {
    fc.assert(
      fc.property(moments, scenes, told, (moment, scene, place) => {
        const search = momentSearch("?from=2026-03-02T00:00Z&at=old&n=1", formatMoment(moment, scene, place));
        const back = read(search);
        expect(back.problems).toEqual([]);
        expect(back.moment).toEqual(moment);
        expect({...defaultScene, ...back.scene}).toEqual(scene);
        expect({story: back.story, chapter: back.chapter}).toEqual(place);
        expect(new URLSearchParams(search).get("from")).toBe("2026-03-02T00:00Z");
      })
    );
  });

  it("is short where little was chosen, and easy to read", () => {
    const pairs = formatMoment({position: 3, time: start}, defaultScene, outside);
    expect(momentSearch("", pairs)).toBe("?at=2026-03-02T00:00:00.000Z&n=3");
    expect(momentSearch("?at=x&port=22", [])).toBe("?port=22");
  });

  it("uses no parameter that a selection uses", () => {
    expect(momentKeys.filter(key => (selectionKeys as readonly string[]).includes(key))).toEqual([]);
  });

  it("keeps a clock between two milliseconds before its next event", () => {
    const pairs = formatMoment({position: 5, time: start + 8.9}, defaultScene, outside);
    expect(read(momentSearch("", pairs)).moment).toEqual({position: 5, time: start + 8});
  });

  it("says nothing of what the address does not name", () => {
    expect(read("?from=2026-03-02")).toEqual({moment: null, scene: {}, ...outside, problems: []});
  });

  it("tells events of one millisecond apart only where the data agrees, and says that it changed", () => {
    const at = "?at=2026-03-02T00:00:00.005Z";
    expect(read(at).moment?.position).toBe(5);
    expect(read(`${at}&n=4`).moment?.position).toBe(4);
    const {moment, problems} = read(`${at}&n=8`);
    expect(moment).toEqual({position: 5, time: start + 5});
    expect(problems).toEqual([
      "The data has changed since the link was made: 8 events had been played by then, and are 5 now."
    ]);
  });

  it("shows the nearest moment in place of one outside the data, and says so once", () => {
    const late = read("?at=2027-01-01T00:00Z&n=900");
    expect(late.moment).toEqual({position: times.length, time: times.at(-1)});
    expect(late.problems).toEqual([
      "The link's moment, 2027-01-01 00:00:00 UTC, is after the selected events (2026-03-02 00:01:00 UTC); this is their end."
    ]);
    const early = read("?at=2020-01-01T00:00Z&n=900");
    expect(early.moment).toEqual({position: positionAt(replay.tape, start), time: start});
    expect(early.problems).toHaveLength(1);
  });

  it("says that there is nothing to show where nothing is selected", () => {
    const empty = replayOfTimes([]);
    expect(readMoment("?at=2026-03-02T00:00Z", () => empty)).toMatchObject({
      moment: null,
      problems: ["The link names a moment, but no events are selected."]
    });
    expect(formatMoment({position: 0, time: Number.NaN}, defaultScene, outside)).toEqual([]);
  });

  it("says one sentence for every value that it does not know, and ignores it", () => {
    const {moment, scene, story, chapter, problems} = read(
      `?at=yesterday&n=-1&view=all+of+it&window=day&only=bad&without=192.0.2.1,x,y&focus=10.0.0.1&map=0,91,1&chapter=0&story=${"s".repeat(9)}`
    );
    expect(moment).toBeNull();
    expect(scene).toEqual({without: ["192.0.2.1"]});
    expect({story, chapter}).toEqual({story: "sssssssss", chapter: null});
    expect(problems).toEqual([
      'invalid view: "all of it"; expected all, map, points, alerts, source, terminal or ports',
      'invalid window: "day"; expected 5min, hour or seconds such as 90s',
      'invalid only: "bad"; expected all, suspicious or blocked',
      'invalid without: "x" and 1 more are no source in the selected events',
      'invalid focus: "10.0.0.1" is no source in the selected events',
      'invalid map: "0,91,1"; expected longitude, latitude and zoom such as 13.4,52.5,4',
      'invalid at: "yesterday"; expected a UTC time such as 2026-03-01T12:30:00Z',
      'invalid chapter: "0"; expected a whole number from 1'
    ]);
  });

  it("stands any text in the address", () => {
    fc.assert(
      fc.property(fc.constantFrom(...momentKeys), fc.string(), (key, text) => {
        const {moment, problems} = read(momentSearch("", [[key, text]]));
        expect(problems.length).toBeLessThan(3);
        if (moment !== null) expect(moment.position).toBeLessThanOrEqual(times.length);
      })
    );
  });
});
