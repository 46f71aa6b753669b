import {describe, expect, test} from "vitest";
import {
  portFinding,
  portName,
  rankRows
} from "../../../../../src/components/replay/panels/ports/port-rows.js";
import type {Group} from "../../../../../src/engine/replay/tallies.js";

function group<N>(name: N, events: number, anomalous = 0): Group<N> {
  return {
    name,
    all: {events, allowed: 0, blocked: 0},
    anomalous: {events: anomalous, allowed: 0, blocked: 0}
  };
}

const all = {events: 100, allowed: 0, blocked: 0};
const span = Number.POSITIVE_INFINITY;

describe("ports and protocols of a replay", () => {
  test("are shares of all events, as many as there is room for", () => {
    const ports = [group(22, 60, 30), group(null, 30), group(80, 10)];
    expect(rankRows(ports, {all}, 2)).toEqual([
      {name: "22", events: 60, anomalous: 30, share: 0.6, anomalousShare: 0.3},
      {name: "other or none", events: 30, anomalous: 0, share: 0.3, anomalousShare: 0}
    ]);
    expect(rankRows([], {all: {...all, events: 0}}, 2)).toEqual([]);
  });

  test("the title says which service takes most", () => {
    const services = [group("SSH", 62), group("other", 38)];
    expect(portFinding({all, services, span: 3_600_000})).toBe("SSH takes 62% of events in the last hour");
    expect(portFinding({all, services: services.slice(0, 1), span})).toBe("All events so far are SSH");
    expect(portFinding({all, services: [group("other", 62), group("SSH", 38)], span})).toBe(
      "62% of events so far are of no known service"
    );
  });

  test("and where there is none", () => {
    expect(portFinding({all, services: [], span})).toBe("No event yet");
    expect(portFinding({all, services: [], span: 300_000})).toBe("No event in the last 5 minutes");
  });

  test("names from logs cannot hide what they are", () => {
    expect(portName("A\u202eB")).not.toContain("\u202e");
  });
});
