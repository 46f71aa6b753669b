import {type FeatureMatrix, readRows} from "../../../src/engine/analysis/score/collect-features.js";
import type {Category, LabelledRows} from "../../../src/engine/evaluate/labelled-rows.js";
import type {ModelFamily} from "../../../src/engine/features/event-block.js";
import {featureSets} from "../../../src/engine/features/features.js";
import type {Database} from "../../database.js";

/** One family's events with ground truth. */
export interface LabelledFamily extends LabelledRows {
  readonly family: ModelFamily;
  /** By row: the event's number in `staged`. */
  readonly seq: Int32Array;
}

const hour = 3_600_000;

/** The events of a family with what is true of them. */
export async function readLabelled(
  database: Database,
  matrix: FeatureMatrix,
  applications: readonly string[]
): Promise<LabelledFamily> {
  const specs = featureSets[matrix.family];
  const {rows: count, seq} = matrix;
  const marks = await readMarks(database);
  const codes = (pick: (event: number) => number) => Int32Array.from(seq, event => pick(event));
  const cluster = new Map<string, number>();
  return {
    family: matrix.family,
    seq,
    names: specs.map(({name}) => name),
    scales: specs.map(({scale}) => scale),
    rows: readRows(matrix, 0, count),
    attack: Uint8Array.from(seq, event => (marks.attackTypes.codes[event] ? 1 : 0)),
    attackType: {
      names: marks.attackTypes.names,
      codes: codes(event => marks.attackTypes.codes[event] ?? 0)
    },
    application: {names: applications, codes: matrix.application},
    dataset: {names: marks.datasets.names, codes: codes(event => marks.datasets.codes[event] ?? 0)},
    day: codes(event => Math.floor((marks.time[event] ?? 0) / (24 * hour))),
    cluster: codes(event => {
      const key = `${marks.source[event]} ${Math.floor((marks.time[event] ?? 0) / hour)}`;
      const known = cluster.get(key) ?? cluster.size;
      cluster.set(key, known);
      return known;
    }),
    reference: matrix.reference
  };
}

interface Marks {
  /** Milliseconds in UTC. */
  readonly time: Float64Array;
  /** Id of the address; -1 for none. */
  readonly source: Int32Array;
  readonly datasets: Category;
  /** Code 0 is "Normal". */
  readonly attackTypes: Category;
}

async function readMarks(database: Database): Promise<Marks> {
  const [total = {}] = await database.rows("SELECT count(*) AS events FROM staged");
  const events = Number(total.events);
  const names = async (sql: string) => (await database.rows(sql)).map(({name}) => String(name));
  const attackNames = [
    "Normal",
    ...(await names("SELECT DISTINCT attack_type AS name FROM truth ORDER BY name"))
  ];
  const datasetNames = await names("SELECT DISTINCT dataset AS name FROM staged ORDER BY name");
  const marks = {
    time: new Float64Array(events),
    source: new Int32Array(events).fill(-1),
    datasets: {names: datasetNames, codes: new Int32Array(events)},
    attackTypes: {names: attackNames, codes: new Int32Array(events)}
  };
  const attackCode = new Map(attackNames.map((name, code) => [name, code]));
  const datasetCode = new Map(datasetNames.map((name, code) => [name, code]));
  const result = await database.connection.stream(`
    SELECT staged.rowid::INTEGER AS seq, epoch_ms(coalesce(event_time, logged_time))::DOUBLE AS time,
      coalesce(source_id, -1)::INTEGER AS source, dataset, truth.attack_type
    FROM staged LEFT JOIN truth ON truth.seq = staged.rowid
  `);
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    const [seqs = [], times = [], sources = [], datasets = [], types = []] = chunk.getColumns();
    for (let i = 0; i < chunk.rowCount; ++i) {
      const seq = Number(seqs[i]);
      marks.time[seq] = Number(times[i]);
      marks.source[seq] = Number(sources[i]);
      marks.datasets.codes[seq] = datasetCode.get(String(datasets[i])) ?? 0;
      const type = types[i];
      marks.attackTypes.codes[seq] = type === null ? 0 : (attackCode.get(String(type)) ?? 0);
    }
  }
  return marks;
}
