import {
  createBurstCounts,
  createBurstMakers,
  createBurstSources,
  createBurstSpans,
  createBursts,
  insertBurstEvidence,
  type SeriesBurst,
  selectBurstCounts,
  selectBurstSeries
} from "../../detect/bursts/queries.js";
import {findBurstsAtWidths} from "../../detect/bursts/widths.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";

/**
 * Looks for bursts in `logs`: of all events together, of each dataset, service and source country. Creates `bursts` and
 * `burst_sources`, and adds to `evidence`. Returns how many there are.
 */
export async function findBursts(database: Database, progress: Progress): Promise<number> {
  await database.run(createBurstCounts);
  const series = await database.rows(selectBurstSeries);
  progress.update(`bursts in ${series.length} series`);
  const found: SeriesBurst[] = [];
  for (const row of series) {
    const kind = String(row.kind);
    const value = String(row.value);
    // Bins without events have no row, so that a stray date decades away costs nothing.
    const counts = await database.rows(selectBurstCounts(kind, value));
    const bins = counts.map(({start, events}) => ({start: Number(start), events: Number(events)}));
    for (const burst of findBurstsAtWidths(bins)) found.push({...burst, kind, value});
  }
  await database.run(createBurstSpans(found));
  await database.run(createBurstMakers);
  await database.run(createBursts);
  await database.run(createBurstSources);
  await database.run(insertBurstEvidence);
  for (const table of ["burst_counts", "burst_spans", "burst_makers"])
    await database.run(`DROP TABLE ${table}`);
  return found.length;
}
