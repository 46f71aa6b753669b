import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {indexSeverities, pickAlerts} from "../../../../../src/components/replay/panels/alerts/alert-pick.js";
import {severities} from "../../../../../src/engine/event.js";
import {alertOf} from "./alerts.js";

const severity = fc.constantFrom(...severities);
const stretch = fc.tuple(fc.integer({min: 0, max: 60}), fc.integer({min: 0, max: 60}));
const only = fc.uniqueArray(severity).map(list => new Set(list));

describe("a few alerts of many", () => {
  it("are those that sorting all of them would put first", () => {
    fc.assert(
      fc.property(
        fc.array(severity, {maxLength: 60}),
        stretch,
        only,
        fc.constantFrom("latest" as const, "gravest" as const),
        fc.integer({min: 0, max: 25}),
        (list, [a, b], chosen, order, most) => {
          const alerts = list.map(each => alertOf({severity: each}));
          const [from, to] = [Math.min(a, b), Math.min(Math.max(a, b), list.length)];
          const rank = (place: number) => severities.indexOf(alerts[place]?.severity ?? "none");
          const expected = alerts
            .map((_, place) => place)
            .filter(place => place >= from && place < to)
            .filter(place => chosen.size === 0 || chosen.has(severities[rank(place)] ?? "none"))
            .sort((x, y) => (order === "gravest" ? rank(y) - rank(x) : 0) || y - x)
            .slice(0, most);
          expect(pickAlerts(indexSeverities(alerts), {from, to, only: chosen, order, most})).toEqual(
            expected
          );
        }
      )
    );
  });

  it("look a list through once", () => {
    const list = [alertOf()];
    expect(indexSeverities(list)).toBe(indexSeverities(list));
  });
});
