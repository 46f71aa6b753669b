import type {Border} from "../observe/border.js";
import {clientPort, exchange, knock} from "../observe/connection.js";
import {http} from "../observe/exchanges.js";
import {observersOf} from "../observe/observers.js";
import type {Random} from "../random.js";
import {type Attack, type ScenarioContext, scaled} from "../scenario.js";
import {signatures} from "../signatures.js";
import {servers} from "../world.js";

const ports = [
  21, 22, 23, 25, 53, 80, 110, 135, 139, 143, 443, 445, 993, 1433, 3306, 3389, 5432, 5900, 6379, 8080, 8443,
  9200
];
const alive: ReadonlySet<string> = new Set(Object.values(servers));
const open: ReadonlySet<number> = new Set([22, 80, 443]);

/** A fast scan: every public address and the usual ports within minutes. */
export const portScan: Attack = {
  name: "port-scan",
  title: "Fast port scan of the public networks",
  description:
    "One address knocks on the usual ports of every public server, one after the other, to find out which of them answer.",
  attack_type: "Port Scan",
  hours: 0.5,
  attackers: world => [world.crew.scanner],
  victims: () => ["192.0.2.0/24", "203.0.113.0/24"],
  run(context) {
    const {random, from, stretch, world} = context;
    const {border} = observersOf(context, "Port Scan");
    const probes = scaled(context, 2600, 200);
    for (let n = 0; n < probes; ++n) {
      const network = n % 4 === 3 ? "203.0.113" : "192.0.2";
      const target = random.chance(0.3) ? random.pick([...alive]) : `${network}.${random.integer(1, 254)}`;
      if (target.startsWith("10.")) continue;
      probe(border, random, from + (n / probes) * 1_500_000 * stretch, world.crew.scanner, target, 0.035);
    }
    const pair = {time: from + 1_600_000 * stretch, client: world.crew.scanner, server: servers.www};
    const agent = "Mozilla/5.0 (compatible; Nmap Scripting Engine; https://nmap.org/book/nse.html)";
    for (const url of ["/", "/robots.txt", "/.git/HEAD", "/server-status"]) {
      const request = {
        host: servers.www,
        url,
        status: url === "/" ? 200 : 404,
        agent,
        alert: signatures.nmap
      };
      http(border, random, {...pair, time: pair.time + random.between(0, 60_000) * stretch}, request);
    }
  }
};

/** A slow scan: one probe every quarter of an hour, for days, under every threshold. */
export const slowScan: Attack = {
  name: "slow-scan",
  title: "Slow port scan, one probe at a time",
  description:
    "One address tries a single port now and then, for days, so rarely that no rate limit notices.",
  attack_type: "Port Scan",
  hours: 120,
  attackers: world => [world.crew.slowScanner],
  victims: () => ["192.0.2.0/24"],
  run(context) {
    const {border} = observersOf(context, "Port Scan");
    const probes = scaled(context, 480, 60);
    slowly(context, probes, (time, target) =>
      probe(border, context.random, time, context.world.crew.slowScanner, target, 0)
    );
  }
};

function slowly(
  {random, from, to}: ScenarioContext,
  count: number,
  act: (time: number, target: string) => void
): void {
  for (let n = 0; n < count; ++n) {
    const time = from + ((n + random.between(0.1, 0.9)) / count) * (to - from);
    act(time, `192.0.2.${random.integer(1, 254)}`);
  }
}

function probe(
  border: Border,
  random: Random,
  time: number,
  client: string,
  server: string,
  alerts: number
): void {
  const serverPort = random.pick(ports);
  const answers = alive.has(server) && open.has(serverPort);
  const result = answers
    ? {
        ...exchange(random, {bytesOut: 60, bytesIn: 60, duration: 0.2, spread: 0.2}, "TCP"),
        outcome: "reset" as const
      }
    : knock(random, alive.has(server) ? "refused" : "unanswered");
  const ends = {client, clientPort: clientPort(random), server, serverPort};
  const alert = random.chance(alerts) ? signatures.synScan : undefined;
  border.connect({start: time, ...ends, transport: "TCP", app: "failed", ...result}, alert);
}
