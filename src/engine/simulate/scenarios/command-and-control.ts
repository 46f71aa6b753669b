import {dns, tls} from "../observe/exchanges.js";
import {observersOf} from "../observe/observers.js";
import {type Attack, type ScenarioContext, scaled} from "../scenario.js";
import {signatures} from "../signatures.js";
import {servers} from "../world.js";

/** Two implants call home: one every five minutes, one every quarter of an hour with much jitter. */
export const commandAndControl: Attack = {
  name: "command-and-control",
  title: "Malware beacons over TLS",
  description:
    "Two infected machines call the same outside address again and again, at regular intervals, to ask for orders.",
  attack_type: "Command and Control",
  hours: 78,
  attackers: world => [world.crew.control],
  victims: world => [servers.app, world.infectedWorkstation],
  run(context) {
    beacon(context, servers.app, 300, 0.1);
    beacon(context, context.world.infectedWorkstation, 900, 0.3);
  }
};

/** A laptop with a bot that tries generated names until one exists. None does. */
export const generatedDomains: Attack = {
  name: "generated-domains",
  title: "Generated domain names that do not exist",
  description:
    "An infected laptop looks up one made-up name after another in search of whoever controls it; none exists.",
  attack_type: "DNS Anomaly",
  hours: 12,
  attackers: world => [world.infectedClient],
  victims: world => [world.infectedClient],
  run(context) {
    const {random, from, to, world} = context;
    const {border} = observersOf(context, "DNS Anomaly");
    const rounds = 24;
    const names = scaled(context, 22, 5);
    for (let round = 0; round < rounds; ++round) {
      let time = from + ((round + random.between(0, 0.2)) / rounds) * (to - from);
      for (let n = 0; n < names; ++n) {
        const name = `${random.letters(random.integer(12, 19))}.${random.pick(["biz", "info", "top", "ru", "net"])}`;
        dns(border, random, {time, client: world.infectedClient, server: servers.dns}, {name, answer: ""});
        time += random.exponential(700);
      }
    }
  }
};

/** Calls home every `period` seconds, give or take `jitter` of it, whatever the hour; sizes hardly vary. */
function beacon(context: ScenarioContext, client: string, period: number, jitter: number): void {
  const {random, from, to, world} = context;
  const {border} = observersOf(context, "Command and Control");
  const {control, controlName} = world.crew;
  const shape = {bytesOut: 820, bytesIn: 640, duration: 0.7, spread: 0.06};
  const step = (period * 1000) / Math.max(0.1, Math.min(1, context.scale));
  dns(border, random, {time: from, client, server: servers.dns}, {name: controlName, answer: control});
  for (let time = from + 500; time < to; time += step * (1 + random.between(-jitter, jitter))) {
    const alert = random.chance(0.012) ? {alert: signatures.beacon} : {};
    const options = {
      sni: controlName,
      shape,
      ja3: "72a589da586844d7f0818ce684948eea",
      version: "TLS 1.2",
      ...alert
    };
    tls(border, random, {time, client, server: control}, options);
  }
}
