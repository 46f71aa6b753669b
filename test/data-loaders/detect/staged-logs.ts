import {onTestFinished} from "vitest";
import {type Database, openDatabase} from "../../../data-loaders/database.js";
import {createLogsOfStaged} from "../../../src/engine/build/logs.js";
import {createCampus} from "../../../src/engine/campus.js";
import {sqlLiteral} from "../../../src/engine/sql.js";
import {details, events} from "../../../src/engine/tables.js";
import {makeDirectory} from "../directory.js";

const columns = [...events.columns, ...details.columns.filter(({name}) => name !== "event_id")];

/** A campus of one site, for tests. */
export const campus = createCampus({
  name: "test campus",
  country: null,
  timeZone: "UTC",
  businessHours: {days: [0, 1, 2, 3, 4], from: 9, to: 17},
  sites: [{name: "Main", prefixes: ["10.20.0.0/16", "192.0.2.0/24"], latitude: null, longitude: null}],
  files: [],
  fallbackCountries: []
});

/** A database with `staged`, `logs`, `places` and an empty `evidence` of the events given by the columns that matter. */
export async function stageLogs(
  rows: readonly Readonly<Record<string, string | number>>[]
): Promise<Database> {
  const database = await openDatabase(makeDirectory(), 2);
  onTestFinished(() => database.close());
  const types = columns.map(({name, type}) => `${name} ${type}`);
  await database.run(
    `CREATE TABLE staged (${types.join(", ")}, source_country VARCHAR, destination_country VARCHAR)`
  );
  for (const [i, row] of rows.entries()) {
    const event = {
      event_id: i.toString(16).padStart(16, "0"),
      dataset: "suricata",
      event_type: "flow",
      ...row
    };
    await database.run(
      `INSERT INTO staged (event_time, ${Object.keys(event).join(", ")})
       VALUES (epoch_ms(${i * 1000}), ${Object.values(event).map(sqlLiteral).join(", ")})`
    );
  }
  const {timeZone, businessHours} = campus.config;
  await database.run(
    createLogsOfStaged({timeZone, businessHours, country: null, from: 0, to: rows.length * 1000})
  );
  await database.run("CREATE TABLE places (address VARCHAR, site VARCHAR, is_private BOOLEAN)");
  const found = await database.rows(
    "SELECT DISTINCT unnest([source_ip, destination_ip, attacker_ip]) AS address FROM staged"
  );
  for (const {address} of found) {
    if (address === null) continue;
    const known = campus.classify(String(address));
    const values = [address, known?.site?.name ?? null, known?.isPrivate ?? null];
    await database.run(`INSERT INTO places VALUES (${values.map(sqlLiteral).join(", ")})`);
  }
  await database.run(`CREATE TABLE evidence (seq INTEGER, detector VARCHAR, rule VARCHAR, finding VARCHAR, reason VARCHAR,
    technique VARCHAR, level INTEGER)`);
  return database;
}
