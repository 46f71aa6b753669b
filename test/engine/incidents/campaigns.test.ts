import {describe, expect, it} from "vitest";
import type {IncidentAlert} from "../../../src/engine/incidents/alert.js";
import {groupAlerts} from "../../../src/engine/incidents/group-alerts.js";
import {describeGroups} from "../../../src/engine/incidents/incident.js";
import {joinCampaigns} from "../../../src/engine/incidents/join-campaigns.js";
import {type IncidentFacts, linkIncidents} from "../../../src/engine/incidents/link-incidents.js";
import {networkOf} from "../../../src/engine/incidents/network.js";
import {alert, day, hour, inOrder, minute, strangers} from "./alerts.js";

/** Incidents of alerts, and the campaigns that they are joined to with what logs know besides. */
function join(
  alerts: readonly IncidentAlert[],
  know: (actors: readonly string[]) => Partial<IncidentFacts> = () => ({})
) {
  const ordered = inOrder(alerts);
  const incidents = describeGroups(ordered, groupAlerts(ordered));
  const actors = incidents.map(incident => incident.actors[0] ?? "");
  const facts = {traits: [], accounts: [], succeeded: incidents.map(() => null), ...know(actors)};
  const campaigns = joinCampaigns(incidents, linkIncidents(incidents, facts));
  return {incidents, campaigns, kinds: campaigns.flatMap(({links}) => links.map(({kind}) => kind))};
}

const grave = (about: Partial<IncidentAlert>) => alert({level: 3, ...about});
const c2 = {detector: "beacon", finding: "Regular calls", technique: "T1071", internal: true, level: 3};

describe("campaigns", () => {
  it("join neighbours who do the same at the same time, and nobody from elsewhere", () => {
    const {campaigns, kinds} = join([
      ...[1, 2, 3].map(i => grave({actor: `198.18.7.${i}`, from: i * minute})),
      grave({actor: "198.18.9.1"}),
      grave({actor: "198.18.7.9", from: 5 * hour})
    ]);
    expect(campaigns.map(({incidents: {length}}) => length)).toEqual([3]);
    expect(kinds).toEqual(["network"]);
  });

  it("follow a kill chain from the victim of one incident to what it does within a day", () => {
    const attack = grave({
      actor: "10.0.0.9",
      internal: true,
      technique: "T1021.002",
      target: "10.0.0.5",
      finding: "Share used"
    });
    const calls = (from: number) => alert({...c2, actor: "10.0.0.5", target: "203.0.113.9", from});
    expect(join([attack, calls(5 * hour)]).kinds).toEqual(["foothold"]);
    expect(join([attack, calls(2 * day)]).campaigns).toEqual([]);
  });

  it("do not take for a stage what the victim did before it was attacked as well", () => {
    const attack = grave({
      actor: "10.0.0.9",
      internal: true,
      technique: "T1021.002",
      target: "10.0.0.5",
      finding: "Share used",
      from: 22 * hour
    });
    const backups = [0, 23 * hour].map(from =>
      alert({
        actor: "10.0.0.5",
        internal: true,
        technique: "T1041",
        detector: "sigma",
        finding: "Large upload",
        level: 2,
        target: "203.0.113.9",
        from
      })
    );
    expect(join([attack, ...backups]).kinds).toEqual(["source"]);
  });

  it("follow an account that was used in one incident to another of that account", () => {
    const alerts = [
      grave({actor: "10.0.0.9", internal: true, technique: "T1021.004", finding: "Lateral movement"}),
      alert({
        actor: "e1 on app",
        internal: true,
        technique: "T1548.003",
        finding: "Privileges refused",
        level: 2,
        from: 3 * hour
      })
    ];
    const know = (actors: readonly string[]) => ({
      accounts: [{incident: actors.indexOf("10.0.0.9"), username: "e1"}]
    });
    expect(join(alerts, know).kinds).toEqual(["account"]);
    expect(join(alerts).campaigns).toEqual([]);
  });

  it("join what shares a payload, and not what shares something commonplace", () => {
    const alerts = strangers(60).map((actor, i) =>
      grave({actor, target: `host ${i}`, finding: `finding ${i}`})
    );
    const sharing = (count: number) =>
      join(alerts, actors => ({
        traits: actors
          .slice(0, count)
          .map((_, incident) => ({incident, kind: "payload" as const, value: "hash"}))
      })).campaigns.map(({incidents: {length}}) => length);
    expect(sharing(40)).toEqual([40]);
    expect(sharing(60)).toEqual([]);
  });

  it("take two rare credentials in common for one list, and a single one for chance", () => {
    const alerts = [1, 2].map(i =>
      grave({actor: `198.18.${i}.1`, target: `host ${i}`, finding: `finding ${i}`})
    );
    const sharing = (values: readonly string[]) =>
      join(alerts, () => ({
        traits: [0, 1].flatMap(incident =>
          values.map(value => ({incident, kind: "credentials" as const, value}))
        )
      })).kinds;
    expect(sharing(["admin / Xk2!"])).toEqual([]);
    expect(sharing(["admin / Xk2!", "admin / Zq7?"])).toEqual(["credentials"]);
  });

  it("make one campaign of a stuffing from 500 addresses at two targets, and none of background", () => {
    const many = strangers(500);
    const stuffing = ["vpn", "portal"].flatMap(target =>
      many.map((actor, i) => alert({actor, target, from: i * minute, to: i * minute}))
    );
    const {campaigns} = join(stuffing);
    expect(campaigns.map(({incidents: {length}}) => length)).toEqual([2]);
    const noise = strangers(400).map((actor, i) => alert({actor, from: i * 25 * minute}));
    expect(join(noise).campaigns).toEqual([]);
  });

  it("join hosts that call the same server outside, and not one host that calls it every day", () => {
    const call = (actor: string, from: number) => alert({...c2, actor, target: "203.0.113.9", from});
    const know = (actors: readonly string[]) => ({
      traits: actors.map((_, incident) => ({incident, kind: "control" as const, value: "203.0.113.9"}))
    });
    expect(join([call("10.0.0.5", 0), call("10.0.0.6", 3 * day)], know).kinds).toEqual(["control"]);
    expect(join([call("10.0.0.5", 0), call("10.0.0.5", 3 * day)], know).campaigns).toEqual([]);
  });

  it("never grow by a link beyond the largest size", () => {
    const alerts = strangers(80).map((actor, i) =>
      grave({actor, target: `host ${i}`, finding: `finding ${i}`})
    );
    const ordered = inOrder(alerts);
    const incidents = describeGroups(ordered, groupAlerts(ordered));
    const links = incidents
      .slice(1)
      .map((_, i) => ({kind: "tool" as const, value: `${i}`, words: "", incidents: [i, i + 1]}));
    const sizes = joinCampaigns(incidents, links, {largest: 30} as never).map(
      campaign => campaign.incidents.length
    );
    expect(Math.max(...sizes)).toBe(30);
  });
});

describe("networkOf", () => {
  it("is the /24 of IPv4, the /48 of IPv6, and nothing of a name", () => {
    expect(networkOf("198.18.7.200")).toBe("198.18.7.0/24");
    expect(networkOf("2001:db8:1:2::3")).toBe("2001:db8:1::/48");
    expect(networkOf("e1 on app")).toBeNull();
    expect(networkOf("1.2.3")).toBeNull();
  });
});
