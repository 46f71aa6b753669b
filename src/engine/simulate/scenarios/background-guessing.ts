import {Border} from "../observe/border.js";
import {clientPort} from "../observe/connection.js";
import {ssh} from "../observe/exchanges.js";
import {ServerLog} from "../observe/server-log.js";
import {arrivals, shareOfWeek, waveRhythm} from "../rhythm.js";
import type {Scenario} from "../scenario.js";
import {signatures} from "../signatures.js";
import {servers} from "../world.js";

const names = "root admin ubuntu test oracle postgres user git ftp nagios jenkins".split(" ");

/** The internet's never-ending guessing at SSH, at a low rate, by the same bots that visit the honeypot. */
export const backgroundGuessing: Scenario = {
  name: "background-guessing",
  title: "Background SSH guessing at the campus servers",
  attack_type: "Brute Force",
  hours: 24,
  run({random, emit, world, from, to, scale}) {
    const truth = {attack_type: "Brute Force" as const, campaign: null};
    const log = new ServerLog(random, emit, truth);
    const border = new Border(random, emit, truth);
    const bots = world.bots.filter(bot => bot.kind !== "services");
    const count = 700 * scale * shareOfWeek(from, to, waveRhythm);
    for (const time of arrivals(random, from, to, count, waveRhythm)) {
      const server = random.pick(["bastion", "git"] as const);
      const {address} = random.weighted(bots);
      const port = clientPort(random);
      const user = random.pick(names);
      log.sshFailed(server, {time, user, address, port}, user === "root");
      const shape = {bytesOut: 1900, bytesIn: 2100, duration: 2.5, spread: 0.3};
      const alert = random.chance(0.15) ? {alert: signatures.sshScan} : {};
      const pair = {time: time - 2000, client: address, server: servers[server]};
      ssh(border, random, pair, {software: random.pick(["Go", "libssh2_1.11.1"]), shape, port, ...alert});
    }
  }
};
