import {bisectLeft} from "d3-array";
import type {Replay} from "../../engine/replay/frame.js";
import type {LatestEvent} from "../../engine/replay/queries.js";
import {latestQuery} from "../../engine/replay/queries.js";
import type {Selection} from "../../engine/selection.js";
import type {Workbench} from "../workbench/workbench.js";

/** Anomalous events of a replay, by their places in the table `events`, read in pages ahead of the playhead. */
export interface AnomalousEvents {
  /** These events in the order given where they are in memory; else null, and `onRead` is called once they are. */
  look(rows: readonly number[]): readonly LatestEvent[] | null;
}

/** Events of a page: at 50,000 events a second, of which a tenth are anomalous, two pages a second. */
const pageLength = 2048;
/** Pages kept; the least recently read leave first. */
const mostPages = 24;

/**
 * @param onRead told when a page has come that was looked for
 * @param onError told why one could not be read
 */
export function anomalousEvents(
  {anomalous, columns}: Replay,
  workbench: Workbench,
  selection: Selection,
  {onRead, onError}: {readonly onRead: () => void; readonly onError: (error: unknown) => void}
): AnomalousEvents {
  const places = Int32Array.from(anomalous, event => columns.rows[event] ?? -1);
  const pages = new Map<number, ReadonlyMap<number, LatestEvent> | "reading">();

  async function read(page: number): Promise<void> {
    const first = places[page * pageLength];
    if (first === undefined || pages.has(page)) return;
    pages.set(page, "reading");
    const last = places[Math.min(places.length, (page + 1) * pageLength) - 1] ?? first;
    try {
      const events = await workbench.ask<LatestEvent>(latestQuery(selection, first, last)).rows;
      pages.set(page, new Map(events.map(event => [Number(event.row), event])));
      for (const old of pages.keys()) {
        if (pages.size <= mostPages) break;
        if (old !== page && pages.get(old) !== "reading") pages.delete(old);
      }
      onRead();
    } catch (error) {
      pages.delete(page);
      onError(error);
    }
  }

  return {
    look(rows) {
      const found = rows.map(row => {
        const page = Math.floor(bisectLeft(places, row) / pageLength);
        const events = pages.get(page);
        if (events === undefined) void read(page);
        return events === undefined || events === "reading" ? undefined : events.get(row);
      });
      const [latest = places[0] ?? 0] = rows;
      // The pages that a playhead comes to next.
      const here = Math.floor(bisectLeft(places, latest) / pageLength);
      for (const page of [here, here + 1, here + 2]) void read(page);
      const known = found.filter(event => event !== undefined);
      return known.length === rows.length ? known : null;
    }
  };
}
