import {dns} from "../observe/exchanges.js";
import {observersOf} from "../observe/observers.js";
import {type Attack, scaled} from "../scenario.js";
import {signatures} from "../signatures.js";
import {servers} from "../world.js";

const base32 = "abcdefghijklmnopqrstuvwxyz234567";

/** Data leaves in the names of TXT queries below one domain. */
export const dnsTunnel: Attack = {
  name: "dns-tunnel",
  title: "DNS tunnelling from the taken server",
  description: "Data leaves a server hidden in the names of DNS questions, which most firewalls let through.",
  attack_type: "DNS Anomaly",
  hours: 4,
  attackers: world => [world.crew.control],
  victims: () => [servers.app],
  run(context) {
    const {random, from, to} = context;
    const {border} = observersOf(context, "DNS Anomaly");
    const queries = scaled(context, 820, 80);
    for (let n = 0; n < queries; ++n) {
      const time = from + ((n + random.uniform()) / queries) * (to - from);
      const name = `${random.letters(52, base32)}.${random.letters(random.integer(24, 40), base32)}.t.telemetry-sync.example`;
      const alert = random.chance(0.015) ? {alert: signatures.dnsTunnel} : {};
      const question = {name, type: "TXT", answer: random.letters(88, base32), ...alert};
      dns(border, random, {time, client: servers.app, server: servers.dns}, question);
    }
  }
};
