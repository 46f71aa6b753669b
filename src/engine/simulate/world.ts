import {homeNetworks, hostIn, hostInCountry, hostileHost, hostingNetworks} from "./countries.js";
import {Random} from "./random.js";

export type Role = "student" | "staff" | "faculty" | "admin";

export interface User {
  readonly name: string;
  readonly role: Role;
  readonly host: string;
  /** The address the user's VPN sessions come from at home. */
  readonly homeAddress: string;
  /** Where a travelling user's VPN sessions come from this week, and the country of that address. */
  readonly travel: {readonly country: string; readonly address: string} | null;
}

/** A service on the internet that the campus uses. */
export interface Service {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly weight: number;
}

/** A bot that knocks on the honeypot and on the campus border all week. */
export interface Bot {
  readonly address: string;
  readonly kind: "shell" | "services" | "both";
  /** How busy it is; heavy-tailed, as on real sensors. */
  readonly weight: number;
  readonly client: number;
}

/** The addresses of the one crew behind the week's story. */
export interface Crew {
  readonly scanner: string;
  readonly slowScanner: string;
  readonly guessers: readonly string[];
  readonly stuffers: readonly string[];
  readonly operator: string;
  readonly control: string;
  readonly controlName: string;
  readonly dropZone: string;
  readonly webAttacker: string;
  readonly flooders: readonly string[];
  readonly slowClients: readonly string[];
  readonly patientGuessers: readonly string[];
}

/** Everything that stays the same all week. Two worlds from one seed are equal. */
export interface World {
  readonly users: readonly User[];
  /** Clients at the main border (Suricata) and in the research park (QRadar). */
  readonly clients: readonly string[];
  readonly researchClients: readonly string[];
  readonly services: readonly Service[];
  readonly bots: readonly Bot[];
  readonly crew: Crew;
  /** The staff member whose password the crew gets to use. */
  readonly victim: User;
  /** A student whose account somebody else uses too. */
  readonly sharedAccount: User;
  /** A student laptop with a bot that generates domain names. */
  readonly infectedClient: string;
  /** A workstation in an office that carries a second implant. */
  readonly infectedWorkstation: string;
}

/** Servers by role. Public ones stand in documentation ranges, so they are nobody's. */
export const servers = {
  www: "192.0.2.10",
  portal: "192.0.2.11",
  vpn: "192.0.2.12",
  mail: "192.0.2.25",
  dns: "192.0.2.53",
  git: "192.0.2.40",
  bastion: "192.0.2.22",
  research: "203.0.113.20",
  researchWeb: "203.0.113.80",
  directory: "10.20.1.10",
  files: "10.20.1.20",
  database: "10.20.1.30",
  backup: "10.20.1.40",
  app: "10.20.1.50",
  compute: "10.30.1.10"
} as const;

/** The T-Pot sensor beside the campus. */
export const honeypot = "198.51.100.66";

/** First address bytes of the pool that VPN clients get. */
export const vpnPool = "10.20.240";

const campus = /^(10\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.)/;
const researchPark = /^(10\.30\.|203\.0\.113\.)/;

export const isCampus = (address: string): boolean => campus.test(address);
export const isResearchPark = (address: string): boolean => researchPark.test(address);

export function createWorld(seed: number): World {
  const random = new Random(seed).fork("world");
  const users = createUsers(random.fork("users"));
  const clients = hosts(random, 900, () => `10.20.${random.integer(16, 199)}.${random.integer(2, 250)}`);
  const staff = users.filter(user => user.role === "staff" && !user.travel);
  const students = users.filter(user => user.role === "student" && !user.travel);
  return {
    users,
    clients,
    researchClients: hosts(random, 260, () => `10.30.${random.integer(8, 47)}.${random.integer(2, 250)}`),
    services: createServices(random.fork("services")),
    bots: createBots(random.fork("bots")),
    crew: createCrew(random.fork("crew")),
    victim: random.pick(staff),
    sharedAccount: random.pick(students),
    infectedClient: random.pick(clients),
    infectedWorkstation: random.pick(clients)
  };
}

function createUsers(random: Random): User[] {
  const users: User[] = [];
  const add = (role: Role, count: number, prefix: string, digits: number): void => {
    const names = new Set<string>();
    while (names.size < count) {
      const name = prefix + random.letters(digits, "0123456789");
      if (names.has(name)) continue;
      names.add(name);
      const country = random.pick(["CA", "GB", "DE", "MX", "JP", "ES", "IT", "FR"]);
      const away = random.chance(role === "faculty" ? 0.08 : 0.008);
      users.push({
        name,
        role,
        host: `10.20.${random.integer(16, 199)}.${random.integer(2, 250)}`,
        homeAddress: hostIn(random, homeNetworks),
        travel: away ? {country, address: hostInCountry(random, country)} : null
      });
    }
  };
  add("student", 560, "s0", 5);
  add("staff", 170, "e0", 4);
  add("faculty", 95, "f0", 4);
  add("admin", 9, "adm0", 1);
  return users;
}

/** Destinations under the reserved name .example, so that no address is taken for a real company's. */
function createServices(random: Random): Service[] {
  const names =
    "video.streamhub cdn.streamhub www.searchly mail.officecloud docs.officecloud login.officecloud chat.teamtalk " +
    "learn.coursepress assets.coursepress api.socialfeed img.socialfeed www.newsdesk static.newsdesk files.boxdrive " +
    "updates.osvendor packages.linuxmirror api.telemetrix fonts.webassets js.webassets ads.adpartner track.adpartner " +
    "www.encyclo music.tunestream game.playverse cdn.playverse code.githost registry.pkghub journals.scholarly " +
    "maps.geoworld weather.skycast shop.bazaar pay.bankline meet.conferly media.conferly push.mobilecloud " +
    "sync.mobilecloud photos.mobilecloud av.securevendor ocsp.certauth time.clockpool";
  return names.split(" ").map((name, rank) => ({
    name: `${name}.example`,
    addresses: Array.from({length: random.integer(1, 4)}, () => hostIn(random, hostingNetworks)),
    weight: 1 / (rank + 3)
  }));
}

function createBots(random: Random): Bot[] {
  return Array.from({length: 1500}, () => ({
    address: hostileHost(random),
    kind: random.weighted([
      {value: "shell" as const, weight: 7},
      {value: "services" as const, weight: 3},
      {value: "both" as const, weight: 1}
    ]).value,
    weight: Math.min(60, random.pareto(1, 1.05)),
    client: random.integer(0, 99)
  }));
}

function createCrew(random: Random): Crew {
  const several = (count: number): string[] => Array.from({length: count}, () => hostileHost(random));
  const guesserNetwork = hostInCountry(random, "CN").split(".").slice(0, 3).join(".");
  return {
    scanner: hostInCountry(random, "NL"),
    slowScanner: hostInCountry(random, "RU"),
    guessers: Array.from({length: 5}, (_, i) => `${guesserNetwork}.${20 + 17 * i + random.integer(0, 9)}`),
    stuffers: several(420),
    operator: hostInCountry(random, "RO"),
    control: hostInCountry(random, "BG"),
    controlName: "static.telemetry-sync.example",
    dropZone: hostInCountry(random, "RU"),
    webAttacker: hostInCountry(random, "VN"),
    flooders: several(900),
    slowClients: several(6),
    patientGuessers: several(14)
  };
}

function hosts(random: Random, count: number, draw: () => string): string[] {
  const found = new Set<string>();
  while (found.size < count) found.add(draw());
  return random.sample([...found], count);
}
