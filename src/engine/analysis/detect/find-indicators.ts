import type {Campus} from "../../campus.js";
import {type MatchedField, matchedFields, selectValues} from "../../indicators/fields.js";
import {createHits, createLists, createMatches, insertIndicatorEvidence} from "../../indicators/hits.js";
import type {IndicatorKind} from "../../indicators/indicator.js";
import {createMatcher, type Matcher} from "../../indicators/matcher.js";
import {type IndicatorList, readIndicators} from "../../indicators/read-indicators.js";
import type {TextFile} from "../content.js";
import type {Database, Value} from "../database.js";
import type {Progress} from "../progress.js";

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

/** What a list's file may end in; of a compressed one it is left in its name. */
export const listExtension = /\.(csv|txt|list|netset|ipset|json)(\.gz)?$/i;

/**
 * Reads lists and matches every different value of the view `logs` with them. Creates `indicator_lists`,
 * `indicator_matches` and `indicator_hits`, and adds to `evidence`. What of a list cannot be read costs a message, never the rest.
 * @param options.simulated whether the logs are simulated; lists marked as examples are passed over when they are not.
 * @param options.campus the user's own ranges, which no list may match.
 */
export async function findIndicators(
  database: Database,
  files: readonly TextFile[],
  {simulated, campus}: {readonly simulated: boolean; readonly campus: Campus | null},
  progress: Progress
): Promise<IndicatorTotals> {
  progress.update("indicator lists");
  const lists = readLists(files, campus);
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
    messages: applied.flatMap(list => list.errors)
  };
}

/** Lists in order of file; two that differ only in their extension keep it in their names. */
export function readLists(files: readonly TextFile[], campus: Campus | null): readonly IndicatorList[] {
  const bare = (name: string) => name.replace(listExtension, "");
  return files.map(({name, text}) => {
    const isAmbiguous = files.filter(other => bare(other.name) === bare(name)).length > 1;
    return readIndicators(text, name, {list: isAmbiguous ? name : bare(name), campus});
  });
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
  await database.append("indicator_lists", rows);
}

async function storeMatches(
  database: Database,
  {field, holds, value}: MatchedField,
  lists: readonly IndicatorList[],
  matcher: Matcher
): Promise<void> {
  const rows: Value[][] = [];
  if (lists.length > 0) {
    await database.stream(selectValues({field, holds, value}), ([found]) => {
      const text = String(found);
      for (const {list, indicator} of matcher.match(holds, text)) {
        const {line, kind, value, comment} = indicator;
        rows.push([field, text, lists[list]?.list ?? "", line, kind, value, comment]);
      }
    });
  }
  await database.append("indicator_matches", rows);
}
