import {closeSync, openSync, readSync, writeSync} from "node:fs";
import {join} from "node:path";
import type {BusinessHours} from "../../src/engine/features/context.js";
import {type ModelFamily, modelFamilies} from "../../src/engine/features/event-block.js";
import {createFeatures, featureSets} from "../../src/engine/features/features.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";
import {readBlocks} from "./read-blocks.js";

/** One family's feature rows, in the order of its events. They lie in a file, because five million of them are a gigabyte. */
export interface FeatureMatrix {
  readonly family: ModelFamily;
  /** Row-major 32-bit floats, `columns` wide. */
  readonly path: string;
  readonly columns: number;
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
  /** Directory for the matrices. */
  readonly scratch: string;
}

const dayMs = 86_400_000;

/** The feature rows of all staged events that belong to a family, family by family. */
export async function collectFeatures(
  database: Database,
  options: CollectOptions,
  progress: Progress
): Promise<readonly FeatureMatrix[]> {
  const writers = modelFamilies.map(family => new MatrixWriter(family, options.scratch));
  const features = createFeatures({timeZone: options.timeZone, businessHours: options.businessHours});
  for await (const {block, application, reference, first} of readBlocks(database)) {
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
  }
  return writers.map(writer => writer.end());
}

/** The names of application groups, by id. */
export async function readApplications(database: Database): Promise<readonly string[]> {
  const rows = await database.rows("SELECT name FROM applications ORDER BY id");
  return rows.map(({name}) => String(name));
}

/** Reads rows `from` up to `to` of a matrix. */
export function readRows({path, columns}: FeatureMatrix, from: number, to: number): Float32Array {
  const rows = new Float32Array((to - from) * columns);
  const bytes = new Uint8Array(rows.buffer);
  const file = openSync(path, "r");
  try {
    for (let at = 0; at < bytes.length; ) {
      const read = readSync(file, bytes, at, bytes.length - at, from * columns * 4 + at);
      if (read === 0)
        throw new Error(`${path}: cut short, ${from + Math.floor(at / columns / 4)} rows in it`);
      at += read;
    }
  } finally {
    closeSync(file);
  }
  return rows;
}

interface Marks {
  readonly seq: Int32Array;
  readonly day: Int32Array;
  readonly application: Int32Array;
  readonly reference: Uint8Array;
}

class MatrixWriter {
  readonly #path: string;
  readonly #file: number;
  readonly #marks: Marks[] = [];
  readonly #dayStarts: number[] = [];
  #day = Number.NEGATIVE_INFINITY;
  #rows = 0;

  constructor(
    readonly family: ModelFamily,
    directory: string
  ) {
    this.#path = join(directory, `${family}.f32`);
    this.#file = openSync(this.#path, "w");
  }

  push(rows: Float32Array, marks: Marks): void {
    writeSync(this.#file, new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
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
    closeSync(this.#file);
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
      path: this.#path,
      columns: featureSets[this.family].length,
      rows: this.#rows,
      seq,
      application,
      reference,
      dayStarts: Int32Array.from(this.#dayStarts)
    };
  }
}
