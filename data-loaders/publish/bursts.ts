import {findBursts} from "../../src/engine/detect/bursts/bursts.js";
import type {Database} from "../database.js";

const binMs = 5 * 60_000;
const fiveMinutes = "time_bucket(INTERVAL 5 MINUTES, event_time::TIMESTAMP)";

/** Creates `bursts` from `events`: of each dataset, and, where `dataset` is null, of all together. */
export async function createBursts(database: Database): Promise<void> {
  await database.run(`
    CREATE TABLE spans (dataset VARCHAR, start_time TIMESTAMP_MS, end_time TIMESTAMP_MS, expected DOUBLE, strength DOUBLE)
  `);
  const datasets = await database.rows("SELECT DISTINCT dataset FROM events ORDER BY dataset");
  for (const name of [null, ...datasets.map(row => String(row.dataset))]) {
    // Bins without events have no row, so that a stray date decades away costs nothing.
    const bins = await database.rows(`
      SELECT epoch_ms(${fiveMinutes}) AS start, count(*) AS n FROM events
      WHERE ${name === null ? "true" : `dataset = '${name}'`} GROUP BY start ORDER BY start
    `);
    const counted = bins.map(row => ({start: Number(row.start), events: Number(row.n)}));
    for (const {start, end, expected, strength} of findBursts(counted, binMs)) {
      const values = `epoch_ms(${start})::TIMESTAMP_MS, epoch_ms(${end})::TIMESTAMP_MS, ${expected}, ${strength}`;
      await database.run(`INSERT INTO spans VALUES (${name === null ? "NULL" : `'${name}'`}, ${values})`);
    }
  }
}

export const selectBursts = `
  WITH made AS (
    SELECT spans.dataset, start_time, end_time, expected, strength, source_ip, count(*) AS n
    FROM spans JOIN events ON events.event_time >= start_time AND events.event_time < end_time
      AND (spans.dataset IS NULL OR spans.dataset = events.dataset)
    GROUP BY ALL
  )
  SELECT dataset, start_time, end_time, sum(n) AS events, any_value(expected) AS expected, any_value(strength) AS strength,
    first(source_ip ORDER BY n DESC, source_ip) AS top_source, max(n) AS top_source_events
  FROM made GROUP BY dataset, start_time, end_time ORDER BY dataset NULLS FIRST, start_time
`;
