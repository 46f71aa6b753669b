import {clientPort} from "../observe/connection.js";
import {tls} from "../observe/exchanges.js";
import {observersOf} from "../observe/observers.js";
import {vpnRefusal, vpnSession} from "../observe/vpn-session.js";
import {type Attack, scaled} from "../scenario.js";
import {signatures} from "../signatures.js";
import {servers, vpnPool} from "../world.js";

/** Leaked passwords tried from hundreds of addresses, two or three tries each, at the VPN and the portal; a few fit. */
export const credentialStuffing: Attack = {
  name: "credential-stuffing",
  title: "Credential stuffing at the VPN and the portal",
  description:
    "Names and passwords that leaked elsewhere are tried from many addresses at the VPN and the portal, and a few of them fit.",
  attack_type: "Credential Stuffing",
  hours: 7,
  attackers: world => world.crew.stuffers,
  victims: () => [servers.vpn, servers.portal],
  run(context) {
    const {random, from, to, world} = context;
    const {border, log} = observersOf(context, "Credential Stuffing");
    const tries = scaled(context, 1250, 130);
    const successes = new Set(random.sample([...Array(tries).keys()], 4));
    const victimAt = Math.floor(tries * 0.7);
    for (let n = 0; n < tries; ++n) {
      const time = from + ((n + random.uniform()) / tries) * (to - from);
      const address = random.pick(world.crew.stuffers);
      const port = clientPort(random);
      const fits = successes.has(n) || n === victimAt;
      if (fits || random.chance(0.62)) {
        const user = n === victimAt ? world.victim.name : random.pick(world.users).name;
        const login = {time, user, address, port};
        const assigned = `${vpnPool}.${random.integer(10, 250)}`;
        const use = {assigned, seconds: random.between(20, 60), bytesOut: 30_000, bytesIn: 45_000};
        if (fits) vpnSession(border, log, random, login, use);
        else vpnRefusal(border, log, random, login);
      } else {
        const shape = {bytesOut: 1900, bytesIn: 4100, duration: 1.2, spread: 0.2};
        const alert = random.chance(0.05) ? {alert: signatures.portalStuffing} : {};
        const options = {
          sni: "portal.campus.example",
          shape,
          ja3: "e7d705a3286e19ea42f587b344ee6865",
          version: "TLS 1.2",
          ...alert
        };
        tls(border, random, {time, client: address, server: servers.portal}, options);
      }
    }
  }
};
