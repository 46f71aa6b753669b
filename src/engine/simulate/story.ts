import {Random} from "./random.js";
import {attacks} from "./scenarios/index.js";
import {honeypot, type World} from "./world.js";

const hour = 3_600_000;

/** One event of the week as a reader is told about it. */
export interface Chapter {
  readonly scenario: string;
  /** Milliseconds in UTC, half-open. */
  readonly from: number;
  readonly to: number;
  readonly what: string;
  /** Addresses; a short selection where there are hundreds. */
  readonly attackers: readonly string[];
  readonly victims: readonly string[];
  readonly campaign: string | null;
}

interface Plan {
  readonly scenario: string;
  /** Hours after the week's start; Monday 00:00 UTC is Sunday evening on campus. */
  readonly at: number;
  readonly hours?: number;
  readonly campaign: string;
  readonly what: string;
}

const day = (n: number, h: number): number => 24 * n + h;

/** The intrusion: from a scan on Monday to a flood on Saturday that hides what left on Friday night. */
const intrusion = "night-heron";

const plans: readonly Plan[] = [
  {
    scenario: "port-scan",
    at: day(0, 14.2),
    campaign: intrusion,
    what: "Monday morning: one address scans every public host of the campus in half an hour."
  },
  {
    scenario: "slow-scan",
    at: day(0, 18),
    campaign: "patient-survey",
    what: "From Monday on: another address sends one probe every quarter of an hour."
  },
  {
    scenario: "patient-guessing",
    at: day(0, 6),
    campaign: "patient-survey",
    what: "All week: a dozen addresses guess a few passwords a day at accounts that exist."
  },
  {
    scenario: "credential-stuffing",
    at: day(1, 2.5),
    campaign: intrusion,
    what: "Monday night: leaked passwords are tried from 420 addresses at the VPN and the portal; five fit."
  },
  {
    scenario: "brute-force",
    at: day(1, 17),
    campaign: "lime-harbour",
    what: "Tuesday noon: five neighbouring addresses guess SSH passwords for three hours; none fits."
  },
  {
    scenario: "vpn-takeover",
    at: day(2, 2.8),
    campaign: intrusion,
    what: "Tuesday night: a stolen staff account enters the VPN from another country, minutes after its owner left."
  },
  {
    scenario: "lateral-movement",
    at: day(2, 3),
    campaign: intrusion,
    what: "The intruder tries shares and shells in the server network; the application server lets it in."
  },
  {
    scenario: "privilege-escalation",
    at: day(2, 3.8),
    campaign: intrusion,
    what: "On the application server it becomes root and leaves an account to come back with."
  },
  {
    scenario: "command-and-control",
    at: day(2, 5),
    campaign: intrusion,
    what: "From Wednesday to Saturday two implants call home, every five and every fifteen minutes."
  },
  {
    scenario: "sql-injection",
    at: day(2, 15.5),
    campaign: "paper-wasp",
    what: "Wednesday: a tool tries SQL injection on the library catalogue."
  },
  {
    scenario: "cross-site-scripting",
    at: day(2, 18),
    campaign: "paper-wasp",
    what: "The same address tries script tags in search and guest book."
  },
  {
    scenario: "dns-tunnel",
    at: day(3, 6),
    campaign: intrusion,
    what: "Thursday, before dawn: data leaves the application server in the names of DNS queries."
  },
  {
    scenario: "generated-domains",
    at: day(3, 14),
    campaign: "loose-laptop",
    what: "Thursday: a student's laptop asks for hundreds of names that do not exist."
  },
  {
    scenario: "slowloris",
    at: day(3, 19),
    campaign: "paper-wasp",
    what: "Thursday afternoon: six clients hold the web server's connections open."
  },
  {
    scenario: "shared-account",
    at: day(4, 22),
    campaign: "lent-password",
    what: "Friday evening: one student account is on the VPN from four countries."
  },
  {
    scenario: "exfiltration",
    at: day(5, 3),
    campaign: intrusion,
    what: "Friday night: gigabytes leave the application server for an address nobody has dealt with before."
  },
  {
    scenario: "denial-of-service",
    at: day(5, 18),
    campaign: intrusion,
    what: "Saturday: nine hundred addresses flood the web servers, as a distraction."
  }
];

/** Few enough addresses to read, as they are; the first of hundreds. */
const selection = (addresses: readonly string[]): readonly string[] =>
  addresses.length > 20 ? addresses.slice(0, 10) : addresses;

/** The week's chapters in a given world, in order of time. Background traffic has no chapter but the honeypot's. */
export function story(world: World, start: number, days: number): Chapter[] {
  const end = start + days * 24 * hour;
  const chapters = plans.map(({scenario, at, hours, campaign, what}) => {
    const found = attacks.find(attack => attack.name === scenario);
    if (!found) throw new RangeError(`unknown scenario: "${scenario}"`);
    const from = start + at * hour;
    const to = from + (hours ?? found.hours) * hour;
    const attackers = selection(found.attackers(world));
    return {scenario, from, to, what, attackers, victims: found.victims(world), campaign};
  });
  const always = {
    scenario: "honeypot-shell",
    from: start,
    to: end,
    what: "All week: bots from many countries on the T-Pot sensor beside the campus.",
    attackers: world.bots.slice(0, 5).map(bot => bot.address),
    victims: [honeypot],
    campaign: null
  };
  return [always, ...chapters.sort((a, b) => a.from - b.from)].filter(chapter => chapter.from < end);
}

/** The random stream of one scenario run: its own, so that changing one scenario leaves the others as they were. */
export const streamOf = (seed: number, scenario: string, at: number): Random =>
  new Random(seed).fork(`${scenario}@${Math.round(at / 60_000)}`);
