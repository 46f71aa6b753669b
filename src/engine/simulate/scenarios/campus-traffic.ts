import {homeNetworks, hostIn} from "../countries.js";
import {Border} from "../observe/border.js";
import {dns, http, imap, ntp, smb, smtp, ssh, tls, visit} from "../observe/exchanges.js";
import type {Random} from "../random.js";
import {arrivals, campusRhythm, officeRhythm, type Rhythm, shareOfWeek, steadyRhythm} from "../rhythm.js";
import type {Scenario, ScenarioContext} from "../scenario.js";
import {servers, vpnPool} from "../world.js";

/** One thing people and machines do all week: how often in a full-size week, when, and what it looks like. */
interface Habit {
  readonly perWeek: number;
  readonly rhythm: Rhythm;
  act(at: Moment): void;
}

interface Moment {
  readonly time: number;
  readonly random: Random;
  readonly border: Border;
  readonly world: ScenarioContext["world"];
  /** Clients of the border that the habit belongs to. */
  readonly clients: readonly string[];
}

const paths =
  "/ /index.html /news /courses/catalog?id=311 /library/search?q=biology /events?month=3 /img/logo.png /about".split(
    " "
  );

const browse: Habit["act"] = ({time, random, border, world, clients}) => {
  const service = random.weighted(world.services);
  visit(
    border,
    random,
    {time, client: random.skewed(clients), server: random.pick(service.addresses)},
    service.name
  );
};

const fetchPage: Habit["act"] = ({time, random, border, world, clients}) => {
  const service = random.weighted(world.services);
  const pair = {time, client: random.skewed(clients), server: random.pick(service.addresses)};
  if (random.chance(0.5)) {
    const question = {name: service.name, answer: pair.server};
    dns(border, random, {...pair, time: time - 60, server: servers.dns}, question);
  }
  const status = random.chance(0.93) ? 200 : random.pick([304, 404, 302]);
  http(border, random, pair, {
    host: service.name,
    url: random.pick(paths),
    status,
    image: random.chance(0.25)
  });
};

const lookUp: Habit["act"] = ({time, random, border, world, clients}) => {
  const service = random.weighted(world.services);
  const missing = random.chance(0.02);
  const name = missing ? `wpad.${random.pick(["dorm", "lib", "lab"])}.campus.example` : service.name;
  const pair = {time, client: random.skewed(clients), server: servers.dns};
  dns(border, random, pair, {
    name,
    type: random.chance(0.25) ? "AAAA" : "A",
    answer: missing ? "" : random.pick(service.addresses)
  });
};

const setClock: Habit["act"] = ({time, random, border, world, clients}) => {
  const clock = world.services.find(service => service.name.startsWith("time."));
  if (clock)
    ntp(border, random, {time, client: random.skewed(clients), server: random.pick(clock.addresses)});
};

/** What the main border's Suricata sees. */
const mainHabits: readonly Habit[] = [
  {perWeek: 16_200, rhythm: campusRhythm, act: browse},
  {perWeek: 5400, rhythm: campusRhythm, act: fetchPage},
  {perWeek: 5600, rhythm: campusRhythm, act: lookUp},
  {perWeek: 3400, rhythm: steadyRhythm, act: setClock},
  {perWeek: 6800, rhythm: campusRhythm, act: visitCampusSite},
  {
    perWeek: 1500,
    rhythm: officeRhythm,
    act: ({time, random, border, world}) => {
      const server = random.pick(random.weighted(world.services).addresses);
      const [from, to] = random.chance(0.55) ? [server, servers.mail] : [servers.mail, server];
      smtp(border, random, {time, client: from, server: to});
    }
  },
  {
    perWeek: 3800,
    rhythm: officeRhythm,
    act: ({time, random, border, clients}) =>
      imap(border, random, {time, client: random.skewed(clients), server: servers.mail})
  },
  {
    perWeek: 2900,
    rhythm: officeRhythm,
    act: ({time, random, border, clients}) => {
      const share = random.pick(["home", "departments", "software", "IPC$"]);
      smb(border, random, {time, client: random.skewed(clients), server: servers.files}, {share});
    }
  },
  {perWeek: 170, rhythm: steadyRhythm, act: backUp}
];

/** What the research park's QRadar sees. */
const researchHabits: readonly Habit[] = [
  {perWeek: 11_800, rhythm: campusRhythm, act: browse},
  {perWeek: 7600, rhythm: campusRhythm, act: fetchPage},
  {perWeek: 3200, rhythm: campusRhythm, act: lookUp},
  {perWeek: 2600, rhythm: steadyRhythm, act: setClock},
  {
    perWeek: 2400,
    rhythm: officeRhythm,
    act: ({time, random, border, clients}) =>
      imap(border, random, {time, client: random.skewed(clients), server: servers.mail})
  },
  {
    perWeek: 2600,
    rhythm: officeRhythm,
    act: ({time, random, border, clients}) =>
      smb(border, random, {time, client: random.skewed(clients), server: servers.files}, {share: "projects"})
  },
  {
    perWeek: 900,
    rhythm: campusRhythm,
    act: ({time, random, border, clients}) =>
      ssh(
        border,
        random,
        {time, client: random.skewed(clients), server: servers.compute},
        {software: "OpenSSH_9.6"}
      )
  },
  {
    perWeek: 1900,
    rhythm: campusRhythm,
    act: ({time, random, border}) => {
      const pair = {time, client: hostIn(random, homeNetworks), server: servers.researchWeb};
      http(border, random, pair, {host: "data.campus.example", url: random.pick(paths)});
    }
  }
];

/** The campus at work: browsing, mail, names, clocks, shares, at both borders. */
export const campusTraffic: Scenario = {
  name: "campus-traffic",
  title: "Ordinary traffic of the campus",
  attack_type: null,
  hours: 24,
  run(context) {
    const {random, world, emit} = context;
    const border = new Border(random, emit, null);
    for (const [habits, clients] of [
      [mainHabits, world.clients],
      [researchHabits, world.researchClients]
    ] as const) {
      for (const habit of habits) {
        const count = habit.perWeek * context.scale * shareOfWeek(context.from, context.to, habit.rhythm);
        for (const time of arrivals(random, context.from, context.to, count, habit.rhythm)) {
          habit.act({time, random, border, world, clients});
        }
      }
    }
    keepAlives(context, border);
    offsiteBackup(context, border);
  }
};

/** A few machines ask their vendor for news twice an hour, on the minute: beacons, and harmless. */
function keepAlives({random, world, from, to, scale}: ScenarioContext, border: Border): void {
  const period = 1_800_000 / Math.max(0.1, Math.min(1, scale));
  const service = world.services.find(found => found.name.startsWith("updates."));
  for (const [i, client] of world.clients.slice(-5).entries()) {
    const server = service?.addresses[i % service.addresses.length];
    if (service === undefined || server === undefined) return;
    for (let time = from + i * 77_000; time < to; time += period) {
      const shape = {bytesOut: 900, bytesIn: 1400, duration: 0.4, spread: 0.15};
      tls(border, random, {time: time + random.between(0, 2500), client, server}, {sni: service.name, shape});
    }
  }
}

/** Every night the backup host sends gigabytes to a storage service, as it did every night before. */
function offsiteBackup({random, world, from, to}: ScenarioContext, border: Border): void {
  const service = world.services.find(found => found.name.startsWith("files."));
  const server = service?.addresses[0];
  if (service === undefined || server === undefined) return;
  for (let time = from + 6.5 * 3_600_000; time < to; time += 86_400_000) {
    const shape = {bytesOut: 2_600_000_000, bytesIn: 9_000_000, duration: 2400, spread: 0.1};
    tls(
      border,
      random,
      {time: time + random.between(0, 60_000), client: servers.backup, server},
      {sni: service.name, shape}
    );
  }
}

/** People at home, and VPN users, read the university's own site. */
function visitCampusSite({time, random, border, world}: Moment): void {
  const outside = random.chance(0.8);
  const client = outside ? random.pick(world.users).homeAddress : `${vpnPool}.${random.integer(10, 250)}`;
  const server = random.pick([servers.www, servers.www, servers.portal]);
  if (server === servers.www && random.chance(0.3)) {
    http(border, random, {time, client, server}, {host: "www.campus.example", url: random.pick(paths)});
  } else {
    const sni = server === servers.www ? "www.campus.example" : "portal.campus.example";
    tls(border, random, {time, client, server}, {sni});
  }
}

/** About once an hour a server copies itself to the backup host: large, regular, and nothing to worry about. */
function backUp({time, random, border}: Moment): void {
  const client = random.pick([servers.files, servers.database, servers.app]);
  const shape = {bytesOut: 60_000_000, bytesIn: 90_000, duration: 260, spread: 0.4};
  ssh(border, random, {time, client, server: servers.backup}, {software: "OpenSSH_9.6p1", shape});
}
