/** What a row of the table can be. */
export const subjects = ["alerts", "incidents", "campaigns", "sources"] as const;
export type Subject = (typeof subjects)[number];

/** What rows can be narrowed by, beside what the page's selection names: each by any of several values. */
export const ownFacets = ["technique", "action", "status", "finding", "site", "tag"] as const;
export type OwnFacet = (typeof ownFacets)[number];

/** Rows in a page of the table. */
export const pageSizes = [17, 20, 25] as const;

/** What stands for "has none" where a value is named. */
export const none = "none";

/** Each is on or off. */
export const toggles = ["suspicious", "fresh", "starred", "listed", "all"] as const;
export type Toggle = (typeof toggles)[number];

export interface TriageSort {
  readonly column: string;
  readonly descending: boolean;
}

/** How the table stands: everything but the page's selection, and what the reader's address says. */
export interface TriageState {
  readonly of: Subject;
  /** Words that must all be found. */
  readonly search: string;
  readonly facets: Readonly<Record<OwnFacet, readonly string[]>>;
  /**
   * suspicious: of severity medium and above; fresh: since the last visit; starred: by the reader; listed: the source is on
   * the reader's blocklist; all: with what is closed or expected.
   */
  readonly on: Readonly<Record<Toggle, boolean>>;
  /** Whether somebody has looked into it; null: either. */
  readonly investigated: boolean | null;
  /** Null: the gravest first. */
  readonly sort: TriageSort | null;
  /** From 0. */
  readonly page: number;
  readonly size: (typeof pageSizes)[number];
}

/** Every parameter that `formatTriage` may write, so that what is not said any more can be removed. */
export const triageKeys = [
  ...["of", "q", "investigated", "sort", "page", "rows"],
  ...ownFacets,
  ...toggles
] as const;

const defaultSize = 20;
const longestSearch = 200;
const longestValue = 300;
/** Values named per facet; an address is anybody's to write. */
const mostValues = 50;

const byKey = <K extends string, V>(keys: readonly K[], value: (key: K) => V) =>
  Object.fromEntries(keys.map(key => [key, value(key)])) as Record<K, V>;

/** What an address says of the table. What is not understood counts as not said. */
export function parseTriage(search: string): TriageState {
  const params = new URLSearchParams(search);
  const whole = (key: string) => (/^\d{1,6}$/.test(params.get(key) ?? "") ? Number(params.get(key)) : null);
  const sort = /^(-?)([a-z_]{1,40})$/.exec(params.get("sort") ?? "");
  const investigated = params.get("investigated");
  return {
    of: subjects.find(name => name === params.get("of")) ?? "alerts",
    search: (params.get("q") ?? "").slice(0, longestSearch),
    facets: byKey(ownFacets, facet =>
      [...new Set(params.getAll(facet))]
        .filter(value => value !== "" && value.length <= longestValue)
        .slice(0, mostValues)
    ),
    on: byKey(toggles, name => params.get(name) === "yes"),
    investigated: investigated === "yes" ? true : investigated === "no" ? false : null,
    sort: sort === null ? null : {column: sort[2] ?? "", descending: sort[1] === "-"},
    page: Math.max(0, (whole("page") ?? 1) - 1),
    size: pageSizes.find(size => size === whole("rows")) ?? defaultSize
  };
}

/** The table as parameters of an address; nothing for what it opens on anyway. */
export function formatTriage(state: TriageState): readonly (readonly [key: string, value: string])[] {
  const {of, search, facets, on, investigated, sort, page, size} = state;
  return [
    ...(of === "alerts" ? [] : [["of", of] as const]),
    ...(search === "" ? [] : [["q", search] as const]),
    ...ownFacets.flatMap(facet => facets[facet].map(value => [facet, value] as const)),
    ...(investigated === null ? [] : [["investigated", investigated ? "yes" : "no"] as const]),
    ...toggles.filter(name => on[name]).map(name => [name, "yes"] as const),
    ...(sort === null ? [] : [["sort", `${sort.descending ? "-" : ""}${sort.column}`] as const]),
    ...(page === 0 ? [] : [["page", String(page + 1)] as const]),
    ...(size === defaultSize ? [] : [["rows", String(size)] as const])
  ];
}
