import type {Interval} from "../../../src/engine/evaluate/bootstrap.js";
import {measureLabels, measureNames} from "../../../src/engine/evaluate/measures.js";
import type {
  FamilyEvaluation,
  PublishedEvaluation
} from "../../../src/engine/evaluate/published-evaluation.js";

import {summarizePatterns} from "./summarize-patterns.js";
import {share, table} from "./text-table.js";

/** The evaluation for a terminal. */
export function summarizeEvents({
  families,
  bruteForce,
  patterns,
  published,
  notes
}: PublishedEvaluation): string {
  const parts = families.map(summarizeFamily);
  const hours = bruteForce.by.flatMap(({alerts, lines}) =>
    lines.map(({severity, found, raised, actual, precision, recall, bySize, falsePositives}) => [
      alerts,
      severity,
      `${found} of ${raised}`,
      `${found} of ${actual}`,
      share(precision),
      share(recall),
      bySize.map(size => `${size.found}/${size.actual}`).join(" "),
      falsePositives
        .slice(0, 3)
        .map(({type, count}) => `${count} ${type}`)
        .join(", ")
    ])
  );
  if (hours.length > 0) {
    parts.push(
      `Brute force on campus hosts, per source and hour\n${table([["alerts", "severity", "right", "found", "precision", "recall", "of 1-2, 3-9, 10+ attempts", "false positives"], ...hours])}`
    );
  }
  if (published !== null) {
    const lines = published.lines.map(({name, theirs, ours, oursAllSensors}) => [
      name,
      theirs.toFixed(3),
      share(ours),
      share(oursAllSensors)
    ]);
    parts.push(
      `ROC-AUC per application (${published.title})\n${table([["", "Marteau 2017", "ours", "ours, all sensors"], ...lines])}`
    );
  }
  parts.push(summarizePatterns(patterns));
  return [...parts, notes.join("\n")].join("\n\n");
}

function summarizeFamily(family: FamilyEvaluation): string {
  const title = `${family.family}: ${family.rows} events, ${family.attacks} attacks, ${family.references} taken for benign (${family.contaminated} of them attacks)`;
  if (family.unjudged !== null) return `${title}\nnot judged: ${family.unjudged}`;
  const cell = ({value, low, high}: Interval) =>
    `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
  const headline = family.detectors.map(({detector, headline}) => [
    detector,
    ...measureNames.map(measure => cell(headline[measure]))
  ]);
  const others = family.detectors.flatMap(({detector, protocols}) =>
    protocols.map(({protocol, calibrated, raw}) => [
      detector,
      protocol,
      ...measureNames.map(measure => calibrated[measure].toFixed(3)),
      raw.roc_auc.toFixed(3)
    ])
  );
  const severities = family.detectors.flatMap(({detector, severities}) =>
    severities.lines.map((line, s) => [
      detector,
      line.severity,
      share(line.precision),
      share(line.recall),
      share(line.f1),
      line.alertsPerDay.toFixed(1),
      `${line.falsePositives} (${line.bounds.low}-${line.bounds.high}) ${line.within}`,
      (severities.falseAlertsBySeed[s] ?? []).join(" ")
    ])
  );
  const names = measureNames.map(measure => measureLabels[measure]);
  return [
    title,
    table([["leave one day out", ...names], ...headline]),
    table([["", "protocol", ...names, "raw ROC-AUC"], ...others]),
    table([
      ["", "severity", "precision", "recall", "F1", "alerts/day", "false (99% bounds)", "by seed"],
      ...severities
    ]),
    ...family.controls.map(
      ({name, value, low, high, verdict}) => `control ${name}: ${cell({value, low, high})} ${verdict}`
    ),
    ...family.duplicates.map(
      ({protocol, judged, seen}) => `${protocol}: ${seen} of ${judged} judged rows equal one learnt from`
    ),
    ...summarizeRest(family),
    ...(family.winner ? [`best: ${family.winner.detector}. ${family.winner.reason}`] : []),
    family.verdict ?? ""
  ].join("\n");
}

/** What the known-attack classifier says of types it was not taught, what dropped features change, and drift. */
function summarizeRest({knownAttacks, dropped, drift}: FamilyEvaluation): string[] {
  const lines: string[] = [];
  if (knownAttacks !== null) {
    const types = knownAttacks.unseenTypes.map(({type, calledNormal, unknown}) => [
      type,
      share(1 - calledNormal),
      share(unknown)
    ]);
    lines.push(
      table([["known-attack classifier, type not taught", "not called normal", "unknown"], ...types])
    );
  }
  if (dropped !== null) {
    const changes = dropped.lines.map(({name, kind, change}) => [
      `${kind} ${name}`,
      ...measureNames.map(measure => change[measure].toFixed(3))
    ]);
    const spread = measureNames.map(measure => dropped.seedSpread[measure].toFixed(3));
    const head = [`${dropped.detector} without`, ...measureNames.map(measure => measureLabels[measure])];
    lines.push(table([head, ...changes, ["(spread between seeds)", ...spread]]));
  }
  if (drift !== null) {
    const moved = drift.features.filter(({drift, calendar}) => drift !== "none" && !calendar);
    const list = moved.map(({feature, index}) => `${feature} ${index.toFixed(2)}`).join(", ");
    lines.push(
      `drift of features (PSI from 0.1): ${list || "none"}; ADWIN: ${drift.all.count} changes of all scores, ${drift.references.count} of those taken for benign`
    );
  }
  return lines;
}
