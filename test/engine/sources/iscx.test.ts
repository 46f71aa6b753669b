import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readCsv} from "../../../src/engine/records/csv.js";
import {readXml} from "../../../src/engine/records/xml.js";
import {iscx, iscxXml} from "../../../src/engine/sources/iscx.js";
import {context, expectSound, isMapped} from "./fixtures.js";
import {testTextFixtures} from "./text-fixtures.js";

const flow = {
  appName: "SSH",
  totalSourceBytes: "10",
  totalDestinationBytes: "20",
  totalSourcePackets: "1",
  totalDestinationPackets: "2",
  direction: "R2L",
  sourceTCPFlagsDescription: "S,A",
  source: "203.0.113.7",
  protocolName: "tcp_ip",
  sourcePort: "1025",
  destination: "192.0.2.5",
  destinationPort: "22",
  startDateTime: "6/15/2010 23:57",
  stopDateTime: "6/16/2010 0:11",
  Label: "Attack"
};

function map(change: Record<string, string>) {
  const mapping = iscx.open(context)({...flow, ...change});
  return isMapped(mapping) ? mapping[0] : mapping;
}

describe("ISCX fixtures", () => {
  testTextFixtures(iscx, readCsv, "iscx", "csv");
  testTextFixtures(iscxXml, readXml, "iscx", "xml");
});

describe("ISCX flows", () => {
  it("names the attack after the scenario of the day that the flow starts on", () => {
    expect(map({})).toMatchObject({label: "Attack", attack_type: "DDoS"});
    expect(map({startDateTime: "6/1/2010 1:00"})).toMatchObject({attack_type: "Unknown"});
    expect(map({Label: "Normal"})).toMatchObject({label: "Normal", attack_type: null});
  });

  it("has a duration only where both times have seconds", () => {
    expect(map({})).toMatchObject({duration: null});
    const times = {startDateTime: "2010-06-15T02:58:25", stopDateTime: "2010-06-15T02:58:27"};
    expect(map(times)).toMatchObject({duration: 2});
  });

  it("reads 12 and 24 hour clocks", () => {
    const midnight = Date.UTC(2010, 5, 15);
    expect(map({startDateTime: "6/15/2010 12:00 AM"})).toMatchObject({event_time: midnight});
    expect(map({startDateTime: "6/15/2010 0:00"})).toMatchObject({event_time: midnight});
    expect(map({startDateTime: "6/15/2010 1:30 pm"})).toMatchObject({
      event_time: midnight + 13.5 * 3_600_000
    });
    expect(map({startDateTime: "6/15/2010 13:30 PM"})).toHaveProperty("rejected");
  });

  it("tells a flag that is not set from one that was not measured", () => {
    expect(map({})).toMatchObject({flag_syn: true, flag_ack: true, flag_fin: false, flag_urg: false});
    expect(map({sourceTCPFlagsDescription: "N/A"})).toMatchObject({flag_syn: null, flag_fin: null});
  });

  it("says which column is wrong, what it holds and what was expected", () => {
    expect(map({destinationPort: "65536"})).toEqual({
      rejected: 'invalid destinationPort: "65536"; expected a port from 0 to 65535'
    });
    expect(map({totalSourceBytes: "-1"})).toEqual({
      rejected: 'invalid totalSourceBytes: "-1"; expected a whole number, 0 or more'
    });
    expect(map({stopDateTime: "6/15/2010 23:56"})).toHaveProperty("rejected");
  });

  it("is not taken for other flow tables", () => {
    expect(iscx.recognises([{duration: "0", protocol_type: "tcp", src_bytes: "1", label: "normal"}])).toBe(
      false
    );
    expect(iscx.recognises([])).toBe(false);
  });

  it("makes something sound of any values", () => {
    const value = fc.oneof(
      fc.string({unit: "binary"}),
      fc.constantFrom(
        "",
        "N/A",
        "-0",
        "1e9",
        "R0VU",
        "gA==",
        "S,F",
        "6/31/2010 25:00",
        "9".repeat(400),
        "\ud800"
      )
    );
    const open = iscx.open(context);
    const row = fc.dictionary(fc.constantFrom(...Object.keys(flow)), value);
    fc.assert(
      fc.property(row, changes => {
        expectSound(open({...flow, ...changes}));
        expectSound(open(changes));
      })
    );
  });
});
