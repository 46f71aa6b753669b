import {type Kpis, kpiNames, kpiQuery} from "../../build/kpis.js";
import {buildCube, type Cube, type CubeRow, cubeQuery} from "../../cube.js";
import {findBounds, type Overview, type OverviewWindow} from "../../overview.js";
import {
  presetRange,
  presets,
  previousRange,
  type Selection,
  type SelectionBounds,
  type TimeRange
} from "../../selection.js";
import {inlineParams} from "../../sql.js";
import type {Database} from "../database.js";

const hour = 3_600_000;

const all = (range: TimeRange): Selection => ({...range, datasets: [], severities: [], sources: []});

/** The bounds of the events; of no events, the first hour of 1970, so that every page has something to read against. */
export async function readBounds(database: Database): Promise<SelectionBounds> {
  const rows = await database.rows(`
    SELECT epoch_ms(date_trunc('hour', event_time::TIMESTAMP)) // ${hour} AS hour, count(*) AS n FROM events GROUP BY hour ORDER BY hour
  `);
  const first = Number(rows[0]?.hour ?? 0);
  const last = Number(rows.at(-1)?.hour ?? 0);
  const counts = new Map(rows.map(row => [Number(row.hour), Number(row.n)]));
  // No source believes a date before 1969 or after 2199, so that this is two million hours at most.
  const length = last - first + 1;
  return findBounds(
    first * hour,
    Array.from({length}, (_, i) => counts.get(first + i) ?? 0)
  );
}

/** The headline numbers of the default window and of each preset, each beside the window before it. */
export async function readOverview(database: Database, bounds: SelectionBounds): Promise<Overview> {
  const ranges = [
    bounds.default,
    ...presets.map(p => presetRange(p.name, bounds.data)),
    presetRange("all", bounds.data)
  ];
  const windows: OverviewWindow[] = [];
  for (const range of ranges) {
    if (windows.some(w => w.from === range.from && w.to === range.to)) continue;
    const before = previousRange(range, bounds.data);
    windows.push({
      ...range,
      kpis: await readKpis(database, range),
      previous: before && (await readKpis(database, before))
    });
  }
  return {...bounds, windows};
}

async function readKpis(database: Database, range: TimeRange): Promise<Kpis> {
  const [row = {}] = await database.rows(inlineParams(kpiQuery(all(range))));
  return Object.fromEntries(kpiNames.map(name => [name, Number(row[name] ?? 0)])) as Record<
    keyof Kpis,
    number
  >;
}

export async function readCube(database: Database, bounds: SelectionBounds): Promise<Cube> {
  const rows = await database.rows(inlineParams(cubeQuery(all(bounds.data))));
  return buildCube(rows as CubeRow[], bounds.data.from);
}
