import {describe, expect, it} from "vitest";
import {addressLike, isCampusAddress} from "../../../../src/components/mask.js";
import {frameAt} from "../../../../src/engine/replay/frame.js";
import {maskReplay} from "../../../../src/engine/replay/mask-replay.js";
import {packReplay, type ReplayFile} from "../../../../src/engine/replay/pack.js";
import {createReplay} from "../../../../src/engine/replay/replay.js";
import {filterRecording} from "../../../../src/engine/replay/what-if.js";
import {makeRecording} from "../../../engine/replay/make-recording.js";

const site = {origin: "recorded", prefixes: ["141.2.0.0/16", "2001:db8:1::/48"]} as const;
const campus = ["141.2.7.57", "141.2.8.57", "10.1.2.3", "2001:db8:1::57", "fd00::9"];
const outside = ["198.51.100.57", "2001:db8:2::57"];

const recording = makeRecording({
  events: [...campus, ...outside, ...campus].map(source => ({source})),
  places: {"141.2.7.57": "campus", "198.51.100.57": "US"},
  alerts: campus.map((source_ip, row) => ({
    row,
    source_ip,
    destination_ip: "141.2.99.99",
    username: source_ip,
    finding: `Scan from ${source_ip}`,
    reason: `${source_ip.toUpperCase()} called 141.2.8.57:22, [2001:db8:1::57]:80 and ::ffff:141.2.7.57.`
  })),
  bursts: [{top_source: "141.2.7.57"}],
  sessions: [
    {
      session: "s-141.2.7.57",
      sensor: "10.1.2.3",
      source_ip: "141.2.8.57",
      lines: [{row: 1, text: "ping 141.2.9.1; wget http://10.1.2.3/x"}]
    }
  ]
});

const file: ReplayFile = {
  recording,
  stories: [
    {
      id: "story",
      title: "What 141.2.7.57 did",
      about: "To 10.1.2.3",
      chapters: [
        {
          title: "141.2.8.57",
          from: 0,
          to: 1,
          seconds: null,
          caption: "From 141.2.7.57",
          note: "fd00::9",
          did: ["blocked 10.1.2.3"],
          card: true,
          scene: {source: "141.2.8.57", without: ["10.1.2.3", "141.2.7.57", "198.51.100.57"]}
        }
      ]
    }
  ],
  search: "?source=141.2.7.57",
  timeZone: "UTC",
  targets: [],
  origin: "recorded",
  isMasked: false
};
const masked = maskReplay(file, {addressLike, isCampus: address => isCampusAddress(address, site)});

describe("a masked replay", () => {
  it("holds no campus address anywhere", () => {
    const text = new TextDecoder("latin1").decode(packReplay(masked)).toLowerCase();
    expect(text).toContain("198.51.100.57");
    for (const part of [...campus, "141.2.", "10.1.2.", "2001:db8:1:", "fd00:"])
      expect(text).not.toContain(part);
    expect(masked.isMasked).toBe(true);
  });

  it("keeps different addresses different, and the same the same, wherever they stand", () => {
    const {addresses} = masked.recording.columns.names;
    expect(new Set(addresses).size).toBe(new Set(recording.columns.names.addresses).size);
    const of = (address: string) => addresses[recording.columns.names.addresses.indexOf(address)];
    expect(of("141.2.7.57")).toBe("•••.57");
    expect(of("141.2.8.57")).toBe("•••.57 (2)");
    expect(of("198.51.100.57")).toBe("198.51.100.57");
    const alert = masked.recording.alerts[0];
    expect(alert?.source_ip).toBe(of("141.2.7.57"));
    expect(alert?.reason).toContain(`${of("141.2.8.57")}:22`);
    expect(masked.recording.sessions[0]?.lines[0]?.text).toBe(`ping •••.1; wget http://${of("10.1.2.3")}/x`);
  });

  it("shows the same figures, with and without the sources that a chapter leaves out", () => {
    const figures = (of: ReplayFile) => {
      const {without = []} = of.stories[0]?.chapters[0]?.scene ?? {};
      expect(without).toEqual([...without].sort());
      return [of.recording, filterRecording(of.recording, {only: "all", without})].map(part => {
        const replay = createReplay(part);
        const moment = {position: replay.tape.length, time: 0};
        const {all, addresses, alerts} = frameAt(replay, moment, Number.POSITIVE_INFINITY);
        return {all, addresses, alerts};
      });
    };
    expect(figures(masked)).toEqual(figures(file));
    expect(masked.recording.columns.names.addresses).toContain(masked.stories[0]?.chapters[0]?.scene.source);
  });
});
