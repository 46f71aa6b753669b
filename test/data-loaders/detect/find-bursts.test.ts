import {describe, expect, it, onTestFinished} from "vitest";
import {type Database, openDatabase} from "../../../data-loaders/database.js";
import {findBursts} from "../../../src/engine/analysis/detect/find-bursts.js";
import {selectBurstSources, selectBursts} from "../../../src/engine/detect/bursts/queries.js";
import {burstSources, bursts} from "../../../src/engine/tables/bursts.js";
import {makeDirectory} from "../directory.js";

const progress = {stage() {}, update() {}, end() {}};

/** Two days of a login every minute, and from 12:00 of the second on ten minutes of `flood`: rows of `logs` without seq. */
async function withFlood(flood: string): Promise<Database> {
  const database = await openDatabase(makeDirectory(), 2);
  onTestFinished(() => database.close());
  const service = "'SSH' AS app_protocol, 'TCP' AS protocol, 22 AS destination_port";
  await database.run(`
    CREATE TABLE logs AS SELECT row_number() OVER (ORDER BY event_time, source_ip)::INTEGER AS seq, * FROM (
      SELECT (TIMESTAMP '2026-03-02' + i * INTERVAL 1 MINUTE)::TIMESTAMP_MS AS event_time, 'authlog' AS dataset, 'inbound' AS direction,
        '192.0.2.' || i % 50 AS source_ip, 'US' AS source_country, ${service}
      FROM range(2880) t(i)
      UNION ALL
      SELECT (TIMESTAMP '2026-03-03 12:00' + i * INTERVAL 1 SECOND)::TIMESTAMP_MS, 'cowrie', 'inbound', ${flood}, 'NL', ${service}
      FROM range(600) t(i)
    )
  `);
  await database.run(`CREATE TABLE evidence
    (seq INTEGER, detector VARCHAR, rule VARCHAR, finding VARCHAR, reason VARCHAR, technique VARCHAR, level INTEGER)`);
  return database;
}

describe("finding bursts", () => {
  it("tells of all events, and of the service, where and by whom", async () => {
    const database = await withFlood("CASE WHEN i % 10 = 0 THEN '203.0.113.' || i ELSE '203.0.113.1' END");
    expect(await findBursts(database, progress)).toBe(2);
    const found = await database.rows(
      `SELECT * REPLACE (epoch_ms(start_time) AS start_time, epoch_ms(end_time) AS end_time) FROM (${selectBursts})`
    );
    expect(Object.keys(found[0] ?? {})).toEqual(bursts.columns.map(c => c.name));
    const same = {
      bin_minutes: 5,
      start_time: Date.UTC(2026, 2, 3, 12),
      end_time: Date.UTC(2026, 2, 3, 12, 10),
      events: 610,
      expected: 10,
      sources: 71,
      top_source: "203.0.113.1",
      top_source_events: 540
    };
    expect(found).toMatchObject([
      {kind: "all", value: "all", ...same},
      {kind: "service", value: "SSH", ...same}
    ]);
  });

  it("keeps the five sources that made most of it", async () => {
    const database = await withFlood("CASE WHEN i % 10 = 0 THEN '203.0.113.' || i ELSE '203.0.113.1' END");
    await findBursts(database, progress);
    const sources = await database.rows(selectBurstSources);
    expect(Object.keys(sources[0] ?? {})).toEqual(burstSources.columns.map(c => c.name));
    expect(sources).toHaveLength(10);
    expect(sources[0]).toMatchObject({source_ip: "203.0.113.1", events: 540});
  });

  it("is evidence about a source that made it nearly alone, and low", async () => {
    const database = await withFlood("'203.0.113.1'");
    await findBursts(database, progress);
    const [burst] = await database.rows("SELECT burst_id FROM bursts WHERE kind = 'service'");
    expect(await database.rows("SELECT * EXCLUDE (seq) FROM evidence")).toEqual([
      {
        detector: "burst",
        rule: burst?.burst_id,
        finding: "Burst of SSH events",
        reason:
          "600 of the 610 SSH events between 12:00 and 12:10 UTC are this one source's; about 10.0 are usual then.",
        technique: null,
        level: 1
      }
    ]);
    const [about] = await database.rows(
      "SELECT source_ip, epoch_ms(event_time) AS event_time FROM evidence JOIN logs ON logs.seq = evidence.seq"
    );
    expect(about).toEqual({source_ip: "203.0.113.1", event_time: Date.UTC(2026, 2, 3, 12)});
  });

  it("is no evidence about anybody where many made it", async () => {
    const database = await withFlood("'203.0.113.' || i % 200");
    expect(await findBursts(database, progress)).toBe(2);
    expect(await database.rows("SELECT * FROM evidence")).toEqual([]);
  });

  it("leaves empty tables where there is too little to say what is usual", async () => {
    const database = await withFlood("'203.0.113.1'");
    await database.run("DELETE FROM logs WHERE seq > 150");
    expect(await findBursts(database, progress)).toBe(0);
    expect(await database.rows(selectBursts)).toEqual([]);
    expect(await database.rows(selectBurstSources)).toEqual([]);
  });
});
