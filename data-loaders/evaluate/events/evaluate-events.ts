import {mostLearnt as mostLearntByOthers} from "../../../src/engine/analysis/score/score-events.js";
import {calibrationFolds} from "../../../src/engine/analysis/score/score-matrix.js";
import {defaultDetectors} from "../../../src/engine/detect/default-detectors.js";
import {detectors} from "../../../src/engine/detect/detectors.js";
import {defaults as bootstrapDefaults} from "../../../src/engine/evaluate/bootstrap.js";
import {comparePublished} from "../../../src/engine/evaluate/compare-published.js";
import type {EvaluationRow} from "../../../src/engine/evaluate/evaluation-rows.js";
import {protocolMeanings} from "../../../src/engine/evaluate/protocols.js";
import type {
  PublishedComparison,
  PublishedEvaluation
} from "../../../src/engine/evaluate/published-evaluation.js";
import type {SliceKind} from "../../../src/engine/evaluate/slices.js";
import {openCache} from "../../cache.js";
import {openDatabase} from "../../database.js";
import {findInput} from "../../input.js";
import {UsageError} from "../../options.js";
import {paths} from "../../paths.js";
import type {Progress} from "../../progress.js";
import {readVersion} from "../../version.js";
import {createWorkerPool} from "../../workers/pool.js";
import {type EvaluatedFamily, evaluateFamily} from "./evaluate-family.js";
import {loadEvents} from "./load-events.js";
import type {EventOptions} from "./options.js";
import {publishEvaluation} from "./publish-evaluation.js";
import {type DetectorPlan, mostLearnt, reference} from "./score-family.js";

/** How a detector is run that takes long, or need not be run often. */
interface Economy {
  readonly seeds: number;
  /** Benign rows of each application that it is calibrated on at most. */
  readonly mostCalibrated: number;
  /** As in a build; all that it draws by default. */
  readonly mostLearnt?: number;
  readonly calibrationFolds: number;
  readonly why: string;
}

export const defaults = {
  economies: {
    knn: {
      seeds: 2,
      mostLearnt: mostLearntByOthers,
      mostCalibrated: 4000,
      calibrationFolds: calibrationFolds.others,
      why: "is slow"
    },
    combined: {seeds: 1, mostCalibrated: 4000, calibrationFolds: 2, why: "is slow"},
    one_class_svm: {seeds: 2, mostCalibrated: 4000, calibrationFolds: 3, why: "is slow"},
    // These draw nothing at random but the rows that they are fitted to, which are nearly all there are.
    mahalanobis: {
      seeds: 1,
      mostCalibrated: 1e9,
      calibrationFolds: calibrationFolds.forest,
      why: "hardly depends on the seed"
    },
    ecod: {
      seeds: 1,
      mostCalibrated: 1e9,
      calibrationFolds: calibrationFolds.forest,
      why: "hardly depends on the seed"
    }
  } as Readonly<Record<string, Economy>>,
  /** Parts of days that benign scores are learnt from, as many as a build's. */
  calibrationFolds: calibrationFolds.forest,
  quick: {
    replicates: 50,
    mostLearnt: 16_384,
    detectors: Object.values(defaultDetectors).map(({name}) => name)
  }
} as const;

/** Evaluates the detectors on logs with labels, and publishes what came of it. */
export async function evaluateEvents(
  options: EventOptions,
  progress: Progress
): Promise<PublishedEvaluation> {
  const plans = planDetectors(options);
  const replicates = options.quick ? defaults.quick.replicates : bootstrapDefaults.replicates;
  const cache = await openCache(options.cache ? paths.cache : null);
  const database = await openDatabase(cache.scratch, options.workers);
  const pool = createWorkerPool(new URL("./worker.js", import.meta.url), options.workers);
  try {
    progress.stage("input");
    const input = await findInput(options.input, options.seed, made =>
      progress.update(`simulating a week of logs, ${Math.round(100 * made)}%`)
    );
    progress.update(input.path);
    const loaded = await loadEvents(database, input, options, cache, progress);
    progress.stage("evaluate");
    const families: EvaluatedFamily[] = [];
    for (const family of loaded.families) {
      const familyOptions = {detectors: plans, seed: options.seed, replicates, quick: options.quick};
      families.push(await evaluateFamily(family, familyOptions, pool, detail => progress.update(detail)));
    }
    const evaluations = families.map(({evaluation}) => evaluation);
    const rows = [...families.flatMap(family => family.rows), ...loaded.patternRows];
    const published: PublishedEvaluation = {
      stamp: {
        input: loaded.input,
        origin: input.simulation === null ? "recorded" : "simulated",
        version: await readVersion(),
        seed: options.seed,
        seeds: options.seeds,
        replicates,
        quick: options.quick
      },
      detectors: plans.map(({name, label, seeds}) => ({name, label, seeds: seeds.length})),
      protocols: protocolMeanings,
      families: evaluations,
      bruteForce: loaded.bruteForce,
      patterns: loaded.patterns,
      published: loaded.hasIscx ? compare(rows, input.simulation === null) : null,
      notes: listNotes(plans, options)
    };
    progress.stage("publish");
    await publishEvaluation(database, options.output, cache.scratch, published, rows);
    progress.update(`${rows.length.toLocaleString("en-US")} figures in ${options.output}`);
    progress.end();
    return published;
  } finally {
    await pool.close();
    database.close();
    await cache.close();
  }
}

/** The headline figures of applications, beside published ones. */
function compare(rows: readonly EvaluationRow[], isRecorded: boolean): PublishedComparison {
  const find = (kind: SliceKind, slice: string) =>
    rows.find(
      row =>
        row.family === "flow" &&
        row.protocol === "leave_one_day_out" &&
        row.detector === reference &&
        row.slice_kind === kind &&
        row.slice === slice &&
        row.measure === "roc_auc"
    )?.value ?? null;
  return comparePublished(reference, isRecorded, application => ({
    iscx: find("dataset_application", `iscx ${application}`),
    all: find("application", application)
  }));
}

function planDetectors({seed, seeds, quick, detectors: wanted}: EventOptions): readonly DetectorPlan[] {
  const known = detectors.map(({name}) => name);
  const unknown = wanted?.find(name => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`unknown detector: "${unknown}"; expected ${known.join(", ")}`);
  }
  const chosen: readonly string[] = wanted ?? (quick ? defaults.quick.detectors : known);
  const all = Array.from({length: seeds}, (_, k) => seed + k);
  return detectors
    .filter(({name}) => name === reference || chosen.includes(name))
    .map(({name, label}) => {
      const economy = defaults.economies[name];
      return {
        name,
        label,
        isSpared: economy !== undefined,
        seeds: all.slice(0, economy?.seeds),
        mostLearnt: quick ? defaults.quick.mostLearnt : (economy?.mostLearnt ?? mostLearnt),
        mostCalibrated: economy?.mostCalibrated ?? Number.POSITIVE_INFINITY,
        calibrationFolds: economy?.calibrationFolds ?? defaults.calibrationFolds
      };
    });
}

/** What a reader should know of how this was measured. */
function listNotes(plans: readonly DetectorPlan[], {seeds, quick}: EventOptions): readonly string[] {
  return [
    "Detectors learn from, and are calibrated on, events of which nothing but the truth says that they are attacks; truth is only used to judge.",
    "Precision, recall and false alerts count events; alerts on the pages merge those of one attacker and hour.",
    ...plans.flatMap(({name, label, seeds: own}) => {
      const economy = defaults.economies[name];
      if (economy === undefined) return [];
      const {why, mostCalibrated, calibrationFolds} = economy;
      const seedsSaid = `${label} ${why}: it ran with ${own.length} of ${seeds} seeds`;
      if (calibrationFolds === defaults.calibrationFolds) return [`${seedsSaid}.`];
      return [
        `${seedsSaid} and was calibrated on ${mostCalibrated} benign events of each application at most, by models of ${calibrationFolds} parts of the days.`
      ];
    }),
    ...(quick
      ? [
          `Quick: one seed, ${defaults.quick.replicates} resamples, models of ${defaults.quick.mostLearnt} events, few detectors, and nothing but the headline protocol.`
        ]
      : [])
  ];
}
