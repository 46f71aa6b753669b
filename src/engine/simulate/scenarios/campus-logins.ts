import {Border} from "../observe/border.js";
import {clientPort} from "../observe/connection.js";
import {ssh} from "../observe/exchanges.js";
import {ServerLog, type ServerName} from "../observe/server-log.js";
import {vpnRefusal, vpnSession} from "../observe/vpn-session.js";
import {arrivals, campusRhythm, officeRhythm, type Rhythm, shareOfWeek} from "../rhythm.js";
import type {Scenario, ScenarioContext} from "../scenario.js";
import {servers, type User, vpnPool} from "../world.js";

const adminCommands = [
  "/usr/bin/apt-get update",
  "/usr/bin/systemctl restart nginx",
  "/usr/bin/journalctl -u sshd",
  "/usr/bin/tail -n 200 /var/log/syslog",
  "/usr/bin/rsync -a /srv/www/ backup:/srv/www/",
  "/usr/bin/docker ps",
  "/usr/sbin/ufw status"
];

const cronServers: readonly ServerName[] = [
  "www",
  "mail",
  "git",
  "bastion",
  "files",
  "app",
  "database",
  "backup",
  "compute",
  "dns"
];

/** People logging in as they do every week: the VPN from home, SSH to servers, administrators with sudo; and cron. */
export const campusLogins: Scenario = {
  name: "campus-logins",
  title: "Ordinary logins of the campus",
  attack_type: null,
  hours: 24,
  run(context) {
    const {random, emit, world} = context;
    const log = new ServerLog(random, emit, null);
    const border = new Border(random, emit, null);
    const times = (perWeek: number, rhythm: Rhythm): number[] =>
      arrivals(
        random,
        context.from,
        context.to,
        perWeek * context.scale * shareOfWeek(context.from, context.to, rhythm),
        rhythm
      );
    const admins = world.users.filter(user => user.role === "admin");
    const shellUsers = world.users.filter(user => user.role === "faculty" || user.role === "admin");

    for (const time of times(1500, campusRhythm))
      remoteWork(context, log, border, random.pick(world.users), time);
    for (const time of times(1500, campusRhythm)) {
      const user = random.pick(random.chance(0.6) ? shellUsers : world.users);
      const server = random.weighted(shellServers).name;
      // A traveller works through the VPN, so that nobody is in two places at once.
      const inside = user.travel ? `${vpnPool}.${random.integer(10, 250)}` : user.host;
      const login = {time, user: user.name, address: inside, port: clientPort(random)};
      if (server === "bastion") {
        const address = user.travel?.address ?? user.homeAddress;
        ssh(
          border,
          random,
          {time, client: address, server: servers.bastion},
          {software: "OpenSSH_9.6", port: login.port}
        );
        log.sshAccepted(server, {...login, address}, "publickey", random.lognormal(900, 1.2));
      } else {
        if (random.chance(0.08)) log.sshFailed(server, {...login, time: time - 8000}, true);
        log.sshAccepted(
          server,
          login,
          random.chance(0.5) ? "password" : "publickey",
          random.lognormal(1500, 1.3)
        );
      }
    }
    for (const time of times(1150, officeRhythm)) {
      const server = random.pick(["www", "app", "mail", "database", "git"] as const);
      log.sudo(
        server,
        time,
        random.pick(admins).name,
        random.pick(adminCommands),
        random.chance(0.015) ? "password" : undefined
      );
    }
    const step = 1_800_000 / Math.max(0.05, Math.min(1, context.scale));
    for (const server of cronServers) {
      for (let time = Math.ceil(context.from / step) * step; time < context.to; time += step) {
        log.cron(server, time + 61_000 + random.between(0, 900));
      }
    }
  }
};

const shellServers: readonly {name: ServerName; weight: number}[] = [
  {name: "compute", weight: 5},
  {name: "git", weight: 3},
  {name: "bastion", weight: 2},
  {name: "files", weight: 1},
  {name: "app", weight: 1}
];

/** A VPN session from home or from wherever the user travels, with a typing mistake now and then. */
function remoteWork(
  {random}: ScenarioContext,
  log: ServerLog,
  border: Border,
  user: User,
  time: number
): void {
  const login = {
    time,
    user: user.name,
    address: user.travel?.address ?? user.homeAddress,
    port: clientPort(random)
  };
  if (random.chance(0.06)) vpnRefusal(border, log, random, {...login, time: time - 15_000});
  vpnSession(border, log, random, login, {
    assigned: `${vpnPool}.${random.integer(10, 250)}`,
    seconds: Math.min(36_000, random.lognormal(3600, 0.9)),
    bytesOut: 4_000_000,
    bytesIn: 26_000_000
  });
}
