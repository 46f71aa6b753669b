import {expect, it} from "vitest";
import {accountSentence, fileFinding} from "../../src/components/data/file-findings.js";
import {sumReasons} from "../../src/components/data/ReasonTable.js";
import {readNotes, readReasons} from "../../src/components/data/reasons.js";

const file = (status: string, reasons: object) => ({
  source_file: "a",
  status,
  dataset: "cowrie",
  container: "json",
  bytes: 1,
  records: 3,
  mapped: 1,
  ignored: 1,
  quarantined: 1,
  events: 1,
  first_time: null,
  last_time: null,
  ignored_reasons: JSON.stringify(reasons),
  quarantine_reasons: '{"not JSON": 1}',
  notes: "[]"
});

it("the account is a sum that adds up, and says so when it does not", () => {
  const sums = {files: 1, read: 1, records: 1003, mapped: 1000, ignored: 2, quarantined: 1, events: 1200};
  expect(accountSentence(sums)).toBe(
    "✓ 1,000 became events + 2 ignored + 1 quarantined = 1,003 records: none is unaccounted for."
  );
  expect(accountSentence({...sums, records: 1005})).toContain("✗");
  expect(accountSentence({...sums, records: 1005})).toContain("2 are unaccounted for");
});

it("reasons of all files are put together, quarantined records first", () => {
  const rows = sumReasons([file("read", {"<b>bookkeeping</b>": 2}), file("read", {"<b>bookkeeping</b>": 5})]);
  expect(rows).toEqual([
    {fate: "quarantined", dataset: "cowrie", reason: "not JSON", records: 2, files: 2},
    {fate: "ignored", dataset: "cowrie", reason: "<b>bookkeeping</b>", records: 7, files: 2}
  ]);
});

it("what is not the JSON it should be is no reason and no note", () => {
  expect(readReasons("[broken")).toEqual([]);
  expect(readReasons("null")).toEqual([]);
  expect(readNotes("{}")).toEqual([]);
});

it("files that were not read are counted by what is wrong with them", () => {
  expect(
    fileFinding([file("read", {}), file("unrecognised", {}), file("empty", {}), file("empty", {})])
  ).toBe("1 file read; 1 unrecognised, 2 empty");
});
