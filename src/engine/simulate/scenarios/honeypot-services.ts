import {Border} from "../observe/border.js";
import {clientPort, knock} from "../observe/connection.js";
import {dionaeaConnection, type Service} from "../observe/honeypot-log.js";
import type {AttackType} from "../record.js";
import {arrivals, shareOfWeek, waveRhythm} from "../rhythm.js";
import type {Scenario} from "../scenario.js";
import {signatures} from "../signatures.js";
import {honeypot} from "../world.js";

const smb: Service = {protocol: "smbd", port: 445, transport: "tcp"};

const services: readonly {service: Service; weight: number; attack_type: AttackType; logins: number}[] = [
  {service: smb, weight: 30, attack_type: "Malware", logins: 0},
  {
    service: {protocol: "mssqld", port: 1433, transport: "tcp"},
    weight: 18,
    attack_type: "Brute Force",
    logins: 1
  },
  {
    service: {protocol: "mysqld", port: 3306, transport: "tcp"},
    weight: 9,
    attack_type: "Brute Force",
    logins: 1
  },
  {service: {protocol: "ftpd", port: 21, transport: "tcp"}, weight: 8, attack_type: "Brute Force", logins: 2},
  {
    service: {protocol: "httpd", port: 80, transport: "tcp"},
    weight: 14,
    attack_type: "Reconnaissance",
    logins: 0
  },
  {
    service: {protocol: "mqttd", port: 1883, transport: "tcp"},
    weight: 4,
    attack_type: "Reconnaissance",
    logins: 0
  },
  {
    service: {protocol: "mongod", port: 27017, transport: "tcp"},
    weight: 4,
    attack_type: "Reconnaissance",
    logins: 0
  },
  {
    service: {protocol: "pptpd", port: 1723, transport: "tcp"},
    weight: 3,
    attack_type: "Reconnaissance",
    logins: 0
  },
  {
    service: {protocol: "epmapper", port: 135, transport: "tcp"},
    weight: 6,
    attack_type: "Reconnaissance",
    logins: 0
  },
  {
    service: {protocol: "TftpServerHandler", port: 69, transport: "udp"},
    weight: 3,
    attack_type: "Reconnaissance",
    logins: 0
  }
];

const accounts: Readonly<Record<string, readonly string[]>> = {
  mssqld: ["sa", "sa", "sa", "kisadmin"],
  mysqld: ["root", "root", "mysql"],
  ftpd: ["anonymous", "admin", "ftp", "www-data"]
};
const passwords = ["", "123456", "sa", "password", "P@ssw0rd", "admin123", "anonymous@", "1qaz2wsx"];

/** Bots on the T-Pot's Dionaea: worms that hammer SMB in bursts, database guessing, and surveys of everything. */
export const honeypotServices: Scenario = {
  name: "honeypot-services",
  title: "Bots on the honeypot's SMB, databases and other services",
  attack_type: null,
  hours: 24,
  run({random, from, to, world, scale, emit}) {
    const bots = world.bots.filter(bot => bot.kind !== "shell");
    const count = 3600 * scale * shareOfWeek(from, to, waveRhythm);
    for (const time of arrivals(random, from, to, count, waveRhythm)) {
      const {address} = random.weighted(bots);
      const {service, attack_type, logins} = random.weighted(services);
      const repeats =
        service === smb && random.chance(0.08)
          ? Math.min(260, Math.round(random.pareto(35, 1.3)))
          : random.integer(1, 3);
      let at = time;
      for (let n = 0; n < repeats; ++n) {
        const credentials = Array.from({length: random.poisson(logins)}, () => ({
          username: random.pick(accounts[service.protocol] ?? ["root"]),
          password: random.pick(passwords)
        }));
        dionaeaConnection(random, emit, attack_type, {time: at, address, service}, credentials);
        at += random.exponential(1800);
      }
      if (!random.chance(0.3)) continue;
      const border = new Border(random, emit, {attack_type, campaign: null});
      const ends = {
        client: address,
        clientPort: clientPort(random),
        server: honeypot,
        serverPort: service.port
      };
      const connection = {
        start: time,
        ...ends,
        transport: "TCP" as const,
        app: "failed",
        ...knock(random, "refused")
      };
      border.alert({id: random.bits() * 1024, connection}, alertFor(service), time + 15);
    }
  }
};

function alertFor({protocol}: Service): typeof signatures.cins {
  switch (protocol) {
    case "mssqld":
      return signatures.mssql;
    case "mysqld":
      return signatures.mysql;
    case "smbd":
      return signatures.eternalBlue;
    default:
      return signatures.cins;
  }
}
