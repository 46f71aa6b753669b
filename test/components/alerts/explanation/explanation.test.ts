import {expect, it} from "vitest";
import {rowOf, sortRows} from "../../../../src/components/alerts/explanation/explanation.js";
import {featureSets} from "../../../../src/engine/features/features.js";

const row = (detector: string, feature: string, contribution: number, value: number | null = 1) => ({
  detector,
  feature,
  value,
  usual: null,
  contribution,
  clearing: null
});

it("an event's rows are told apart: the forest's, those of the model that scored it, and the rule's", () => {
  const {forest, own, level} = sortRows(
    [
      row("knn", "base", 0.25),
      row("knn", "bytes_sent", 3),
      row("isolation_forest", "bytes_sent", 0.8),
      row("sigma", "rule soc-001", 3),
      row("sigma", "rule soc-002", 2),
      row("honeypot", "rule", 1)
    ],
    {detector: "sigma", rule: "soc-001"}
  );
  expect(forest).toMatchObject({base: null, parts: [{feature: "bytes_sent", contribution: 0.8}]});
  expect(own).toMatchObject({
    detector: "knn",
    base: 0.25,
    parts: [{feature: "bytes_sent", contribution: 3}]
  });
  expect(level).toBe(3);
});

it("where the forest itself scored an event, no other model has an account, and a model's alert has no level", () => {
  const {own, level} = sortRows([row("isolation_forest", "hour", 0.1)], {
    detector: "isolation_forest",
    rule: null
  });
  expect([own, level]).toEqual([null, null]);
});

it("an event's row has each value in its column, and nothing where nothing was said", () => {
  const values = rowOf(
    [row("isolation_forest", "hour", 0.1, 3), row("isolation_forest", "weekend", 0, null)],
    "login"
  );
  const at = (name: string) => values[featureSets.login.findIndex(spec => spec.name === name)];
  expect(at("hour")).toBe(3);
  expect(at("weekend")).toBeNaN();
  expect(at("duration")).toBeNaN();
  expect(values).toHaveLength(featureSets.login.length);
});
