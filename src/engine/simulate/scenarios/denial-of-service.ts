import {clientPort, exchange, knock} from "../observe/connection.js";
import {http} from "../observe/exchanges.js";
import {observersOf} from "../observe/observers.js";
import {type Attack, scaled} from "../scenario.js";
import {signatures} from "../signatures.js";
import {servers} from "../world.js";

/** Nine hundred addresses at once: SYN packets, page requests and answers to NTP questions nobody asked. */
export const denialOfService: Attack = {
  name: "denial-of-service",
  title: "Distributed denial of service against the web servers",
  description:
    "Hundreds of addresses flood the web servers at once, so that ordinary visitors get no answer.",
  attack_type: "DDoS",
  hours: 0.7,
  attackers: world => world.crew.flooders,
  victims: () => [servers.www, servers.researchWeb],
  run(context) {
    const {random, from, to, world} = context;
    const {border} = observersOf(context, "DDoS");
    const connections = scaled(context, 4600, 400);
    for (let n = 0; n < connections; ++n) {
      const position = n / connections;
      const time = from + (0.15 * position + 0.85 * position ** 0.8) * (to - from) + random.between(0, 800);
      const client = random.pick(world.crew.flooders);
      const server = random.chance(0.78) ? servers.www : servers.researchWeb;
      const kind = random.uniform();
      if (kind < 0.82) {
        const ends = {client, clientPort: clientPort(random), server, serverPort: random.pick([80, 443])};
        const result = knock(random, random.chance(0.85) ? "unanswered" : "refused");
        const alert = random.chance(0.015) ? signatures.synFlood : undefined;
        border.connect({start: time, ...ends, transport: "TCP", app: "failed", ...result}, alert);
      } else if (kind < 0.93) {
        const url = `/?${random.letters(9)}=${random.letters(6)}`;
        const status = random.chance(0.7) ? 503 : 200;
        http(border, random, {time, client, server}, {host: "www.campus.example", url, status});
      } else {
        const ends = {client, clientPort: 123, server, serverPort: random.integer(1024, 65_000)};
        const sizes = exchange(random, {bytesOut: 44_000, bytesIn: 1, duration: 1.5, spread: 0.5}, "UDP");
        const result = {...sizes, bytesIn: 0, packetsIn: 0, outcome: "unanswered" as const};
        const alert = random.chance(0.05) ? signatures.ntpFlood : undefined;
        border.connect({start: time, ...ends, transport: "UDP", app: "ntp", ...result}, alert);
      }
    }
  }
};

/** A handful of clients hold the web server's connections open with headers that never end. */
export const slowloris: Attack = {
  name: "slowloris",
  title: "Slowloris against the web server",
  description:
    "A handful of clients open connections to the web server and never finish what they ask, until none is left for others.",
  attack_type: "Slow Attack",
  hours: 1.5,
  attackers: world => world.crew.slowClients,
  victims: () => [servers.www],
  run(context) {
    const {random, from, to, world} = context;
    const {border} = observersOf(context, "Slow Attack");
    const connections = scaled(context, 480, 60);
    for (let n = 0; n < connections; ++n) {
      const time = from + ((n + random.uniform()) / connections) * (to - from);
      const client = random.pick(world.crew.slowClients);
      const shape = {bytesOut: 900, bytesIn: 180, duration: random.between(240, 900), spread: 0.1};
      const sizes = exchange(random, shape, "TCP");
      const ends = {client, clientPort: clientPort(random), server: servers.www, serverPort: 80};
      const alert = random.chance(0.03) ? signatures.slowloris : undefined;
      const connection = {
        start: time,
        ...ends,
        transport: "TCP" as const,
        app: "http",
        ...sizes,
        outcome: "reset" as const
      };
      const flow = border.connect(connection, alert);
      if (!random.chance(0.4)) continue;
      const fields = {
        hostname: "www.campus.example",
        url: "/",
        http_method: "GET",
        protocol: "HTTP/1.1",
        status: 408,
        length: 0
      };
      border.transaction(flow, sizes.duration, "http", {tx_id: 0, http: fields});
    }
  }
};
