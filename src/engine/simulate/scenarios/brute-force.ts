import {clientPort} from "../observe/connection.js";
import {ssh} from "../observe/exchanges.js";
import {observersOf} from "../observe/observers.js";
import {type Attack, scaled} from "../scenario.js";
import {signatures} from "../signatures.js";
import {servers} from "../world.js";

const names = "root root root admin administrator ubuntu test backup deploy oracle".split(" ");

/** Five neighbours guess passwords at SSH as fast as the servers let them. */
export const bruteForce: Attack = {
  name: "brute-force",
  title: "SSH password guessing from one network",
  description:
    "Five neighbouring addresses try passwords for root, admin and other usual names at SSH servers; none fits.",
  attack_type: "Brute Force",
  hours: 3,
  attackers: world => world.crew.guessers,
  victims: () => [servers.bastion, servers.git, servers.research],
  run(context) {
    const {random, from, to, world} = context;
    const {border, log} = observersOf(context, "Brute Force");
    const guesses = scaled(context, 1000, 120);
    const shape = {bytesOut: 2100, bytesIn: 2300, duration: 3, spread: 0.25};
    for (let n = 0; n < guesses; ++n) {
      const time = from + ((n + random.uniform()) / guesses) * (to - from);
      const server = random.pick(["bastion", "bastion", "git", "research"] as const);
      const address = random.pick(world.crew.guessers);
      const port = clientPort(random);
      const user = random.pick(names);
      if (server !== "research")
        log.sshFailed(server, {time: time + 2000, user, address, port}, user === "root");
      const alert = random.chance(0.08) ? {alert: signatures.sshBruteForce} : {};
      const pair = {time, client: address, server: servers[server]};
      if (random.chance(0.6)) ssh(border, random, pair, {software: "libssh_0.9.6", shape, port, ...alert});
    }
  }
};

/** A dozen addresses, a few guesses each per day, at accounts that exist: nothing that a rate limit would notice. */
export const patientGuessing: Attack = {
  name: "patient-guessing",
  title: "Low-and-slow password guessing",
  description:
    "A dozen addresses guess passwords of accounts that exist, each so seldom that no account is ever locked.",
  attack_type: "Slow Attack",
  hours: 144,
  attackers: world => world.crew.patientGuessers,
  victims: () => [servers.bastion],
  run(context) {
    const {random, from, to, world} = context;
    const {border, log} = observersOf(context, "Slow Attack");
    const guesses = scaled(context, 420, 60);
    const shape = {bytesOut: 2100, bytesIn: 2300, duration: 4, spread: 0.25};
    for (let n = 0; n < guesses; ++n) {
      const time = from + ((n + random.uniform()) / guesses) * (to - from);
      const address = random.pick(world.crew.patientGuessers);
      const port = clientPort(random);
      log.sshFailed("bastion", {time: time + 2000, user: random.pick(world.users).name, address, port}, true);
      ssh(
        border,
        random,
        {time, client: address, server: servers.bastion},
        {software: "OpenSSH_9.2p1", shape, port}
      );
    }
  }
};
