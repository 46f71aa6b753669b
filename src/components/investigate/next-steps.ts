import {formatCount, formatPlural} from "../format.js";

/** What was found, as far as it calls for something. */
export interface Facts {
  /** The address looked at; null: many. */
  readonly address: string | null;
  /** Its campus site; null outside. */
  readonly site: string | null;
  /** Incidents in which a login of it was accepted. */
  readonly got_in: number;
  /** Accounts that let it in, on real machines. */
  readonly accounts: readonly string[];
  /** Different files that it left on honeypots. */
  readonly files: number;
  /** Sessions in which commands were typed. */
  readonly typed: number;
  /** Alerts at high or critical. */
  readonly grave: number;
  /** Events that were let through, and blocked; null where no log says. */
  readonly allowed: number | null;
  readonly blocked: number | null;
  readonly list_events: number;
  readonly beacons: number;
  readonly targets: number;
  /** Whether all of its alerts are a honeypot's. */
  readonly honeypot_only: boolean;
  /** Other sources of its /24 or /64 with alerts. */
  readonly neighbours: number;
}

/** A thing to do, with the reason and where on this page to look. */
export interface NextStep {
  readonly todo: string;
  readonly why: string;
  /** The tab that shows it. */
  readonly tab: string;
}

const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** What to do about what was found, the most urgent first; each only where something was found that calls for it. */
export function nextSteps(facts: Facts): readonly NextStep[] {
  const {
    address,
    site,
    got_in,
    accounts,
    files,
    typed,
    grave,
    allowed,
    blocked,
    list_events,
    beacons,
    targets,
    honeypot_only,
    neighbours
  } = facts;
  const steps: NextStep[] = [];
  const isOurs = site !== null;
  if (got_in > 0)
    steps.push({
      todo: `Reset the ${accounts.length === 0 ? "accounts that let it in" : `${accounts.length === 1 ? "password" : "passwords"} of ${listed(accounts)}`}, end their open connections, and look for what was done with them since`,
      why: `one of its logins was accepted while it attacked, in ${formatPlural(got_in, "incident")}`,
      tab: "timeline"
    });
  if (isOurs && grave > 0)
    steps.push({
      todo: "Take this host off the network and keep its memory and disk as they are",
      why: `it belongs to the campus (${site}), and ${formatPlural(grave, "alert")} about it ${grave === 1 ? "is" : "are"} high or critical`,
      tab: "findings"
    });
  if (beacons > 0)
    steps.push({
      todo: "Find the program that makes these calls, and block where they lead",
      why: `${formatPlural(beacons, "pair")} with it ${beacons === 1 ? "talks" : "talk"} at regular intervals, as malware does that asks for orders`,
      tab: "intelligence"
    });
  if (!isOurs && address !== null && grave > 0 && (allowed === null || allowed > 0))
    steps.push({
      todo: "Block the address at the border",
      why:
        allowed === null
          ? `${formatPlural(grave, "grave alert")}, and no log says that it is blocked`
          : `${formatPlural(grave, "grave alert")}, and ${formatPlural(allowed, "event")} of it ${allowed === 1 ? "was" : "were"} let through`,
      tab: "summary"
    });
  if (list_events > 0)
    steps.push({
      todo: "Look for the listed values in the logs of other machines",
      why: `${formatPlural(list_events, "event")} of it ${list_events === 1 ? "has" : "have"} a value that a list of known-bad indicators holds`,
      tab: "intelligence"
    });
  if (files > 0)
    steps.push({
      todo: "Search your own machines for the hashes of the files that it left",
      why: `it brought ${formatPlural(files, "different file")} to honeypots`,
      tab: "session"
    });
  if (typed > 0)
    steps.push({
      todo: "Read what was typed: addresses and file names in it are worth a hunt",
      why: `commands were typed in ${formatPlural(typed, "session")}`,
      tab: "session"
    });
  if (targets > 10 && !honeypot_only)
    steps.push({
      todo: "Check the targets that answered, not only those that it tried hardest",
      why: `its events were meant for ${formatCount(targets)} different addresses and names`,
      tab: "timeline"
    });
  if (neighbours > 0)
    steps.push({
      todo: "Look at its neighbours before blocking it alone",
      why: `${formatPlural(neighbours, "other source")} of the same network ${neighbours === 1 ? "has" : "have"} alerts too`,
      tab: "related"
    });
  if (blocked !== null && blocked > 0 && allowed === 0)
    steps.push({
      todo: "Nothing more at the border: keep watching",
      why: `all ${formatCount(blocked)} events of it of which a log says so were blocked`,
      tab: "timeline"
    });
  if (honeypot_only)
    steps.push({
      todo: "Make sure that it met nothing but the honeypots",
      why: "everything that was found about it happened there, and harmed nobody by itself",
      tab: "timeline"
    });
  return steps;
}
