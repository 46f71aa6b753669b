import {techniqueName} from "../attack/techniques.js";
import {type Family, listed, unexplained, unusual} from "./families.js";
import type {Incident} from "./incident.js";

/** What a reader is told of a family of techniques, in plain words. */
interface Advice {
  /** What was done, as a title begins: "Password guessing". */
  readonly doing: string;
  /** What it means when it is what it looks like. */
  readonly meaning: string;
  /** What to do first when it is low or medium. */
  readonly quiet: string;
  /** What to do first when it is high or critical. */
  readonly grave: string;
}

const advice = (doing: string, meaning: string, quiet: string, grave: string): Advice => ({
  doing,
  meaning,
  quiet,
  grave
});

/** One row per family: what it is, what it means, what to do first when it is quiet, and when it is grave. */
const table: Readonly<Record<Family | "unusual" | "listed" | "unexplained" | "other", Advice>> = {
  scanning: advice(
    "Scan",
    "Somebody looks for services that answer. Nothing is taken by it, but it often comes before something else.",
    "Nothing at once. See whether what was found open should be, and whether the source comes back.",
    "List what answered the source, close what should not be open, and watch the source at the border."
  ),
  guessing: advice(
    "Password guessing",
    "Somebody tries user names and passwords until one fits.",
    "Nothing at once. Make sure that these logins are limited in rate and need a second factor or a key.",
    "Block the source at the border, look for accepted logins from it, and have accounts that it got into change their passwords."
  ),
  login: advice(
    "Login out of the ordinary",
    "An account was used in a way that is unlike its owner.",
    "Ask the account's owner whether it was them.",
    "Ask the account's owner now by telephone; when it was not them, end its sessions, lock it and see what it reached."
  ),
  shell: advice(
    "Commands or files on a host",
    "Somebody who is in ran commands or brought files along.",
    "On a honeypot: keep the files and the addresses that they came from, and look for both in campus traffic.",
    "On a machine of yours: take it off the network, keep its memory and disk, and look for the same files and addresses elsewhere."
  ),
  exploit: advice(
    "Attack on a service",
    "Somebody sent what a vulnerable service would carry out.",
    "See whether the service is of a version that is vulnerable, and patch it if so.",
    "Read the service's own log for the same minutes to see what it answered; patch it, and look for what it did afterwards."
  ),
  privilege: advice(
    "Attempt at administrator rights",
    "An account tried to become more than it is.",
    "Ask the account's owner; a mistyped command is the usual reason.",
    "Lock the account, see what ran with administrator rights on that host, and look for new accounts and keys."
  ),
  lateral: advice(
    "Movement between campus hosts",
    "Somebody inside tries to get from one machine to others.",
    "See whether an administrator did it.",
    "Isolate the source, list the machines that let it in, and reset the accounts that it used."
  ),
  control: advice(
    "Contact with a control server",
    "A campus host calls outside in a way that remotely controlled malware does.",
    "Find out which program on the host makes these connections.",
    "Isolate the host, block the server at the border, and look for other hosts that speak to it."
  ),
  tunnel: advice(
    "Data hidden in another protocol",
    "Traffic carries something else than its protocol is for, as when data leaves in the names of DNS queries.",
    "Find out which program on the host asks, and for whose domain.",
    "Isolate the host, block the domain at the resolver, and estimate from its queries how much left."
  ),
  generated: advice(
    "Search for a control server by generated names",
    "A host asks for many names that do not exist, as malware does that invents the names of its servers.",
    "Scan the host for malware.",
    "Isolate the host and scan it for malware; block the names that resolved."
  ),
  exfiltration: advice(
    "Data leaving the campus",
    "A host sends much to an address outside, or in an unusual way.",
    "Ask the host's owner whether it is a backup or an upload.",
    "Stop the transfer, find out what was read before it, and tell whoever has to be told of lost data."
  ),
  denial: advice(
    "Denial of service",
    "Somebody tries to make a service unreachable.",
    "See whether the service still answers; nothing more is needed when it does.",
    "Ask your provider to filter, limit connections per source, and look at what else happens meanwhile: floods are used to distract."
  ),
  proxy: advice(
    "Use as a proxy",
    "Somebody has their traffic passed on to others, in the name of your address.",
    "On a honeypot: nothing; what was asked for tells what they are after.",
    "Close the proxy, and see what was done through it in your name."
  ),
  unusual: advice(
    "Unexplained unusual traffic",
    "A model finds it unlike what is usual here; no rule says what it is.",
    "Look at what makes it unusual, and at who the source is.",
    "Look at what makes it unusual; find out which program or person made it before anything else."
  ),
  listed: advice(
    "Contact from a listed address",
    "Somebody else's list knows the address; what it did here says nothing by itself.",
    "Nothing at once: lists are long and grow old.",
    "See what the address reached, and block it if nobody needs it."
  ),
  unexplained: advice(
    "Sensor's signature",
    "A rule of the sensor fired that stands for no technique of attack.",
    "Nothing. If it fires all the time, tune it at the sensor.",
    "Read the signature's own documentation, and see which hosts it is about."
  ),
  other: advice(
    "Finding",
    "A detector found this technique.",
    "Read the finding's reason and the events behind it.",
    "Read the finding's reason and the events behind it, and find out whether the host is still as it should be."
  )
};

function adviceOf({family, technique}: Pick<Incident, "family" | "technique">): Advice {
  if (family.startsWith(unexplained)) return table.unexplained;
  const found = family === unusual || family === listed ? table[family] : table[family as Family];
  if (found) return found;
  return technique ? {...table.other, doing: techniqueName(technique)} : table.other;
}

const number = (count: number) => count.toLocaleString("en-US");

/**
 * The finding in a few words, without addresses, which stand in columns of their own (pages mask some): "Password
 * guessing from 348 sources, with success".
 * @param targets how many it was against; told where it is more than one
 */
export function titleOf(incident: Incident, targets: number, succeeded: boolean | null): string {
  const [strongest] = incident.findings;
  const {doing} = adviceOf(incident);
  const named = incident.family.startsWith(unexplained) ? strongest?.finding : undefined;
  const what = named ?? specificDoing(incident) ?? doing;
  const from = incident.actors.length > 1 ? ` from ${number(incident.actors.length)} sources` : "";
  const single = incident.actors.length === 1 && targets > 1 && !named;
  const where = incident.honeypot ? " on a honeypot" : single ? ` at ${number(targets)} targets` : "";
  return `${what}${where}${from}${succeeded ? ", with success" : ""}`;
}

/** Techniques whose name says more than their family's. */
const specific: Readonly<Record<string, string>> = {
  T1105: "File delivered",
  "T1110.004": "Leaked passwords tried",
  "T1110.003": "One password tried on many accounts",
  T1059: "Commands run in a shell",
  "T1059.004": "Commands run in a shell",
  T1496: "Cryptocurrency miner",
  T1078: "Login accepted",
  "T1071.004": "Data hidden in DNS queries",
  T1499: "Slow denial of service",
  T1210: "Attack on a network service",
  T1190: "Attack on a web application or public service"
};

function specificDoing({technique, honeypot}: Incident): string | undefined {
  // Accepted by a honeypot it is no account's; elsewhere a rule found something odd about it.
  if (technique === "T1078" && !honeypot) return undefined;
  return technique ? specific[technique] : undefined;
}

/** What an incident means, in a sentence. */
export const meaningOf = (incident: Pick<Incident, "family" | "technique">): string =>
  adviceOf(incident).meaning;

/** What to do first, in a sentence. What happens to a honeypot harms nobody, however grave. */
export function recommend(incident: Incident): string {
  const {quiet, grave} = adviceOf(incident);
  return incident.level >= 3 && !incident.honeypot ? grave : quiet;
}
