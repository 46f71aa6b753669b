import {hostInCountry} from "../countries.js";
import {Border} from "../observe/border.js";
import {clientPort} from "../observe/connection.js";
import {observersOf} from "../observe/observers.js";
import {ServerLog} from "../observe/server-log.js";
import {vpnSession} from "../observe/vpn-session.js";
import type {Scenario, ScenarioContext} from "../scenario.js";
import {type User, vpnPool} from "../world.js";

/** The address that the crew's operator gets inside the campus. */
export const operatorInside = `${vpnPool}.66`;

/** Half an hour after its owner left, the stolen account logs in from another country, at night. */
export const vpnTakeover: Scenario = {
  name: "vpn-takeover",
  title: "VPN login from a new country, at an impossible distance",
  attack_type: "VPN Anomaly",
  hours: 73,
  run(context) {
    const {random, from, world} = context;
    ordinaryLogin(context, world.victim, from - 2_400_000, 1500);
    strangeLogin(context, world.victim, from, world.crew.operator, operatorInside, 5.5 * 3600);
    for (const hours of [24, 46, 70]) {
      strangeLogin(
        context,
        world.victim,
        from + (hours + random.uniform()) * 3_600_000,
        world.crew.operator,
        operatorInside,
        5400
      );
    }
  }
};

/** One student's account, used from three countries within an evening. */
export const sharedAccount: Scenario = {
  name: "shared-account",
  title: "One account on the VPN from three countries",
  attack_type: "VPN Anomaly",
  hours: 4,
  run(context) {
    const {random, from, world} = context;
    const user = world.sharedAccount;
    ordinaryLogin(context, user, from, 7200);
    for (const [minutes, country] of [
      [25, "IN"],
      [70, "NG"],
      [150, "BR"]
    ] as const) {
      const inside = `${vpnPool}.${random.integer(100, 250)}`;
      strangeLogin(context, user, from + minutes * 60_000, hostInCountry(random, country), inside, 1800);
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
