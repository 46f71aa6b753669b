import {hostInCountry} from "../countries.js";
import {Border} from "../observe/border.js";
import {clientPort} from "../observe/connection.js";
import {observersOf} from "../observe/observers.js";
import {ServerLog} from "../observe/server-log.js";
import {vpnSession} from "../observe/vpn-session.js";
import type {Attack, ScenarioContext} from "../scenario.js";
import {servers, type User, vpnPool} from "../world.js";

/** The address that the crew's operator gets inside the campus. */
export const operatorInside = `${vpnPool}.66`;

/** Half an hour after its owner left, the stolen account logs in from another country, at night. */
export const vpnTakeover: Attack = {
  name: "vpn-takeover",
  title: "VPN login from a new country, at an impossible distance",
  description:
    "A stolen staff account enters the VPN from another country soon after its owner left, and comes back three times.",
  attack_type: "VPN Anomaly",
  hours: 73,
  lead: 0.67,
  attackers: world => [world.crew.operator],
  victims: world => [world.victim.name, servers.vpn],
  run(context) {
    const {random, from, stretch, world} = context;
    ordinaryLogin(context, world.victim, from - 2_400_000 * stretch, 1500 * stretch);
    strangeLogin(context, world.victim, from, world.crew.operator, operatorInside, 5.5 * 3600 * stretch);
    for (const hours of [24, 46, 70]) {
      strangeLogin(
        context,
        world.victim,
        from + (hours + random.uniform()) * 3_600_000 * stretch,
        world.crew.operator,
        operatorInside,
        5400 * stretch
      );
    }
  }
};

/** One student's account, used from three countries within an evening. */
export const sharedAccount: Attack = {
  name: "shared-account",
  title: "One account on the VPN from three countries",
  description:
    "One student account is used on the VPN from four countries, one after the other and partly at once.",
  attack_type: "VPN Anomaly",
  hours: 4,
  attackers: world => [world.sharedAccount.name],
  victims: () => [servers.vpn],
  run(context) {
    const {random, from, stretch, world} = context;
    const user = world.sharedAccount;
    ordinaryLogin(context, user, from, 7200 * stretch);
    for (const [minutes, country] of [
      [25, "IN"],
      [70, "NG"],
      [150, "BR"]
    ] as const) {
      const inside = `${vpnPool}.${random.integer(100, 250)}`;
      const time = from + minutes * 60_000 * stretch;
      strangeLogin(context, user, time, hostInCountry(random, country), inside, 1800 * stretch);
    }
  }
};

/** The owner's own session, which is no attack. */
function ordinaryLogin({random, emit}: ScenarioContext, user: User, time: number, seconds: number): void {
  const login = {time, user: user.name, address: user.homeAddress, port: clientPort(random)};
  const assigned = `${vpnPool}.${random.integer(100, 250)}`;
  const use = {assigned, seconds, bytesOut: 4_000_000, bytesIn: 26_000_000};
  vpnSession(new Border(random, emit, null), new ServerLog(random, emit, null), random, login, use);
}

function strangeLogin(
  context: ScenarioContext,
  user: User,
  time: number,
  address: string,
  assigned: string,
  seconds: number
): void {
  const {border, log} = observersOf(context, "VPN Anomaly");
  const login = {time, user: user.name, address, port: clientPort(context.random)};
  const use = {assigned, seconds, bytesOut: 9_000_000, bytesIn: 31_000_000};
  vpnSession(border, log, context.random, login, use);
}
