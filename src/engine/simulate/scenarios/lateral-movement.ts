import {clientPort, knock} from "../observe/connection.js";
import {smb, ssh} from "../observe/exchanges.js";
import {observersOf} from "../observe/observers.js";
import {type Attack, scaled} from "../scenario.js";
import {signatures} from "../signatures.js";
import {servers} from "../world.js";
import {operatorInside} from "./vpn-anomalies.js";

/** From inside the VPN the operator looks for shares and shells, and finds one server that takes the stolen password. */
export const lateralMovement: Attack = {
  name: "lateral-movement",
  title: "Lateral movement from the VPN into the server network",
  description:
    "Somebody inside the VPN tries file shares and shells on one server after another, until two servers let them in.",
  attack_type: "Lateral Movement",
  hours: 3,
  attackers: () => [operatorInside],
  victims: () => [servers.files, servers.database, servers.backup, servers.app, servers.compute],
  run(context) {
    const {random, from, stretch, world} = context;
    const {border, log} = observersOf(context, "Lateral Movement");
    const minute = 60_000 * stretch;
    const targets = scaled(context, 200, 60);
    for (let n = 0; n < targets; ++n) {
      // The server network first; a larger sweep goes on into the ones after it.
      const server = `10.20.${1 + Math.floor(n / 254)}.${1 + (n % 254)}`;
      const ends = {client: operatorInside, clientPort: clientPort(random), server};
      const serverPort = random.pick([445, 22, 3389]);
      const start = from + (n * 900 + random.between(0, 400)) * stretch;
      border.connect({
        start,
        ...ends,
        serverPort,
        transport: "TCP",
        app: "failed",
        ...knock(random, "unanswered")
      });
    }
    for (let n = 0; n < scaled(context, 45, 15); ++n) {
      const server = random.pick([
        servers.files,
        servers.database,
        servers.app,
        servers.directory,
        random.pick(world.clients)
      ]);
      const denied = random.chance(0.75);
      const status = denied ? {status: "STATUS_ACCESS_DENIED"} : {};
      const alert = denied ? {} : {alert: random.chance(0.4) ? signatures.psexec : signatures.smbAdminShare};
      const pair = {time: from + random.between(5, 70) * minute, client: operatorInside, server};
      smb(border, random, pair, {share: random.pick(["C$", "ADMIN$", "finance"]), ...status, ...alert});
    }
    for (const [offset, server, enters] of [
      [22, "database", false],
      [26, "backup", false],
      [31, "files", false],
      [36, "app", true],
      [88, "compute", true]
    ] as const) {
      const time = from + offset * minute;
      const login = {time, user: world.victim.name, address: operatorInside, port: clientPort(random)};
      const pair = {
        time: time - 1500,
        client: operatorInside,
        server: servers[server],
        vantage: "both" as const
      };
      ssh(border, random, pair, {software: "OpenSSH_9.9", port: login.port});
      if (enters) log.sshAccepted(server, login, "password", 3600 * stretch);
      else for (const again of [0, 7000, 15_000]) log.sshFailed(server, {...login, time: time + again}, true);
    }
  }
};
