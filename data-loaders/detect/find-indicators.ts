import {existsSync} from "node:fs";
import {readdir, readFile} from "node:fs/promises";
import {join, relative, sep} from "node:path";
import {promisify} from "node:util";
import {gunzip} from "node:zlib";
import {BOOLEAN, type DuckDBValue, INTEGER, VARCHAR} from "@duckdb/node-api";
import type {Campus} from "../../src/engine/campus.js";
import {type MatchedField, matchedFields, selectValues} from "../../src/engine/indicators/fields.js";
import {
  createHits,
  createLists,
  createMatches,
  insertIndicatorEvidence
} from "../../src/engine/indicators/hits.js";
import type {IndicatorKind} from "../../src/engine/indicators/indicator.js";
import {createMatcher, type Matcher} from "../../src/engine/indicators/matcher.js";
import {type IndicatorList, readIndicators} from "../../src/engine/indicators/read-indicators.js";
import type {Database} from "../database.js";
import {describeError} from "../describe-error.js";
import type {Progress} from "../progress.js";
import {appendRows} from "./append-rows.js";

/** What the build's summary says of the lists. */
export interface IndicatorTotals {
  readonly lists: number;
  /** Entries of the lists that were applied. */
  readonly indicators: number;
  /** Lines that are no indicator, and entries that would match everybody. */
  readonly junk: number;
  readonly refused: number;
  /** Pairs of event and list entry. */
  readonly hits: number;
  /** What people should know: the first few lines of each list that were not matched, files that could not be read. */
  readonly messages: readonly string[];
}

const unzip = promisify(gunzip);
const extension = /\.(csv|txt|list|netset|ipset|json)(\.gz)?$/i;

/**
 * Reads the lists of a directory and matches every different value of the view `logs` with them. Creates `indicator_lists`,
 * `indicator_matches` and `indicator_hits`, and adds to `evidence`. A list that cannot be read costs a message, never the build.
 * @param directory of lists, in folders or not; one that is not there is an empty one.
 * @param options.simulated whether the logs are simulated; lists marked as examples are passed over when they are not.
 * @param options.campus the user's own ranges, which no list may match.
 */
export async function findIndicators(
  database: Database,
  directory: string,
  {simulated, campus}: {readonly simulated: boolean; readonly campus: Campus | null},
  progress: Progress
): Promise<IndicatorTotals> {
  progress.update("indicator lists");
  const {lists, messages} = await readLists(directory, campus);
  const applied = lists.filter(list => simulated || !list.example);
  const matcher = createMatcher(applied, campus);
  await storeLists(database, lists, applied, matcher);
  await database.run(createMatches);
  for (const field of matchedFields) {
    progress.update(`indicators in ${field.field}`);
    await storeMatches(database, field, applied, matcher);
  }
  await database.run(createHits);
  await database.run(insertIndicatorEvidence);
  const [row = {}] = await database.rows("SELECT count(*) AS hits FROM indicator_hits");
  const sum = (count: (list: IndicatorList) => number) =>
    applied.reduce((total, list) => total + count(list), 0);
  return {
    lists: lists.length,
    indicators: sum(list => list.indicators.length),
    junk: sum(list => list.junk),
    refused: sum(list => list.refused),
    hits: Number(row.hits),
    messages: [...messages, ...applied.flatMap(list => list.errors)]
  };
}

/** Lists in order of file; two that differ only in their extension keep it in their names. */
async function readLists(directory: string, campus: Campus | null) {
  const files = await findLists(directory);
  const bare = (file: string) => file.replace(extension, "");
  const lists: IndicatorList[] = [];
  const messages: string[] = [];
  for (const file of files) {
    const isAmbiguous = files.filter(other => bare(other) === bare(file)).length > 1;
    try {
      const bytes = await readFile(join(directory, file));
      const text = new TextDecoder().decode(file.endsWith(".gz") ? await unzip(bytes) : bytes);
      lists.push(readIndicators(text, file, {list: isAmbiguous ? file : bare(file), campus}));
    } catch (error) {
      messages.push(`${file}: not read: ${describeError(error)}`);
    }
  }
  return {lists, messages};
}

async function findLists(directory: string): Promise<string[]> {
  if (!existsSync(directory)) return [];
  const entries = await readdir(directory, {recursive: true, withFileTypes: true});
  return entries
    .filter(entry => entry.isFile() && extension.test(entry.name) && !entry.name.startsWith("."))
    .map(entry => relative(directory, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

async function storeLists(
  database: Database,
  lists: readonly IndicatorList[],
  applied: readonly IndicatorList[],
  matcher: Matcher
): Promise<void> {
  await database.run(createLists);
  const rows = lists.map(list => {
    const {indicators} = list;
    const among = (...kinds: IndicatorKind[]) => indicators.filter(({kind}) => kinds.includes(kind)).length;
    const index = applied.indexOf(list);
    return [
      ...[list.list, list.file, list.format, index >= 0, indicators.length],
      ...[
        among("address"),
        among("network"),
        among("domain"),
        among("url"),
        among("hash"),
        among("ja3", "hassh")
      ],
      ...[matcher.duplicates[index] ?? 0, list.junk, list.refused, list.skipped]
    ];
  });
  const types = [VARCHAR, VARCHAR, VARCHAR, BOOLEAN, ...Array.from({length: 11}, () => INTEGER)];
  await appendRows(database, "indicator_lists", types, rows);
}

async function storeMatches(
  database: Database,
  {field, holds, value}: MatchedField,
  lists: readonly IndicatorList[],
  matcher: Matcher
): Promise<void> {
  const rows: DuckDBValue[][] = [];
  if (lists.length > 0) {
    const values = await database.connection.stream(selectValues({field, holds, value}));
    for (
      let chunk = await values.fetchChunk();
      chunk && chunk.rowCount > 0;
      chunk = await values.fetchChunk()
    ) {
      for (const text of chunk.getColumnValues(0).map(String)) {
        for (const {list, indicator} of matcher.match(holds, text)) {
          const {line, kind, value, comment} = indicator;
          rows.push([field, text, lists[list]?.list ?? "", line, kind, value, comment]);
        }
      }
    }
  }
  const types = [VARCHAR, VARCHAR, VARCHAR, INTEGER, VARCHAR, VARCHAR, VARCHAR];
  await appendRows(database, "indicator_matches", types, rows);
}
