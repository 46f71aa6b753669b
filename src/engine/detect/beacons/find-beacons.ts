import type {Beacon} from "./beacon.js";
import {type Explained, explainBeacon, remarkOnBeacon} from "./explain-beacon.js";
import {countFanOut, type FanOut} from "./fan-out.js";
import {defaults, type Judgement, judgePair} from "./judge-pair.js";
import type {Pair, Recording} from "./pair.js";
import {ritaDefaults} from "./rita-defaults.js";
import {round3} from "./statistical-score.js";
import {firstSeenModifier, prevalenceModifier, severityOf, threatOf} from "./threat.js";
import {unusualPort} from "./unusual-port.js";

/** What an unusual port adds to the threat, as much as a rare destination does. */
const portChange = ritaDefaults.modifiers.prevalence.change;

export interface BeaconFinder {
  /** @throws Error for a pair of a dataset without a recording */
  add(pair: Pair): void;
  /** Rows in the order in which their pairs came. */
  finish(): Beacon[];
}

/**
 * Judges pairs one by one, forgetting those that are neither a beacon nor of any category by RITA's score, and makes a row of
 * each other when all are known, because fan-out takes all. Nothing is allowed yet (`applyAllowList`).
 *
 * @param recordings by dataset
 */
export function createBeaconFinder(recordings: ReadonlyMap<string, Recording>): BeaconFinder {
  const kept: {judgement: Judgement; recording: Recording}[] = [];
  return {
    add(pair) {
      const recording = recordings.get(pair.dataset);
      if (recording === undefined) {
        throw new Error(`pair ${pair.id}: no recording of dataset "${pair.dataset}"; expected one`);
      }
      const judgement = judgePair(pair, recording);
      const score = judgement.rita?.score ?? 0;
      if (judgement.isBeacon || score * 100 >= ritaDefaults.thresholds.base)
        kept.push({judgement, recording});
    },
    finish() {
      const fanOutOf = countFanOut(kept.map(({judgement}) => judgement));
      return kept.map(({judgement, recording}) => describe(judgement, recording, fanOutOf(judgement)));
    }
  };
}

/** `createBeaconFinder` for pairs that are all at hand. */
export function findBeacons(pairs: Iterable<Pair>, recordings: ReadonlyMap<string, Recording>): Beacon[] {
  const finder = createBeaconFinder(recordings);
  for (const pair of pairs) finder.add(pair);
  return finder.finish();
}

function describe(judgement: Judgement, recording: Recording, fanOut: FanOut): Beacon {
  const {pair, segment, times, rita, regularity, intervals, sizes, isBeacon} = judgement;
  const {hosts} = recording;
  const portScore = unusualPort(pair.appProtocol, pair.port, pair.portCallers, hosts);
  const prevalence = Math.min(1, pair.callers / Math.max(1, hosts));
  const days = (from: number) => (segment.to - from) / 86_400;
  const ritaThreat = threatOf(rita?.score ?? 0);
  const modifiers =
    prevalenceModifier(prevalence) +
    firstSeenModifier(days(pair.firstSeen), days(segment.from)) +
    (portScore === 1 ? portChange : 0);
  // A beacon that RITA's day is too short for is of the lowest category before anything is added.
  const base = isBeacon ? Math.max(ritaDefaults.categories.low, ritaThreat) : ritaThreat;
  const threat = base === 0 ? 0 : Math.min(1, Math.max(0, base + modifiers));
  const severity = severityOf(threat);
  const score = (value: number | null | undefined) =>
    value === null || value === undefined ? null : round3(value);
  const row: Explained = {
    pair_id: pair.id,
    dataset: pair.dataset,
    source_ip: pair.source,
    destination: pair.destination,
    destination_kind: pair.kind,
    destination_ip: pair.address,
    destination_port: pair.port,
    ports: pair.ports.join(" "),
    protocol: pair.protocol,
    app_protocol: pair.appProtocol,
    first_time: (times[0] ?? 0) * 1000,
    last_time: (times[times.length - 1] ?? 0) * 1000,
    connections: times.length,
    calls: judgement.calls.length,
    is_beacon: isBeacon,
    gate: judgement.gate,
    severity: isBeacon && severity === "none" ? "low" : severity,
    threat: round3(threat),
    rita_score: rita?.score ?? null,
    rita_severity: rita === null || rita.score === null ? null : severityOf(ritaThreat),
    timestamp_score: score(rita?.timestamp),
    size_score: score(rita?.size),
    duration_score: score(rita?.duration),
    histogram_score: score(rita?.histogram),
    scored_from: rita === null ? null : rita.window.from * 1000,
    histogram: rita === null ? null : JSON.stringify(rita.bars.counts),
    period: regularity?.period ?? null,
    regularity: score(regularity?.share),
    interval_spread: score(regularity?.spread),
    // Logarithms differ in their last bits between engines.
    significance: regularity === null ? null : Math.round(regularity.significance * 100) / 100,
    hours: round3(judgement.hours),
    intervals: intervals === null ? null : JSON.stringify(intervals.counts),
    interval_mode: intervals?.mode ?? null,
    interval_min: intervals?.min ?? null,
    interval_max: intervals?.max ?? null,
    interval_deviation: intervals?.deviation ?? null,
    size_mode: sizes?.mode ?? null,
    size_median: sizes?.median ?? null,
    callers: pair.callers,
    prevalence: Math.round(prevalence * 1e6) / 1e6,
    low_and_slow:
      isBeacon && regularity !== null && regularity.period >= defaults.slow
        ? round3(Math.min(1, regularity.significance / 10))
        : 0,
    fan_out: fanOut.destinations === 0 ? 0 : round3(1 - 1 / fanOut.destinations),
    fan_in: fanOut.hosts === 0 ? 0 : round3(1 - 1 / fanOut.hosts),
    rare_destination: hosts <= 1 ? 0 : round3(Math.max(0, 1 - Math.log(pair.callers) / Math.log(hosts))),
    unusual_port: portScore,
    technique: isBeacon ? techniqueOf(pair.appProtocol, portScore) : null,
    allowed_by: null
  };
  return {...row, reason: explainBeacon(row), remarks: remarkOnBeacon(row, fanOut, hosts)};
}

/** https://attack.mitre.org/techniques/T1071/ and https://attack.mitre.org/techniques/T1571/ */
function techniqueOf(appProtocol: string | null, portScore: number): string {
  if (portScore === 1) return "T1571";
  if (appProtocol === "DNS") return "T1071.004";
  return ["HTTP", "HTTPS", "HTTP2", "TLS", "QUIC"].includes(appProtocol ?? "") ? "T1071.001" : "T1071";
}
