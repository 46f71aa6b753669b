import {describe, expect, it} from "vitest";
import {
  lookUpPublished,
  originOf,
  readPublishedFile,
  withoutPublished
} from "../../../src/engine/analysis/published-files.js";
import {type ReadFile, unreadFile} from "../../../src/engine/read-file.js";

const read = (name: string, contentHash: string): ReadFile => ({
  ...unreadFile({name, bytes: 10}, "read"),
  records: 3,
  events: 3,
  contentHash
});

it("a row of quality is the file that it was made of", () => {
  const row = {
    ...{
      source_file: "eve.json",
      status: "read",
      dataset: "suricata",
      container: "json",
      bytes: 10,
      content_hash: "ab"
    },
    ...{records: 4, mapped: 2, ignored: 1, quarantined: 1, events: 2, first_time: 1000, last_time: 2000},
    ...{ignored_reasons: '{"stats":1}', quarantine_reasons: '{"no time":1}', notes: '["cut short"]'}
  };
  expect(readPublishedFile(row)).toEqual({
    ...{
      name: "eve.json",
      status: "read",
      dataset: "suricata",
      container: "json",
      bytes: 10,
      contentHash: "ab"
    },
    ...{records: 4, mapped: 2, ignored: 1, quarantined: 1, events: 2, span: {first: 1000, last: 2000}},
    ...{ignoredReasons: {stats: 1}, quarantineReasons: {"no time": 1}, notes: ["cut short"]}
  });
  const empty = {
    ...row,
    status: "empty",
    dataset: null,
    content_hash: null,
    first_time: null,
    last_time: null
  };
  expect(readPublishedFile(empty)).toMatchObject({dataset: null, contentHash: null, span: null});
});

it("a file whose content is published already is a duplicate, and nothing comes of it", () => {
  const files = [read("new.json", "aa"), read("again.json", "bb")];
  const [first, second] = withoutPublished(files, [read("eve.json", "bb")]);
  expect(first).toBe(files[0]);
  expect(second).toMatchObject({status: "duplicate", events: 0, records: 0, contentHash: "bb"});
  expect(second?.notes).toEqual(["same content as eve.json of the published data"]);
});

it("a register's word of an address is kept, and what was guessed is not taken for one", () => {
  const lookUp = lookUpPublished([
    {
      address: "198.51.100.1",
      isp: "An ISP",
      asn: 64496,
      network: "198.51.100.0/24",
      network_from: "a register"
    },
    {address: "192.168.0.1", isp: null, asn: null, network: "private use", network_from: "IANA's registry"}
  ]);
  expect(lookUp("198.51.100.1")).toEqual({
    isp: "An ISP",
    asn: 64496,
    network: "198.51.100.0/24",
    from: "a register"
  });
  expect(lookUp("192.168.0.1")).toBeNull();
});

describe("the origin of logs", () => {
  it.each([
    [null, [false, false], "recorded"],
    [null, [true, false], "mixed"],
    [null, [true], "simulated"],
    ["simulated", [true], "simulated"],
    ["simulated", [false], "mixed"],
    ["recorded", [true], "mixed"],
    ["recorded", [false], "recorded"],
    ["mixed", [true], "mixed"]
  ] as const)("of published %s and injected %j is %s", (published, areInjected, origin) => {
    expect(originOf(published, areInjected)).toBe(origin);
  });
});
