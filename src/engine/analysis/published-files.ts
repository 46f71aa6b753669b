import type {Site} from "../published.js";
import {type FileSpan, type ReadFile, unreadFile} from "../read-file.js";
import type {Value} from "./database.js";
import type {LookUp} from "./name-hosts.js";

type Row = Readonly<Record<string, Value>>;

/** Rows for `readPublishedFile`, of the published table `quality` under the name `published_quality`. */
export const selectPublishedFiles = `
  SELECT * REPLACE (epoch_ms(first_time) AS first_time, epoch_ms(last_time) AS last_time) FROM published_quality
`;

/** A row of the published table `quality` as the file that it tells of, for `createQuality` to make the same row of. */
export function readPublishedFile(row: Row): ReadFile {
  const text = (name: string) => (row[name] === null ? null : String(row[name]));
  const json = (name: string) => JSON.parse(text(name) ?? "null") as unknown;
  const number = (name: string) => Number(row[name] ?? 0);
  const {first_time: first, last_time: last} = row;
  const span: FileSpan | null = typeof first === "number" && typeof last === "number" ? {first, last} : null;
  return {
    name: text("source_file") ?? "",
    status: (text("status") ?? "read") as ReadFile["status"],
    dataset: text("dataset"),
    container: text("container"),
    bytes: number("bytes"),
    contentHash: text("content_hash"),
    records: number("records"),
    mapped: number("mapped"),
    ignored: number("ignored"),
    quarantined: number("quarantined"),
    events: number("events"),
    ignoredReasons: json("ignored_reasons") as ReadFile["ignoredReasons"],
    quarantineReasons: json("quarantine_reasons") as ReadFile["quarantineReasons"],
    notes: json("notes") as ReadFile["notes"],
    span
  };
}

/** Files as they were read, but for those whose content is published already: events that come twice would have the same ids. */
export function withoutPublished<F extends ReadFile>(
  files: readonly F[],
  published: readonly ReadFile[]
): readonly F[] {
  const names = new Map(published.map(({contentHash, name}) => [contentHash, name]));
  return files.map(file => {
    const {contentHash} = file;
    const name = contentHash === null ? undefined : names.get(contentHash);
    if (name === undefined || file.status !== "read") return file;
    return {
      ...file,
      ...unreadFile(file, "duplicate", `same content as ${name} of the published data`),
      contentHash
    };
  });
}

/**
 * What registers said of addresses when the tables were made, for `nameHosts` where no register is at hand: rows of the published
 * table `hosts`. Other guesses are made anew.
 */
export function lookUpPublished(rows: readonly Row[]): LookUp {
  const registered = new Map(
    rows.flatMap(({address, isp, asn, network, network_from: from}) =>
      asn === null || asn === undefined
        ? []
        : [
            [
              String(address),
              {
                isp: isp === null || isp === undefined ? null : String(isp),
                asn: Number(asn),
                network: network === null || network === undefined ? null : String(network),
                from: String(from)
              }
            ] as const
          ]
    )
  );
  return address => registered.get(address) ?? null;
}

/** What `site.json` says of the origin of logs: of injected ones alone, or of published ones with others added to them. */
export function originOf(published: Site["origin"] | null, areInjected: readonly boolean[]): Site["origin"] {
  const isInvented = [...(published === null ? [] : [published === "simulated"]), ...areInjected];
  if (published === "mixed") return "mixed";
  if (isInvented.every(Boolean)) return "simulated";
  return isInvented.some(Boolean) ? "mixed" : "recorded";
}
