import {details, events, type Table} from "../tables.js";
import {selectNoneParsed} from "./stage.js";

/** What a model or evidence made of an event is made anew. */
const judged = new Set(["anomaly_score", "severity"]);

/** What `selectPublishedParsed` is made of, by the names of the tables that it reads: all that parsing once found out. */
export const parsedTables: Readonly<Record<"published_events" | "published_details", Table>> = {
  published_events: {...events, columns: events.columns.filter(({name}) => !judged.has(name))},
  published_details: details
};

/** Creates `published_events` and `published_details`, empty, to be filled with rows of `events` and `details` in their order. */
export const createPublishedParsed = Object.entries(parsedTables)
  .map(
    ([name, {columns}]) => `CREATE TABLE ${name} (${columns.map(c => `"${c.name}" ${c.type}`).join(", ")})`
  )
  .join(";\n");

export const dropPublishedParsed = Object.keys(parsedTables)
  .map(name => `DROP TABLE ${name}`)
  .join("; ");

/**
 * Published events as if they had been parsed just now: rows of `parsed`. They are one file, whatever they were read from: a row's
 * number in `events` stands for the number of a record, and so keeps the published order where times are equal.
 *
 * What is lost is which record of which file an event was; `raw`, which tells it, is published as it was.
 *
 * @param file number of that one file, below those of all others, so that of events logged at once the published ones come first
 */
export const selectPublishedParsed = (file: number) => `
  FROM (${selectNoneParsed})
  UNION ALL BY NAME
  SELECT e.*, d.* EXCLUDE (event_id), e.rowid AS record, 0 AS part, ${file} AS file
  FROM published_events e LEFT JOIN published_details d ON d.event_id = e.event_id
`;
