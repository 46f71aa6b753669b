import type {ReadFile} from "../../read-file.js";
import {sqlLiteral} from "../../sql.js";
import {quality} from "../../tables.js";
import type {Database} from "../database.js";

/** Creates `quality`: what was found in each file, and what became of it. `files` and `staged` must be there. */
export async function createQuality(database: Database, files: readonly ReadFile[]): Promise<void> {
  await database.run(
    `CREATE TABLE quality (${quality.columns.map(c => `"${c.name}" ${c.type}`).join(", ")})`
  );
  const columns = quality.columns.map(c => c.name);
  for (const file of files) {
    const values = [
      file.name,
      file.status,
      file.dataset,
      file.container,
      file.bytes,
      file.contentHash,
      file.records,
      file.mapped,
      file.ignored,
      file.quarantined,
      file.events,
      file.span ? new Date(file.span.first) : null,
      file.span ? new Date(file.span.last) : null,
      JSON.stringify(file.ignoredReasons),
      JSON.stringify(file.quarantineReasons),
      JSON.stringify(file.notes)
    ];
    await database.run(
      `INSERT INTO quality (${columns.join(", ")}) VALUES (${values.map(sqlLiteral).join(", ")})`
    );
  }
  await database.run(`
    UPDATE quality SET first_time = spans.first_time, last_time = spans.last_time
    FROM (SELECT source_file, min(event_time) AS first_time, max(event_time) AS last_time
      FROM staged JOIN files ON files.number = staged.file GROUP BY source_file) spans
    WHERE spans.source_file = quality.source_file
  `);
}
