import {describe, expect, it} from "vitest";
import {createCombination, type Member} from "../../../src/engine/detect/combination.js";
import type {Detector} from "../../../src/engine/detect/detector.js";
import {ecod} from "../../../src/engine/detect/ecod.js";
import {mahalanobis} from "../../../src/engine/detect/mahalanobis.js";
import {nearestNeighbours} from "../../../src/engine/detect/nearest-neighbours/nearest-neighbours.js";
import {namesOf, scoreOf, scoresOf, trafficRows, trafficScales} from "./detector-tables.js";
import {normalRows} from "./isolation-forest/forests.js";

const options = {seed: 1, names: namesOf(4), scales: trafficScales};

/** The score is the value of one column. */
function column(at: number): Detector {
  return {
    name: `column ${at}`,
    label: `Column ${at}`,
    unit: "1",
    fit: (_, columns) => ({
      columns,
      score(rows, out) {
        for (let row = 0; row * columns < rows.length; ++row) out[row] = rows[row * columns + at] ?? 0;
      },
      explain(row) {
        const parts = new Float64Array(columns);
        parts[at] = row[at] ?? 0;
        return {base: 0, parts, total: row[at] ?? 0};
      }
    })
  };
}

const combine = (...members: Member[]) => createCombination("combined", "Combined", members);

describe("createCombination", () => {
  it("adds up its members' evidence exactly, which is their weights times -log10 p", () => {
    const fitted = combine(
      {detector: nearestNeighbours, weight: 2},
      {detector: ecod, weight: 1},
      {detector: mahalanobis, weight: 0.5, most: 1}
    ).fit(trafficRows(1500, 1), 4, options);
    for (const row of [
      [0, 0, 1, 0],
      [2, -2, 50, 0],
      [9, -9, 1e7, 1]
    ]) {
      const members = fitted.explainMembers(Float32Array.from(row));
      expect(members.map(member => member.name)).toEqual(["knn", "ecod", "mahalanobis"]);
      const total = members.reduce((sum, member) => sum + member.evidence, 0);
      expect(fitted.explain(Float32Array.from(row)).total).toBe(total);
      expect(scoreOf(fitted, row)).toBe(total);
      members.forEach(({evidence, probability}, i) => {
        const decades = -Math.log10(probability);
        const said = [2 * decades, decades, 0.5 * Math.min(1, decades)][i] ?? 0;
        expect(Math.abs(evidence - said)).toBeLessThan(0.01);
      });
    }
  });

  it("shares a member's evidence among the columns that speak for it", () => {
    const fitted = combine({detector: column(0), weight: 1}, {detector: column(1), weight: 1}).fit(
      normalRows(3000, 3, 1),
      3,
      {seed: 1, names: namesOf(3)}
    );
    const row = Float32Array.from([3, 1, 5]);
    const [first, second] = fitted.explainMembers(row);
    const {base, parts} = fitted.explain(row);
    expect(base).toBe(0);
    expect(Array.from(parts)).toEqual([first?.evidence, second?.evidence, 0]);
  });

  it("takes p from rows that a member has not been fitted on", () => {
    // To its own references a row's distance is 0: calibrated on them, every other row would be unheard of.
    const fitted = combine({detector: nearestNeighbours, weight: 1}).fit(normalRows(3000, 4, 1), 4, {
      seed: 1,
      names: namesOf(4)
    });
    const scores = scoresOf(fitted, normalRows(3000, 4, 2));
    for (const p of [0.5, 0.1, 0.01]) {
      const share = scores.filter(score => score >= -Math.log10(p)).length / scores.length;
      // With all references neighbours are nearer than with four fifths of them: p errs on the careful side.
      expect(share).toBeGreaterThan(p / 4);
      expect(share).toBeLessThan(p * 1.5);
    }
  });

  it("keeps rows in order when every member says no more than it may", () => {
    const rows = normalRows(2000, 2, 3);
    const fitted = combine({detector: column(0), weight: 1}, {detector: column(1), weight: 1, most: 1}).fit(
      rows,
      2,
      {
        seed: 1,
        names: namesOf(2)
      }
    );
    const scores = [10, 1e3, 1e6, 1e12, 1e30].flatMap(x => [
      scoreOf(fitted, [x, 5]),
      scoreOf(fitted, [x, 50])
    ]);
    scores.slice(1).forEach((score, i) => {
      expect(score).toBeGreaterThan(scores[i] ?? 0);
    });
  });

  it("lets a member with a limit raise a score by no more than that", () => {
    const fitted = combine({detector: column(0), weight: 1}, {detector: column(1), weight: 0.5, most: 1}).fit(
      normalRows(2000, 2, 4),
      2,
      {seed: 1, names: namesOf(2)}
    );
    expect(scoreOf(fitted, [0, 1e6]) - scoreOf(fitted, [0, -9])).toBeLessThan(0.501);
    expect(scoreOf(fitted, [0, 1e6])).toBeLessThan(scoreOf(fitted, [3, -9]));
  });

  it("finds what only one of its members can see", () => {
    const fitted = combine({detector: column(0), weight: 1}, {detector: column(1), weight: 1}).fit(
      normalRows(4000, 2, 5),
      2,
      {seed: 1, names: namesOf(2)}
    );
    const benign = scoresOf(fitted, normalRows(2000, 2, 6)).sort();
    for (const row of [
      [6, 0],
      [0, 6]
    ]) {
      expect(scoreOf(fitted, row)).toBeGreaterThan(benign[1980] ?? 0);
    }
  });

  it("ranks with a handful of rows, too few for a promise", () => {
    const fitted = combine({detector: nearestNeighbours, weight: 1}, {detector: ecod, weight: 1}).fit(
      normalRows(20, 2, 7),
      2,
      {seed: 1, names: namesOf(2)}
    );
    expect(scoreOf(fitted, [30, 30])).toBeGreaterThan(scoreOf(fitted, [0, 0]));
  });
});
