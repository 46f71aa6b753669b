import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {triageSearch} from "../../../src/components/triage/triage-address.js";
import {
  formatTriage,
  pageSizes,
  parseTriage,
  subjects,
  type TriageState
} from "../../../src/components/triage/triage-state.js";

const params = (state: TriageState) =>
  new URLSearchParams(formatTriage(state).map(pair => [...pair])).toString();

const lists = fc.uniqueArray(fc.string({minLength: 1, maxLength: 40}), {maxLength: 3});
const states: fc.Arbitrary<TriageState> = fc.record({
  of: fc.constantFrom(...subjects),
  search: fc.string({maxLength: 60}),
  facets: fc.record({
    technique: lists,
    action: lists,
    status: lists,
    finding: lists,
    site: lists,
    tag: lists
  }),
  on: fc.record({
    suspicious: fc.boolean(),
    fresh: fc.boolean(),
    starred: fc.boolean(),
    listed: fc.boolean(),
    all: fc.boolean()
  }),
  investigated: fc.constantFrom(true, false, null),
  sort: fc.option(fc.record({column: fc.constantFrom("severity", "event_time"), descending: fc.boolean()})),
  page: fc.nat(5000),
  size: fc.constantFrom(...pageSizes)
});

describe("an address of the table", () => {
  it("says everything that the table stands for, whatever characters it holds", () => {
    fc.assert(
      fc.property(states, state => {
        expect(parseTriage(params(state))).toEqual(state);
      })
    );
  });

  it("says nothing for what the page opens on anyway", () => {
    expect(formatTriage(parseTriage(""))).toEqual([]);
  });

  it("ignores what it does not understand", () => {
    const state = parseTriage(
      "?of=users&sort=1;DROP&page=-3&rows=1000000&investigated=perhaps&suspicious=1&status="
    );
    expect(formatTriage(state)).toEqual([]);
  });
});

it("keeps the selection and what is open in the page's address, and drops what the table no longer says", () => {
  const selection = {
    from: Date.UTC(2026, 2, 2),
    to: Date.UTC(2026, 2, 3),
    datasets: [],
    severities: ["high" as const],
    sources: []
  };
  const bounds = {data: {from: 0, to: 1}, default: {from: 0, to: 1}};
  const state = parseTriage("?technique=T1110&technique=T1046&page=3");
  expect(triageSearch({state, selection}, bounds, "?q=old&severity=low&alert=abc&page=9")).toBe(
    "?from=2026-03-02T00:00Z&to=2026-03-03T00:00Z&severity=high&technique=T1110&technique=T1046&page=3&alert=abc"
  );
});
