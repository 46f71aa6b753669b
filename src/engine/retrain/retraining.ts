import type {Database} from "../analysis/database.js";
import type {Progress} from "../analysis/progress.js";
import {collectFeatures, readApplications} from "../analysis/score/collect-features.js";
import {createMemoryStore} from "../analysis/score/row-store.js";
import {createScorer} from "../analysis/score/score-requests.js";
import type {WorkerPool} from "../analysis/workers.js";
import {createApplications, createUsers} from "../build/event-blocks.js";
import {createStagedOfPublished} from "../build/published-staged.js";
import {selectAlertRows, selectMarks, selectSelected} from "../build/retrain-queries.js";
import {rowRanges} from "../build/row-ranges.js";
import type {GroupCalibration} from "../detect/calibration/group-calibration.js";
import type {Severity} from "../event.js";
import type {BusinessHours} from "../features/context.js";
import type {ModelFamily} from "../features/event-block.js";
import type {Selection} from "../selection.js";
import type {AlertChange, Change} from "./change.js";
import {
  type Comparison,
  type EventMarks,
  judgePublished,
  type NoForest,
  type PublishedJudge,
  retrain
} from "./retrain.js";
import type {RetrainSettings} from "./settings.js";

/** A family's published forest. */
export interface PublishedForestFile {
  readonly family: ModelFamily;
  readonly trees: Uint8Array;
  readonly calibration: GroupCalibration | null;
}

export interface RetrainingOptions {
  readonly timeZone: string;
  readonly businessHours: BusinessHours;
  readonly forests: readonly PublishedForestFile[];
  /** Milliseconds from any beginning. */
  readonly now: () => number;
}

/** An alert that only one of the two forests raises, with the event that tells it. */
export interface ListedAlert extends Omit<AlertChange, "row"> {
  readonly event_id: string;
  /** Milliseconds in UTC; null where the log has none. */
  readonly time: number | null;
  readonly source_ip: string | null;
  readonly destination_ip: string | null;
  readonly destination_port: number | null;
  readonly attacker_ip: string | null;
  readonly finding: string;
  /** The gravest published alert about the same attacker in the same hour, whoever raised it. */
  readonly alert_id: string | null;
  readonly alert_severity: Severity | null;
}

export interface ListedChange extends Omit<Change, "gravest"> {
  readonly gravest: readonly ListedAlert[];
}

export type RetrainAnswer = NoForest | ListedComparison;

/** A comparison as a page shows it. */
export interface ListedComparison extends Omit<Comparison, "gained" | "lost" | "seq"> {
  readonly gained: ListedChange;
  readonly lost: ListedChange;
}

export interface Retraining {
  /** Rejects where the family has no published forest. */
  train(settings: RetrainSettings, selection: Selection): Promise<RetrainAnswer>;
}

/** Makes of the published tables in a database (`tables.ts`) what forests learn from, once. */
export async function openRetraining(
  database: Database,
  {timeZone, businessHours, forests, now}: RetrainingOptions,
  progress: Progress
): Promise<Retraining> {
  progress.stage("putting events in order");
  const [counted = {}] = await database.rows("SELECT count(*) AS n FROM events");
  const events = Number(counted.n);
  for (const sql of createStagedOfPublished(rowRanges(events, database.sortedRows))) await database.run(sql);
  await database.run(createUsers);
  await database.run(createApplications);
  // They stand in `staged` and `places` now.
  await database.run("DROP TABLE events; DROP TABLE details; DROP TABLE sources");
  const applications = await readApplications(database);
  const marks = await readMarks(database, events);
  progress.stage("computing features");
  const matrices = await collectFeatures(
    database,
    {timeZone, businessHours, createStore: (_, columns) => createMemoryStore(columns)},
    progress
  );
  // Known once asked for: what the published forest makes of all rows does not change.
  const judges = new Map<ModelFamily, PublishedJudge>();
  const pool = createPoolOfNone();

  return {
    async train(settings, selection) {
      const {family} = settings;
      const matrix = matrices.find(known => known.family === family);
      const forest = forests.find(known => known.family === family);
      if (!matrix || !forest?.trees.length)
        throw new Error(`there is no published forest of ${family} events`);
      const published = judges.get(family) ?? judgePublished(matrix, forest);
      judges.set(family, published);
      const selected = new Uint8Array(marks.alert.length);
      await database.pieces(selectSelected(selection), ([seqs = []], rows) => {
        for (let k = 0; k < rows; ++k) selected[seqs[k] ?? 0] = 1;
      });
      const found = await retrain({matrix, applications, marks, published}, settings, selected, pool, now);
      if ("reason" in found) return found;
      const {seq, ...comparison} = found;
      return {
        ...comparison,
        gained: await listAlerts(database, found.gained, seq),
        lost: await listAlerts(database, found.lost, seq)
      };
    }
  };
}

async function readMarks(database: Database, events: number): Promise<EventMarks> {
  const alert = new Int32Array(events);
  const label = new Uint8Array(events);
  const carried = new Float64Array(events);
  let at = 0;
  await database.pieces(selectMarks, ([alerts = [], labels = [], scores = []], rows) => {
    for (let k = 0; k < rows; ++k, ++at) {
      alert[at] = alerts[k] ?? 0;
      label[at] = labels[k] ?? 0;
      carried[at] = scores[k] ?? Number.NaN;
    }
  });
  return {alert, label, carried};
}

async function listAlerts(database: Database, change: Change, seq: Int32Array): Promise<ListedChange> {
  const seqs = change.gravest.map(({row}) => seq[row] ?? 0);
  const rows = await database.rows(selectAlertRows(seqs));
  const bySeq = new Map(rows.map(row => [Number(row.seq), row]));
  return {
    ...change,
    gravest: change.gravest.map(({row: _, ...own}, i) => {
      const {seq: __, ...known} = bySeq.get(seqs[i] ?? 0) ?? {};
      return {...(known as Omit<ListedAlert, keyof AlertChange>), ...own};
    })
  };
}

/** Does at once what it is asked, on this thread, which is nobody else's. */
function createPoolOfNone(): WorkerPool {
  const score = createScorer(path => {
    throw new Error(`${path}: rows lie in memory here`);
  });
  return {size: 1, run: request => score(request as Parameters<typeof score>[0]) as Promise<never>};
}
