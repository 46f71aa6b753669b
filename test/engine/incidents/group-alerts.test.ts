import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {IncidentAlert} from "../../../src/engine/incidents/alert.js";
import {groupAlerts} from "../../../src/engine/incidents/group-alerts.js";
import {alert, day, hour, inOrder, minute, strangers} from "./alerts.js";

const group = (alerts: readonly IncidentAlert[]) => groupAlerts(inOrder(alerts));
const kinds = (alerts: readonly IncidentAlert[]) =>
  group(alerts).map(({kind, alerts: {length}}) => [kind, length]);

describe("groupAlerts", () => {
  it("makes one incident of a port scan that 18 alerts saw", () => {
    const scan = Array.from({length: 17}, (_, i) =>
      alert({
        detector: "knn",
        finding: `Unusual ${i} flow`,
        technique: null,
        level: 4,
        to: 30 * minute,
        target: `10.0.0.${i}`
      })
    );
    const nmap = alert({
      detector: "signature",
      finding: "ET SCAN NMAP -sS window 1024",
      technique: null,
      level: 2
    });
    const [incident, ...more] = group([...scan, nmap]);
    expect(more).toEqual([]);
    expect(incident).toMatchObject({kind: "source", family: "scanning"});
    expect(incident?.alerts.length).toBe(18);
  });

  it("merges up to an hour's pause, and makes two of more", () => {
    expect(kinds([alert({level: 3}), alert({level: 3, from: hour + minute})])).toEqual([["source", 2]]);
    expect(kinds([alert({level: 3}), alert({level: 3, from: hour + 3 * minute})])).toEqual([
      ["source", 1],
      ["source", 1]
    ]);
  });

  it("makes one incident of a patient source that comes back all week", () => {
    const visits = Array.from({length: 40}, (_, i) => alert({from: i * 4 * hour + (i % 7) * 11 * minute}));
    expect(kinds(visits)).toEqual([["source", 40]]);
  });

  it("makes two incidents of attacks on two days, a day apart", () => {
    expect(kinds([alert({level: 3}), alert({level: 3, from: 26 * hour})]).length).toBe(2);
  });

  it("keeps what one source does with two techniques apart", () => {
    const web = alert({technique: "T1190", detector: "payload", finding: "SQL injection attempt", level: 3});
    expect(
      group([alert({level: 3}), web])
        .map(({family}) => family)
        .sort()
    ).toEqual(["exploit", "guessing"]);
  });

  it("makes one incident of the target when many sources do the same at once", () => {
    const stuffing = strangers(500).map((actor, i) => alert({actor, target: "vpn", from: i * minute}));
    expect(kinds(stuffing)).toEqual([["distributed", 500]]);
  });

  it("makes one line of a week of strangers, and takes a surge out of it", () => {
    const noise = strangers(400).map((actor, i) => alert({actor, from: i * 25 * minute}));
    expect(kinds(noise)).toEqual([["background", 400]]);
    const surge = strangers(900)
      .slice(500)
      .map((actor, i) => alert({actor, from: 3 * day + i * 20_000}));
    const found = group([...noise, ...surge]);
    expect(found.map(({kind}) => kind).sort()).toEqual(["background", "distributed"]);
    expect(found.find(({kind}) => kind === "distributed")?.alerts.length).toBeGreaterThanOrEqual(400);
  });

  it("lets no grave source hide among strangers", () => {
    const noise = strangers(400).map((actor, i) => alert({actor, from: i * 25 * minute}));
    const grave = [1, 2, 3].map(i => alert({actor: "198.18.0.9", level: i, from: 2 * day + i * minute}));
    expect(kinds([...noise, ...grave])).toContainEqual(["source", 3]);
  });

  it("joins sources by what they bring before by whom they visit", () => {
    const bring = (payload: string, actors: readonly string[]) =>
      actors.map((actor, i) =>
        alert({
          actor,
          payload,
          honeypot: true,
          target: "198.51.100.66",
          technique: "T1105",
          detector: "honeypot",
          from: i * 5 * hour
        })
      );
    const [one, other, rest] = [strangers(20), strangers(40).slice(20), strangers(60).slice(40)];
    const single = rest.map((actor, i) =>
      alert({
        actor,
        payload: `only ${i}`,
        honeypot: true,
        target: "198.51.100.66",
        technique: "T1105",
        from: i * 5 * hour
      })
    );
    const found = group([...bring("a", one), ...bring("b", other), ...single]);
    expect(found.map(({kind, alerts: {length}}) => [kind, length]).sort()).toEqual([
      ["background", 20],
      ["distributed", 20],
      ["distributed", 20]
    ]);
  });

  it("tells what a model finds by itself only where its source did nothing else", () => {
    const model = {detector: "knn", finding: "Unusual SSH flow", technique: null, level: 2};
    expect(group([alert(), alert(model)]).map(({family}) => family)).toEqual(["guessing"]);
    expect(group([alert({actor: "198.18.0.2"}), alert(model)]).map(({family}) => family)).toEqual([
      "guessing",
      "unusual"
    ]);
    expect(group([alert(), alert({...model, from: 3 * hour})]).length).toBe(2);
  });

  it("makes one line of each thing that sensors say of everybody all the time", () => {
    const chatter = strangers(30).map((actor, i) =>
      alert({
        actor,
        internal: true,
        detector: "signature",
        finding: "ET P2P BitTorrent DHT ping request",
        technique: null,
        level: 3,
        target: `203.0.113.${i}`,
        from: i * hour
      })
    );
    expect(kinds(chatter)).toEqual([["background", 30]]);
  });

  const arbitraryAlert = fc
    .record({
      actor: fc.constantFrom(...strangers(30), ""),
      internal: fc.boolean(),
      detector: fc.constantFrom("login", "knn", "signature", "sigma"),
      finding: fc.constantFrom("a", "b", "ET DROP listed", "ET SCAN x"),
      technique: fc.constantFrom(null, "T1110", "T1046", "T1105", "T9999"),
      level: fc.integer({min: 1, max: 4}),
      from: fc.integer({min: 0, max: 8 * day}),
      target: fc.constantFrom(null, "bastion", "vpn"),
      payload: fc.constantFrom(null, null, "file"),
      honeypot: fc.boolean()
    })
    .map(alert);

  it("puts every alert into exactly one incident, whose key is its own", () => {
    fc.assert(
      fc.property(fc.array(arbitraryAlert, {maxLength: 120}), alerts => {
        const found = group(alerts);
        const members = found.flatMap(incident => incident.alerts);
        expect([...members].sort((a, b) => a - b)).toEqual(alerts.map((_, i) => i));
        expect(new Set(found.map(({key}) => key)).size).toBe(found.length);
      })
    );
  });

  it("takes time that grows with alerts, not with their square", () => {
    const alerts = inOrder(
      Array.from({length: 100_000}, (_, i) =>
        alert({
          actor: `10.${i % 200}.${(i * 7) % 250}.1`,
          from: i * 6000,
          level: 1 + (i % 4),
          detector: i % 3 ? "login" : "knn",
          technique: i % 3 ? "T1110" : null
        })
      )
    );
    const found = groupAlerts(alerts);
    expect(found.reduce((sum, incident) => sum + incident.alerts.length, 0)).toBe(100_000);
  });
});
