import {describe, expect, it} from "vitest";
import {intervalBars} from "../../../src/components/incidents/BeaconHistograms.js";
import {beaconsFinding} from "../../../src/components/incidents/beacon.js";
import {spanOf} from "../../../src/components/incidents/CampaignTimeline.js";
import type {Member} from "../../../src/components/incidents/campaign.js";
import {mergeLinks} from "../../../src/components/incidents/campaign-links.js";
import {stagesOf} from "../../../src/components/incidents/campaign-stages.js";
import {stepOf} from "../../../src/components/incidents/incident-alerts.js";
import {
  incidentsFinding,
  inOrder,
  kindText,
  stageName,
  techniqueText
} from "../../../src/components/incidents/incident-words.js";
import {jsonList} from "../../../src/components/incidents/json-list.js";
import {hitsFinding, listsFinding} from "../../../src/components/incidents/known-bad.js";
import type {RiskRow} from "../../../src/components/incidents/risk.js";
import {
  behaviourText,
  guesses,
  partsText,
  placeText,
  risksFinding
} from "../../../src/components/incidents/risk-words.js";
import {sitesFinding} from "../../../src/components/incidents/SiteRiskTable.js";
import {alertingOf, sequencesFinding, stepsOf} from "../../../src/components/incidents/sequence.js";
import {tactics} from "../../../src/engine/attack/tactics.js";
import type {Severity} from "../../../src/engine/event.js";

const hour = 3_600_000;

describe("the headline", () => {
  const incident = (severity: Severity, campaign_id: string | null = null) => ({severity, campaign_id});

  it("counts incidents, the grave among them, and their campaigns", () => {
    expect(incidentsFinding([])).toBe("No incidents");
    expect(incidentsFinding([incident("low")])).toBe("1 incident, none at high or above");
    expect(
      incidentsFinding([incident("critical", "a"), incident("high", "a"), incident("medium", "b")])
    ).toBe("3 incidents, 2 at high or above, in 2 campaigns");
  });
});

describe("stages", () => {
  it("stand in the order of the matrix, with those it does not have, and none, last", () => {
    const keys = tactics.map(({key}) => key);
    expect(inOrder([null, "defense-evasion", ...keys.toReversed(), "impact"])).toEqual([
      ...keys,
      "defense-evasion",
      null
    ]);
  });

  it("are named, also those of another version of ATT&CK", () => {
    expect(stageName("command-and-control")).toBe("Command and Control");
    expect(stageName("defense-evasion")).toBe("Defense evasion");
    expect(stageName(null)).toBe("Not known");
  });
});

describe("an incident", () => {
  it("is named by its technique's own name, else by that of ATT&CK", () => {
    expect(techniqueText({technique: "T1110", technique_name: "Brute Force"})).toBe("T1110 Brute Force");
    expect(techniqueText({technique: "T1110.004", technique_name: null})).toBe(
      "T1110.004 Brute Force: Credential Stuffing"
    );
    expect(techniqueText({technique: null, technique_name: null})).toBeNull();
  });

  it("says how its sources came", () => {
    expect(kindText({kind: "source", sources: 1})).toBe("1 source");
    expect(kindText({kind: "distributed", sources: 824})).toBe("824 sources, at the same time");
    expect(kindText({kind: "background", sources: 48})).toBe("48 sources, all the time");
  });

  it("has a span with a margin, of ten minutes at least", () => {
    const at = new Date(Date.UTC(2026, 2, 2));
    const short = spanOf([{first_time: at, last_time: at}]);
    expect(short.to - short.from).toBe(10 * 60_000);
    const long = spanOf([
      {first_time: at, last_time: at},
      {first_time: at, last_time: new Date(Number(at) + 100 * hour)}
    ]);
    expect(long).toEqual({from: Number(at) - 2 * hour, to: Number(at) + 102 * hour});
  });

  it("is drawn in a hundred steps at most, as far as a day is the longest", () => {
    expect(stepOf({from: 0, to: hour})).toBe(1);
    expect(stepOf({from: 0, to: 100 * hour})).toBe(60);
    expect(stepOf({from: 0, to: 24 * hour})).toBe(30);
    expect(stepOf({from: 0, to: 9999 * 24 * hour})).toBe(1440);
  });
});

describe("a campaign", () => {
  it("tells equal links once, accounts and hosts before hashes and fingerprints", () => {
    const link = (kind: string, words: string, incidents: string[]) => ({kind, words, incidents});
    expect(
      mergeLinks([
        link("fingerprint", "72a5", ["a", "b"]),
        link("foothold", "app was attacked", ["a", "b"]),
        link("account", "anna", ["c", "a"]),
        link("foothold", "app was attacked", ["a", "d"])
      ])
    ).toEqual([
      link("account", "anna", ["c", "a"]),
      link("foothold", "app was attacked", ["a", "b", "d"]),
      link("fingerprint", "72a5", ["a", "b"])
    ]);
  });

  it("has its stages in order of time, each told by its gravest incident", () => {
    const member = (incident_id: string, tactic: string, severity: Severity, time: number) =>
      ({incident_id, tactic, severity, first_time: new Date(time)}) as Member;
    const stages = stagesOf([
      member("late", "impact", "high", 3),
      member("small", "discovery", "low", 1),
      member("grave", "discovery", "high", 4)
    ]);
    expect(stages.map(({tactic, gravest, incidents}) => [tactic, gravest.incident_id, incidents])).toEqual([
      ["impact", "late", 1],
      ["discovery", "grave", 2]
    ]);
  });
});

describe("JSON columns", () => {
  it("are lists, or empty where there is none", () => {
    expect(jsonList("[1,2]")).toEqual([1, 2]);
    for (const text of [null, "", "null", '{"a":1}']) expect(jsonList(text)).toEqual([]);
  });
});

describe("risk in words", () => {
  const row: RiskRow = {
    address: "192.0.2.1",
    risk: 74.5,
    threat_level: "high",
    site: null,
    country_code: "SG",
    alerts: 1,
    incidents: 1,
    part: "success",
    value: "got in",
    points: 10,
    host_name: null,
    host_name_from: null,
    isp: null,
    network: null,
    network_from: null,
    malicious: null,
    reports: null,
    all_sources: 3417,
    grave_sources: 1
  };

  it("lists what each part was seen in, with its points", () => {
    const parts = [
      {part: "strongest detector", value: "knn", points: 60},
      {part: "other detectors", value: "sigma, login", points: 1.5},
      {part: "success", value: "got in", points: 10},
      {part: "failed logins", value: "1", points: 0.4},
      {part: "targets", value: "210", points: 3}
    ];
    expect(partsText({parts})).toBe(
      "nearest neighbours 60.0 + also Sigma rule, login rule 1.5 + got in 10.0 + 1 failed login 0.4 + 210 targets 3.0"
    );
  });

  it("says first what a source did, and which detectors agree", () => {
    const parts = [
      {part: "other detectors", value: "sigma, signature, login, sequence", points: 1.5},
      {part: "strongest detector", value: "knn", points: 60},
      {part: "targets", value: "210", points: 3},
      {part: "success", value: "got in", points: 10}
    ];
    expect(behaviourText({parts})).toMatch(
      /^Got in; against 210 hosts; nearest neighbours, Sigma rule and 3 more agree$/i
    );
    expect(behaviourText({parts: parts.slice(1, 2)})).toMatch(/^nearest neighbours alone says so$/i);
  });

  it("names every site that is as much at risk as the first", () => {
    const at = (name: string, risk: number) => ({
      site: name,
      risk,
      threat_level: "high" as const,
      worst_source: "192.0.2.1",
      internal_sources: 1,
      attackers: 1,
      incidents: 1,
      targets: 1
    });
    expect(sitesFinding([at("A", 92.41), at("B", 80)])).toBe(
      "A is at most risk, 92.4 of 100; 2 sites attacked"
    );
    expect(sitesFinding([at("A", 92.41), at("B", 92.39), at("C", 80)])).toBe(
      "A and B are at most risk, 92.4 of 100; 3 sites attacked"
    );
    expect(sitesFinding([at("A", 9), at("B", 9), at("C", 9)])).toContain("A and 2 more are at most risk");
  });

  it("names the riskiest as it may be shown", () => {
    expect(risksFinding([row], () => "•••.1")).toBe(
      "1 of 3,417 sources has a high or critical risk; the riskiest: •••.1, 74.5 of 100"
    );
    expect(risksFinding([{...row, grave_sources: 0}], a => a)).toContain("None of 3,417 sources have");
  });

  it("says what a guess rests on, and nothing where nothing is known", () => {
    expect(guesses(row)).toEqual([]);
    expect(
      guesses({...row, host_name: "a.example", host_name_from: "TLS, 2 of 2", malicious: 9, reports: 90})
    ).toEqual([
      {value: "a.example", basis: "TLS, 2 of 2"},
      {value: "9 of 90 vendors call it malicious", basis: "VirusTotal"}
    ]);
    expect(guesses({...row, site: "Library", network: "Library", network_from: "campus.yml"})).toEqual([]);
  });

  it("places a source by its site, else its country", () => {
    expect(placeText(row)).toBe("Singapore");
    expect(placeText({site: "Library", country_code: "US"})).toBe("campus: Library");
    expect(placeText({site: null, country_code: "<\u202e"})).toBe("<‹U+202E›");
    expect(placeText({site: null, country_code: null})).toBe("place not measured");
  });
});

describe("sequences", () => {
  it("mark the steps at the places that surprise, counted from the sequence's begin", () => {
    const steps = stepsOf({steps: "a › b › c", first_step: 40, surprising: "42,7,40"});
    expect(steps.map(({text, isSurprising}) => (isSurprising ? `_${text}_` : text))).toEqual([
      "_a_",
      "b",
      "_c_"
    ]);
    expect(stepsOf({steps: "a", first_step: 0, surprising: null})).toEqual([
      {text: "a", isSurprising: false}
    ]);
  });

  it("are listed only where they raised an alert", () => {
    expect(alertingOf([{level: 2}, {level: 0}])).toEqual([{level: 2}]);
  });

  it("are counted in a sentence", () => {
    expect(sequencesFinding([])).toBe("Sequences: none recorded");
  });
});

describe("beacons", () => {
  it("have bins of a tenth of the median, the last of which has no end", () => {
    const bars = intervalBars([0, 5, 1], 600);
    expect(bars.map(({words}) => words)).toEqual([
      "0 ms to 1 minute: 0 intervals",
      "1 minute to 2 minutes: 5 intervals",
      "2 minutes or longer: 1 interval"
    ]);
    expect(bars[1]).toMatchObject({x1: 0.1, x2: 0.2, count: 5});
  });

  it("are told from what was examined and what is allowed", () => {
    expect(beaconsFinding([])).toBe("Beacons: no pair of hosts talks at regular intervals");
    expect(beaconsFinding([{is_beacon: false, allowed_by: null}])).toBe(
      "Beacons: none among 1 pair examined"
    );
    expect(
      beaconsFinding([
        {is_beacon: true, allowed_by: "updates"},
        {is_beacon: true, allowed_by: null},
        {is_beacon: false, allowed_by: null}
      ])
    ).toBe(
      "Beacons: 2 pairs of hosts talk at regular intervals, 1 of them on the allow-list; 1 more pair examined"
    );
  });
});

describe("known-bad lists", () => {
  it("count only what was applied", () => {
    expect(listsFinding([])).toBe("Known-bad lists: none was applied");
    expect(hitsFinding([])).toBe("Known-bad indicators: none of them was seen");
  });
});
