import {describe, expect, it} from "vitest";
import {families} from "../../../src/engine/incidents/families.js";
import {groupAlerts} from "../../../src/engine/incidents/group-alerts.js";
import {describeGroups} from "../../../src/engine/incidents/incident.js";
import {inferTechnique, isReputation} from "../../../src/engine/incidents/infer-technique.js";
import {meaningOf, recommend, titleOf} from "../../../src/engine/incidents/recommendations.js";
import {alert, inOrder, strangers} from "./alerts.js";

const only = (alerts: Parameters<typeof inOrder>[0]) => {
  const ordered = inOrder(alerts);
  const [incident] = describeGroups(ordered, groupAlerts(ordered));
  if (!incident) throw new Error("no incident");
  return incident;
};

describe("recommendations", () => {
  it("say what to do first, by family and level, each in words of its own", () => {
    const meanings = Object.values(families).map(([technique]) => {
      const quiet = only([alert({technique})]);
      const grave = only([alert({technique, level: 4})]);
      expect(recommend(grave)).not.toBe(recommend(quiet));
      return meaningOf(quiet);
    });
    expect(new Set(meanings).size).toBe(meanings.length);
  });

  it("raise no alarm about what is done to a honeypot", () => {
    const {level, ...incident} = only([alert({honeypot: true, level: 4})]);
    expect(recommend({...incident, level})).toBe(recommend({...incident, level: 1}));
  });
});

describe("titleOf", () => {
  it("tells how many did it, where, and whether somebody got in, and never who", () => {
    const crowd = only(strangers(12).map(actor => alert({actor})));
    expect(titleOf(crowd, 1, true)).toBe("Password guessing from 12 sources, with success");
    expect(titleOf(only([alert({technique: "T1046", target: "192.0.2.9"})]), 1200, null)).toBe(
      "Scan at 1,200 targets"
    );
    expect(titleOf(only([alert({technique: "T1105", honeypot: true})]), 1, null)).toBe(
      "File delivered on a honeypot"
    );
  });

  it("names a technique that it has no words for, and a signature as its sensor does", () => {
    expect(titleOf(only([alert({technique: "T1113"})]), 1, null)).toBe("Screen Capture");
    const chatter = {detector: "signature", technique: null, finding: "SURICATA STREAM odd"};
    expect(titleOf(only([alert(chatter)]), 1, null)).toBe("SURICATA STREAM odd");
  });
});

describe("inferTechnique", () => {
  it("reads what a signature stands for from its name before its category", () => {
    const cases: Record<string, string | null> = {
      "ET SCAN LibSSH Based Frequent SSH Connections Likely BruteForce Attack": "T1110",
      "ET SCAN NMAP -sS window 1024": "T1046",
      "ET EXPLOIT Possible ETERNALBLUE MS17-010 Echo Response": "T1210",
      "ET WEB_SERVER Possible SQL Injection Attempt UNION SELECT": "T1190",
      "ET DOS Possible NTP DDoS Inbound": "T1498",
      "GPL NETBIOS SMB-DS C$ share access": "T1021.002",
      "ET POLICY GNU/Linux APT User-Agent Outbound likely related to package management": null
    };
    for (const [name, technique] of Object.entries(cases))
      expect([name, inferTechnique(name, null)]).toEqual([name, technique]);
    expect(inferTechnique("ET JA3 something", "A Network Trojan was detected")).toBe("T1071");
  });

  it("infers nothing from somebody's list of addresses", () => {
    expect(isReputation("ET CINS Active Threat Intelligence Poor Reputation IP group 89")).toBe(true);
    expect(inferTechnique("ET DROP Dshield Block Listed Source group 1", "Misc Attack")).toBeNull();
  });

  it("is not stalled by a hostile name", () => {
    expect(inferTechnique(`dns${" ".repeat(200_000)}`, "x".repeat(200_000))).toBeNull();
  });
});
