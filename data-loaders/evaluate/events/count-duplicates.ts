import {findDuplicates} from "../../../src/engine/evaluate/duplicates.js";
import {takeRows} from "../../../src/engine/evaluate/folds.js";
import type {Split} from "../../../src/engine/evaluate/protocols.js";
import type {LabelledFamily} from "./labelled-events.js";
import {referencesOf} from "./score-event-split.js";

/** Counts rows that are judged although the model was shown their equal. */
export interface DuplicatesRequest {
  readonly kind: "duplicates";
  readonly data: LabelledFamily;
  readonly splits: readonly Split[];
}

export interface DuplicatesReply {
  readonly judged: number;
  readonly seen: number;
}

export function countDuplicates({data, splits}: DuplicatesRequest): DuplicatesReply {
  const columns = data.names.length;
  const take = (rows: Int32Array) => takeRows(data.rows, columns, rows);
  let judged = 0;
  let seen = 0;
  for (const {train, test} of splits) {
    judged += test.length;
    seen += findDuplicates(take(referencesOf(data, train)), take(test), columns).count;
  }
  return {judged, seen};
}
