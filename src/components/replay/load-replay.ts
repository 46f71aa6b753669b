import {type BurstRow, burstsQuery} from "../../engine/build/selected-bursts.js";
import type {Block} from "../../engine/replay/columns.js";
import {blocksQuery, placesQuery, readColumns} from "../../engine/replay/columns.js";
import type {Replay} from "../../engine/replay/frame.js";
import {createReplay} from "../../engine/replay/frame.js";
import type {Selection} from "../../engine/selection.js";
import type {Workbench} from "../workbench/workbench.js";

export interface LoadedReplay {
  readonly replay: Replay;
  /** Of the selected window and datasets, the strongest first. */
  readonly bursts: readonly BurstRow[];
}

/** The selected events as a replay. All that its frames count is in memory afterwards; only details are asked for later. */
export async function loadReplay(workbench: Workbench, selection: Selection): Promise<LoadedReplay> {
  const [blocks, places, bursts] = await Promise.all([
    workbench.ask<Block>(blocksQuery(selection)).rows,
    workbench.ask<{readonly country: string | null}>(placesQuery).rows,
    workbench.ask<BurstRow>(burstsQuery(selection)).rows
  ]);
  const columns = readColumns(
    blocks,
    places.map(({country}) => country)
  );
  return {replay: createReplay(columns), bursts};
}
