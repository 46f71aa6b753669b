import type {GroupTail} from "../../../src/engine/evaluate/calibration-check.js";
import {type EvaluationRow, evaluationRow, meanOf} from "../../../src/engine/evaluate/evaluation-rows.js";
import {byMeasure, type JudgedDetector} from "../../../src/engine/evaluate/judge.js";
import {type Measure, measureNames} from "../../../src/engine/evaluate/measures.js";
import type {
  DetectorEvaluation,
  ProtocolFigures,
  SliceFigures,
  SliceInfo
} from "../../../src/engine/evaluate/published-evaluation.js";
import {raisedSeverities, type SeverityLine} from "../../../src/engine/evaluate/severity-table.js";
import type {SliceMeasures} from "../../../src/engine/evaluate/slices.js";
import type {AssessedSlice} from "./assess-scores.js";
import type {AssessedDetector} from "./evaluate-family.js";
import type {JudgedFamily} from "./judge-family.js";

/**
 * One detector's figures, for the page and for the table.
 * @param protocols the detector under each protocol, headline first.
 */
export function describeDetector(
  family: string,
  detector: string,
  protocols: readonly AssessedDetector[],
  judged: JudgedFamily,
  tails: readonly GroupTail[]
): {readonly evaluation: DetectorEvaluation | null; readonly rows: readonly EvaluationRow[]} {
  const [headline] = protocols;
  const whole = judged.all.detectors[detector];
  const first = headline?.assessed[0];
  if (headline === undefined || whole === undefined || first === undefined)
    return {evaluation: null, rows: []};
  const all = headline.assessed.flatMap(({slices}) => slices[0] ?? []);
  return {
    evaluation: {
      detector,
      headline: whole.measures,
      bySeed: whole.bySeed,
      difference: whole.difference,
      protocols: protocols.flatMap(describeProtocol),
      severities: {
        lines: first.slices[0]?.severities ?? [],
        falseAlertsBySeed: raisedSeverities.map((_, s) =>
          all.map(({severities}) => severities[s]?.falsePositives ?? 0)
        )
      },
      roc: first.roc,
      precisionRecall: first.precisionRecall,
      calibration: first.calibration,
      tails,
      slices: describeSlices(detector, headline, judged)
    },
    rows: protocols.flatMap(one => listRows(family, detector, one, one === headline ? judged : null))
  };
}

function applicationOf(judged: JudgedFamily, slice: AssessedSlice, detector: string): JudgedDetector | null {
  if (slice.kind !== "application") return null;
  return judged.applications.get(slice.name)?.detectors[detector] ?? null;
}

/** Means over the seeds; null where a class is missing. */
function meanMeasures(
  values: readonly (SliceMeasures | null)[]
): Readonly<Record<Measure | "prevalence", number>> | null {
  const mean = (measure: Measure | "prevalence") => meanOf(values.map(one => one?.[measure] ?? null));
  const prevalence = mean("prevalence");
  if (prevalence === null) return null;
  return {prevalence, ...byMeasure(measure => mean(measure) ?? 0)};
}

function describeProtocol({plan, assessed}: AssessedDetector): ProtocolFigures[] {
  const all = assessed.flatMap(({slices}) => slices[0] ?? []);
  const [first] = all;
  const calibrated = meanMeasures(all.map(one => one.calibrated));
  const raw = meanMeasures(all.map(one => one.raw));
  if (first === undefined || calibrated === null || raw === null) return [];
  const {prevalence, ...figures} = calibrated;
  const {prevalence: _, ...rawFigures} = raw;
  const {rows, attacks} = first;
  return [{protocol: plan.protocol, calibrated: figures, raw: rawFigures, prevalence, rows, attacks}];
}

/** Whether a slice is on the page: the others are the headline, or too many. */
function isOnPage({kind}: AssessedSlice): boolean {
  return kind !== "all" && kind !== "dataset_application";
}

/** What the slices of a detector's figures are; the same for every detector. */
export function listSlices(headline: AssessedDetector | undefined): readonly SliceInfo[] {
  const slices = headline?.assessed[0]?.slices.filter(isOnPage) ?? [];
  return slices.map(({kind, name, rows, attacks}) => ({kind, slice: name, rows, attacks}));
}

function describeSlices(detector: string, {assessed}: AssessedDetector, judged: JudgedFamily): SliceFigures {
  const slices = assessed[0]?.slices.filter(isOnPage) ?? [];
  const seeds = assessed.map(one => one.slices.filter(isOnPage));
  const means = slices.map((_, i) => meanMeasures(seeds.map(own => own[i]?.calibrated ?? null)));
  return {
    measures: byMeasure(measure => means.map(mean => mean?.[measure] ?? null)),
    rocAucInterval: slices.map(slice => {
      const roc = applicationOf(judged, slice, detector)?.measures.roc_auc;
      return roc ? [roc.low, roc.high] : null;
    }),
    recall: slices.map(({attacks, severities}) =>
      attacks === 0 ? null : severities.map(({recall}) => recall ?? 0)
    ),
    falseAlerts: slices.map(({severities}) => severities.map(({falsePositives}) => falsePositives))
  };
}

/** What a severity's line says, as measures of the table; "_high" means at severity high and above. */
const severityMeasures: Readonly<Record<string, (line: SeverityLine) => number | null>> = {
  precision: line => line.precision,
  recall: line => line.recall,
  f1: line => line.f1,
  alerts_per_day: line => line.alertsPerDay,
  false_alerts: line => line.falsePositives,
  false_alerts_per_million: line => line.falsePerMillion
};

function listRows(
  family: string,
  detector: string,
  {plan, assessed}: AssessedDetector,
  judged: JudgedFamily | null
): EvaluationRow[] {
  const rows: EvaluationRow[] = [];
  assessed[0]?.slices.forEach((slice, i) => {
    const bySeed = assessed.flatMap(({slices}) => slices[i] ?? []);
    const context = {
      family,
      protocol: plan.protocol,
      detector,
      slice_kind: slice.kind,
      slice: slice.name,
      rows: slice.rows,
      attacks: slice.attacks
    };
    const intervals =
      slice.kind === "all"
        ? judged?.all.detectors[detector]
        : judged && applicationOf(judged, slice, detector);
    const calibrated = meanMeasures(bySeed.map(one => one.calibrated));
    const raw = meanMeasures(bySeed.map(one => one.raw));
    for (const measure of measureNames) {
      const interval = intervals?.measures[measure] ?? null;
      rows.push(evaluationRow(context, measure, calibrated?.[measure] ?? null, interval));
      rows.push(evaluationRow(context, `${measure}_raw`, raw?.[measure] ?? null));
      const difference = slice.kind === "all" ? intervals?.difference?.[measure] : undefined;
      if (difference) {
        rows.push(evaluationRow(context, `${measure}_less_isolation_forest`, difference.value, difference));
      }
    }
    rows.push(evaluationRow(context, "prevalence", slice.attacks / slice.rows));
    raisedSeverities.forEach((severity, s) => {
      for (const [name, read] of Object.entries(severityMeasures)) {
        const values = bySeed.map(({severities}) => {
          const line = severities[s];
          return line ? read(line) : null;
        });
        rows.push(evaluationRow(context, `${name}_${severity}`, meanOf(values)));
      }
    });
  });
  return rows;
}
