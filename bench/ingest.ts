import {cp} from "node:fs/promises";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import {simulate} from "../data-loaders/simulate/simulate.js";
import {type Benchmark, figure, median} from "./figure.js";
import {prepare, withDirectory} from "./prepare.js";

/** Weeks' worth of logs in one: enough that starting up hardly counts. */
const scale = 3;
const runs = 3;

/**
 * Raw Suricata and Cowrie lines to all tables, against DuckDB's own reader taking the columns of `events` from the same
 * files with fixed types: the least that anything on this machine could do.
 */
export const ingest: Benchmark = {
  figures: ["ingest.events_per_s"],
  run: () =>
    withDirectory(async directory => {
      await simulate({seed: 1, directory: join(directory, "week"), scale});
      const input = join(directory, "input");
      for (const name of ["suricata", "cowrie"])
        await cp(join(directory, "week", name), join(input, name), {recursive: true});
      const ours: number[] = [];
      const theirs: number[] = [];
      let records = 0;
      // In turns, so that both meet the same weather.
      for (let run = 0; run < runs; run++) {
        theirs.push(await readWithDuckDb(input));
        const prepared = await prepare(input, join(directory, "output"));
        records = prepared.records;
        ours.push(prepared.seconds);
      }
      const rate = records / median(ours);
      const baseline = {
        name: "duckdb read_json to Parquet, columns of events, fixed types",
        value: records / median(theirs)
      };
      return [
        figure(
          "ingest.events_per_s",
          rate,
          "records/s",
          baseline,
          `${records} Suricata and Cowrie records, median of ${runs}`
        )
      ];
    })
};

const suricata = `
  timestamp: 'VARCHAR', event_type: 'VARCHAR', src_ip: 'VARCHAR', src_port: 'INTEGER', dest_ip: 'VARCHAR', dest_port: 'INTEGER',
  proto: 'VARCHAR', app_proto: 'VARCHAR', flow_id: 'BIGINT', direction: 'VARCHAR',
  flow: 'STRUCT(pkts_toserver BIGINT, pkts_toclient BIGINT, bytes_toserver BIGINT, bytes_toclient BIGINT, "start" VARCHAR, "end" VARCHAR)',
  tcp: 'STRUCT(tcp_flags VARCHAR)', alert: 'STRUCT(action VARCHAR, signature VARCHAR, category VARCHAR, severity INTEGER)'`;
const cowrie = `
  timestamp: 'VARCHAR', eventid: 'VARCHAR', src_ip: 'VARCHAR', src_port: 'INTEGER', dst_ip: 'VARCHAR', dst_port: 'INTEGER',
  protocol: 'VARCHAR', session: 'VARCHAR', username: 'VARCHAR', duration: 'VARCHAR', sensor: 'VARCHAR'`;

async function readWithDuckDb(input: string): Promise<number> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const begun = performance.now();
  for (const [name, columns] of Object.entries({suricata, cowrie})) {
    const options = `columns = {${columns}}, format = 'newline_delimited', ignore_errors = true, maximum_object_size = 67108864`;
    const files = join(input, name, "*").replaceAll("'", "''");
    const target = join(input, `../${name}.parquet`).replaceAll("'", "''");
    await connection.run(`
      COPY (SELECT * REPLACE (timestamp::TIMESTAMPTZ::TIMESTAMP AS timestamp) FROM read_json('${files}', ${options}))
      TO '${target}' (FORMAT parquet)`);
  }
  const seconds = (performance.now() - begun) / 1000;
  connection.closeSync();
  instance.closeSync();
  return seconds;
}
