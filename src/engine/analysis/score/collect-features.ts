import type {BusinessHours} from "../../features/context.js";
import {type ModelFamily, modelFamilies} from "../../features/event-block.js";
import {createFeatures, featureSets} from "../../features/features.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";
import {readBlocks} from "./read-blocks.js";
import type {RowStore} from "./row-store.js";

/** One family's feature rows, in the order of its events. */
export interface FeatureMatrix {
  readonly family: ModelFamily;
  readonly columns: number;
  readonly store: RowStore;
  readonly rows: number;
  /** By row: the event's number in `staged`, ascending. */
  readonly seq: Int32Array;
  /** By row: what was reached for, as its id in `applications`. */
  readonly application: Int32Array;
  /** By row: 1 where nothing speaks against the event's source, so that it may serve as benign reference. */
  readonly reference: Uint8Array;
  /** The first row of each day (UTC) on which events of the family were logged, ascending; 0 first. */
  readonly dayStarts: Int32Array;
}

export interface CollectOptions {
  readonly timeZone: string;
  readonly businessHours: BusinessHours;
  /** Makes a place for a family's rows, which are as many floats wide as is said. */
  readonly createStore: (family: ModelFamily, columns: number) => RowStore;
}

const dayMs = 86_400_000;

/** The feature rows of all staged events that belong to a family, family by family. */
export async function collectFeatures(
  database: Database,
  options: CollectOptions,
  progress: Progress
): Promise<readonly FeatureMatrix[]> {
  const writers = modelFamilies.map(family => new MatrixWriter(family, options.createStore));
  const features = createFeatures({timeZone: options.timeZone, businessHours: options.businessHours});
  await readBlocks(database, ({block, application, reference, first}) => {
    for (const {family, rows, index} of features.push(block)) {
      writers
        .find(writer => writer.family === family)
        ?.push(rows, {
          seq: index.map(i => first + i),
          day: Int32Array.from(index, i => Math.floor((block.logged_time[i] ?? 0) / dayMs)),
          application: index.map(i => application[i] ?? 0),
          reference: Uint8Array.from(index, i => reference[i] ?? 0)
        });
    }
    progress.update(`${(first + block.length).toLocaleString("en-US")} events seen`);
  });
  return writers.map(writer => writer.end());
}

/** The names of application groups, by id. */
export async function readApplications(database: Database): Promise<readonly string[]> {
  const rows = await database.rows("SELECT name FROM applications ORDER BY id");
  return rows.map(({name}) => String(name));
}

/** Reads rows `from` up to `to` of a matrix. */
export const readRows = ({store}: FeatureMatrix, from: number, to: number): Float32Array =>
  store.read(from, to);

interface Marks {
  readonly seq: Int32Array;
  readonly day: Int32Array;
  readonly application: Int32Array;
  readonly reference: Uint8Array;
}

class MatrixWriter {
  readonly #store: RowStore;
  readonly #marks: Marks[] = [];
  readonly #dayStarts: number[] = [];
  #day = Number.NEGATIVE_INFINITY;
  #rows = 0;

  constructor(
    readonly family: ModelFamily,
    createStore: CollectOptions["createStore"]
  ) {
    this.#store = createStore(family, featureSets[family].length);
  }

  push(rows: Float32Array, marks: Marks): void {
    this.#store.push(rows);
    // Events come as they were logged, so that days only go up; one without any time stays with the day before it.
    marks.day.forEach((day, i) => {
      if (!(day > this.#day)) return;
      this.#day = day;
      this.#dayStarts.push(this.#rows + i);
    });
    this.#marks.push(marks);
    this.#rows += marks.seq.length;
  }

  end(): FeatureMatrix {
    this.#store.end();
    const seq = new Int32Array(this.#rows);
    const application = new Int32Array(this.#rows);
    const reference = new Uint8Array(this.#rows);
    let at = 0;
    for (const marks of this.#marks) {
      seq.set(marks.seq, at);
      application.set(marks.application, at);
      reference.set(marks.reference, at);
      at += marks.seq.length;
    }
    return {
      family: this.family,
      columns: featureSets[this.family].length,
      store: this.#store,
      rows: this.#rows,
      seq,
      application,
      reference,
      dayStarts: Int32Array.from(this.#dayStarts)
    };
  }
}
