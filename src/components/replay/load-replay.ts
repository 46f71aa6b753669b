import {type BurstRow, burstsQuery} from "../../engine/build/selected-bursts.js";
import type {Dataset} from "../../engine/event.js";
import {
  type Block,
  blockQueries,
  createColumns,
  type ExtentRow,
  extentQuery,
  type NameRow,
  namesQuery,
  type ReplayColumns,
  readNames,
  writeBlock
} from "../../engine/replay/columns.js";
import {type AlertRow, alertsQuery} from "../../engine/replay/queries.js";
import type {RecordedBurst, Recording} from "../../engine/replay/recording.js";
import type {Selection} from "../../engine/selection.js";
import type {Workbench} from "../workbench/workbench.js";

/**
 * The selected events with all that a replay shows of them. Nothing is asked for afterwards.
 * @param onProgress is told the share of the events that has been read, 0 to 1, after each block of them
 */
export async function loadRecording(
  workbench: Workbench,
  selection: Selection,
  onProgress: (share: number) => void = () => {}
): Promise<Recording> {
  const [columns, alerts, bursts] = await Promise.all([
    loadColumns(workbench, selection, onProgress),
    workbench.ask<AlertRow>(alertsQuery(selection)).rows,
    workbench.ask<BurstRow>(burstsQuery(selection)).rows
  ]);
  return {
    columns,
    alerts: alerts.map(({event_time, ...alert}) => ({
      ...alert,
      row: Number(alert.row),
      time: Number(event_time)
    })),
    bursts: bursts.map(recordBurst).sort((a, b) => a.from - b.from || b.strength - a.strength),
    sessions: []
  };
}

async function loadColumns(
  workbench: Workbench,
  selection: Selection,
  onProgress: (share: number) => void
): Promise<ReplayColumns> {
  const [named, [extent = {events: 0, first: null, last: null}]] = await Promise.all([
    workbench.ask<NameRow>(namesQuery).rows,
    workbench.ask<ExtentRow>(extentQuery(selection)).rows
  ]);
  const names = readNames(named);
  const columns = createColumns(extent.events);
  let read = 0;
  for (const query of blockQueries(selection, names, extent)) {
    const block = (await workbench.askColumns(query)) as Block;
    writeBlock(columns, block, read);
    read += block.rows.length;
    onProgress(read / extent.events);
  }
  return {...columns, names};
}

function recordBurst({
  burst_id,
  dataset,
  start_time,
  end_time,
  events,
  expected,
  strength,
  top_source
}: BurstRow): RecordedBurst {
  return {
    burst_id,
    dataset: dataset as Dataset,
    from: Number(start_time),
    to: Number(end_time),
    events: Number(events),
    expected,
    strength,
    top_source
  };
}
