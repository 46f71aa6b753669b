import type {Interval} from "../../../src/engine/evaluate/bootstrap.js";
import type {PatternEvaluation} from "../../../src/engine/evaluate/pattern-evaluation.js";
import {severities} from "../../../src/engine/event.js";
import {share, table} from "./text-table.js";

/** What rules, lists and patterns are worth, for a terminal. */
export function summarizePatterns(patterns: PatternEvaluation): string {
  const {detectors, attacks, beacons, bursts, sequences, incidents} = patterns;
  const found = detectors.map(({detector, level, events, attacks, normal}) => [
    detector,
    severities[level] ?? "",
    String(events),
    String(attacks),
    String(normal),
    share(attacks + normal === 0 ? null : attacks / (attacks + normal))
  ]);
  const types = attacks.map(({type, events, attackers, found, foundHigh}) => [
    type,
    String(events),
    `${found} of ${attackers}`,
    `${foundHigh} of ${attackers}`
  ]);
  const jitters = beacons.recall.map(({jitter, spread, beacons, found, ritaLow}) => [
    `${Math.round(100 * jitter)}% ${spread}`,
    share(found / beacons),
    share(ritaLow / beacons)
  ]);
  const {perThousand} = beacons;
  return [
    `What rules, lists and patterns found, events\n${table([["detector", "level", "events", "attacks", "normal", "precision"], ...found])}`,
    `Attacks, by parties that evidence is about\n${table([["type", "events", "any level", "high and above"], ...types])}`,
    `Beacons, simulated: recall by jitter; false positives per thousand benign pairs ${perThousand.found.toFixed(2)}, by RITA's score alone ${perThousand.ritaLow.toFixed(0)}\n${table([["jitter", "recall", "RITA's score from low"], ...jitters])}`,
    `Bursts, simulated: ${bursts.found} of ${bursts.injected} found, ${bursts.withinWindow} within one window of their begin, ${bursts.false} false in ${bursts.days} days`,
    ...sequences.map(
      ({kind, sequences, attacks, ngram, gru, gain, chosen, reason}) =>
        `Sequences of ${kind} (${sequences}, ${attacks} attacks), PR-AUC: n-gram ${cell(ngram)}, recurrent network ${cell(gru)}, gain ${cell(gain)}: ${chosen}. ${reason}`
    ),
    ...(incidents === null
      ? []
      : [
          `Incidents: ${incidents.events} events, ${incidents.alerts} alerts, ${incidents.incidents} incidents (one in ${Math.round(incidents.events / incidents.incidents)} events), ${incidents.campaigns} campaigns; ${incidents.covered} of ${incidents.attacks} attacks are in one, and of ${incidents.attackers} attackers ${incidents.alerted} are alerted and ${incidents.inIncidents} in one`
        ])
  ].join("\n\n");
}

const cell = (interval: Interval | null) =>
  interval === null
    ? "-"
    : `${interval.value.toFixed(3)} [${interval.low.toFixed(3)}, ${interval.high.toFixed(3)}]`;
