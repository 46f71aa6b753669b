import type {Query} from "../../sql.js";

/** What lists of values on the Services page need of a log. */
export const recordedKinds = [
  "password",
  "command",
  "hassh",
  "file",
  "http_url",
  "http_user_agent",
  "tls_sni",
  "ja3"
] as const;
export type RecordedKind = (typeof recordedKinds)[number];

/** Of how many of a dataset's events something is recorded, over all of the data. */
export type RecordedRow = {readonly dataset: string} & Readonly<Record<RecordedKind, number>>;

const counted = recordedKinds.map(kind =>
  kind === "file" ? "count(coalesce(file_hash, file_name)) AS file" : `count(${kind}) AS ${kind}`
);

/** Rows of `RecordedRow`, for datasets that record any of it. */
export const recordedQuery: Query = {
  sql: `
SELECT dataset, ${counted.join(", ")}
FROM events JOIN service_details USING (event_id)
GROUP BY dataset
ORDER BY dataset`
};
