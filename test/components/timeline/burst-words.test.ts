import {expect, it} from "vitest";
import {burstName, leadWords, timesUsual} from "../../../src/components/timeline/burst-words.js";

const burst = {
  ...{dataset: "cowrie", start_time: new Date(0), end_time: new Date(25 * 60_000), events: 200, expected: 4},
  ...{top_source: "192.0.2.1", top_source_events: 130, sources: 12}
};

it("a burst is named by what it was, how strong, and who led it", () => {
  expect(burstName(burst)).toBe(
    "Cowrie: 200 events in 25 minutes, 50 times the usual 4.0, 65% of it by one of 12 sources"
  );
});

it("says so where nothing is usual", () => {
  expect(timesUsual({events: 7, expected: 0.01})).toBe("where there usually are none");
  expect(timesUsual({events: 3000, expected: 1200})).toBe("2.5 times the usual 1,200");
});

it("tells one source from a crowd, and what is not recorded from both", () => {
  expect(leadWords({...burst, sources: 1, top_source_events: 200})).toBe("all by one source");
  expect(leadWords({...burst, top_source_events: 20})).toBe("by 12 sources, none of which made half of it");
  expect(leadWords({...burst, top_source: null})).toBe("its sources not recorded");
});
