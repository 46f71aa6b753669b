import {expect, it} from "vitest";
import {featureLabel, featureValue, isWhole} from "../../../src/components/model/feature-text.js";
import {modelFamilies} from "../../../src/engine/features/event-block.js";
import {featureSets} from "../../../src/engine/features/features.js";

it.each(modelFamilies)("every feature of %s has a label of its own, short enough for a chart", family => {
  const labels = featureSets[family].map(({name}) => featureLabel(name));
  expect(new Set(labels).size).toBe(labels.length);
  for (const label of labels) expect(label).toMatch(/^[^_]{3,26}$/);
});

it("values are said as readers say them", () => {
  const say = (name: string, value: number | null) => {
    const spec = [...featureSets.flow, ...featureSets.login].find(known => known.name === name);
    if (spec === undefined) throw new Error(`no feature ${name}`);
    return featureValue(value, spec);
  };
  expect(say("hour", 3)).toBe("03:00");
  expect(say("day_of_week", 6)).toBe("Sunday");
  expect(say("direction", 2)).toBe("outbound");
  expect(say("weekend", 0)).toBe("no");
  expect(say("source_destinations", 50)).toBe("50");
  expect(say("source_request_rate", 6.6)).toBe("6.6/min");
  expect(say("bytes_sent", 87.7e6)).toBe("87.7 MB");
  expect(say("bytes_sent", null)).toBe("not measured");
});

it("counts, hours and flags are whole; means, shares and durations are not", () => {
  const whole = featureSets.flow.filter(isWhole).map(({name}) => name);
  expect(whole).toContain("bytes_sent");
  expect(whole).toContain("hour");
  expect(whole).toContain("flag_rst");
  for (const name of ["bytes_per_packet", "byte_ratio", "duration", "source_request_rate"])
    expect(whole).not.toContain(name);
});
