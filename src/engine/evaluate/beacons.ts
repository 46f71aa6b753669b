import {type AllowList, allowedBy} from "../detect/beacons/allow-list.js";
import {type Judgement, defaults as judgeDefaults, judgePair} from "../detect/beacons/judge-pair.js";
import type {Pair, Recording} from "../detect/beacons/pair.js";
import {ritaDefaults} from "../detect/beacons/rita-defaults.js";
import {createRandom, type Random} from "../random.js";
import {benignKinds, regularKinds, simulateBeacon, type Traffic} from "./beacon-traffic.js";

export const defaults = {
  days: 7,
  /** Beacons per jitter and spread. */
  beacons: 400,
  /** Benign pairs per kind, all with as many calls as a beacon must have. */
  pairs: 1000,
  /** Harmless regular pairs per kind. */
  regular: 100,
  jitters: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
  /** Seconds; periods are spread evenly over their logarithms. */
  shortestPeriod: 30,
  longestPeriod: 6 * 3600,
  /** Share of calls that go missing at most. */
  missing: 0.1
};

export interface BeaconEvaluation {
  /** Of beacons with periods from half a minute to six hours, by jitter. */
  readonly recall: readonly {
    readonly jitter: number;
    readonly spread: "uniform" | "gaussian";
    readonly beacons: number;
    /** Found as beacons; found by RITA's score alone, at its low and its medium category. */
    readonly found: number;
    readonly ritaLow: number;
    readonly ritaMedium: number;
  }[];
  readonly benign: readonly {
    readonly kind: string;
    readonly pairs: number;
    readonly found: number;
    readonly ritaLow: number;
    readonly ritaMedium: number;
  }[];
  /** False positives per thousand benign pairs. */
  readonly perThousand: {readonly found: number; readonly ritaLow: number; readonly ritaMedium: number};
  /** Harmless traffic that is as regular as beacons: found, and of these let pass by the allow-list. */
  readonly regular: readonly {
    readonly kind: string;
    readonly pairs: number;
    readonly found: number;
    readonly allowed: number;
  }[];
}

/**
 * Judges simulated beacons and benign pairs. What a simulation can show is that the rule does what it is meant to; what share
 * of a real campus's pairs is regular and harmless it cannot.
 */
export function evaluateBeacons(
  seed: number,
  allowList: AllowList,
  options: Partial<typeof defaults> = {}
): BeaconEvaluation {
  const {days, beacons, pairs, regular, jitters, shortestPeriod, longestPeriod, missing} = {
    ...defaults,
    ...options
  };
  const random = createRandom(seed);
  const recording: Recording = {segments: [{from: 0, to: days * 86_400}], hosts: 1000, resolution: 1};
  const judge = (traffic: Traffic) => judgePair(pairOf(traffic), recording);

  const recall = (["uniform", "gaussian"] as const).flatMap(spread =>
    jitters.map(jitter => {
      const judged = Array.from({length: beacons}, () => {
        const period = shortestPeriod * (longestPeriod / shortestPeriod) ** random();
        const shape = {period, jitter, spread, missing: missing * random(), constantSize: random() < 0.5};
        return judge(simulateBeacon(random, shape, days * 86_400));
      });
      return {jitter, spread, beacons, ...tally(judged)};
    })
  );
  const benign = Object.entries(benignKinds).map(([kind, simulate]) => ({
    kind,
    pairs,
    ...tally(Array.from({length: pairs}, () => drawLively(random, simulate, days, judge)))
  }));
  const total = (of: (kind: (typeof benign)[number]) => number) =>
    (1000 * benign.reduce((sum, kind) => sum + of(kind), 0)) / (pairs * benign.length);
  return {
    recall,
    benign,
    perThousand: {
      found: total(({found}) => found),
      ritaLow: total(({ritaLow}) => ritaLow),
      ritaMedium: total(({ritaMedium}) => ritaMedium)
    },
    regular: Object.entries(regularKinds).map(([kind, simulate]) => {
      const found = Array.from({length: regular}, () => drawLively(random, simulate, days, judge)).filter(
        ({isBeacon}) => isBeacon
      ).length;
      const allowed =
        allowedBy(allowList, regularSubjects[kind as keyof typeof regularKinds]) === null ? 0 : found;
      return {kind, pairs: regular, found, allowed};
    })
  };
}

/** Pairs with too few calls say nothing of a detector that leaves them out, so that others are drawn in their place. */
function drawLively(
  random: Random,
  simulate: (random: Random, days: number) => Traffic,
  days: number,
  judge: (traffic: Traffic) => Judgement
): Judgement {
  for (;;) {
    const judgement = judge(simulate(random, days));
    if (judgement.calls.length >= judgeDefaults.leastCalls) return judgement;
  }
}

function tally(judged: readonly Judgement[]) {
  const {base, low} = ritaDefaults.thresholds;
  const reaching = (threshold: number) =>
    judged.filter(({rita}) => (rita?.score ?? 0) * 100 >= threshold).length;
  return {
    found: judged.filter(({isBeacon}) => isBeacon).length,
    ritaLow: reaching(base),
    ritaMedium: reaching(low)
  };
}

/** Where harmless regular traffic goes. An open page may be any. */
const regularSubjects = {
  mail: subject("outlook.office365.com", "name", "993/TCP"),
  clock: subject("192.0.2.123", "address", "123/UDP"),
  updates: subject("security.ubuntu.com", "name", "443/TCP"),
  openPage: subject("chat.example.org", "name", "443/TCP")
};

function subject(destination: string, kind: "name" | "address", ports: string) {
  return {source_ip: "10.0.0.1", destination, destination_kind: kind, destination_ip: "192.0.2.123", ports};
}

function pairOf({times, sizes}: Traffic): Pair {
  return {
    id: "simulated",
    dataset: "simulated",
    source: "10.0.0.1",
    destination: "192.0.2.1",
    kind: "address",
    address: "192.0.2.1",
    port: 443,
    ports: ["443/TCP"],
    protocol: "TCP",
    appProtocol: "TLS",
    times,
    sizes,
    callers: 1,
    firstSeen: times[0] ?? 0,
    portCallers: 1000
  };
}
