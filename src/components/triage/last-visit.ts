import type {Query} from "../../engine/sql.js";

/** The newest alert of each dataset, in milliseconds since 1970, and when the reader saw them. */
export interface Visit {
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly newest: Readonly<Record<string, number>>;
}

/** The newest alert of each dataset: rows of `{dataset, newest}`. */
export const newestQuery: Query = {
  sql: `
SELECT dataset, epoch_ms(max(last_time)) AS newest
FROM alerts
GROUP BY dataset
ORDER BY dataset`
};

export interface VisitStores {
  /** Lasts from visit to visit. */
  readonly kept: Pick<Storage, "getItem" | "setItem">;
  /** Lasts as long as this visit: a page opened again within it is no visit of its own. */
  readonly visit: Pick<Storage, "getItem" | "setItem">;
}

/**
 * The visit before this one, and remembers this one; null at the first visit, and where nothing can be remembered.
 * @param key tells the data shown from others
 */
export function lastVisit(
  stores: () => VisitStores,
  key: string,
  newest: Visit["newest"],
  now: number
): Visit | null {
  try {
    const {kept, visit} = stores();
    const before = visit.getItem(key) ?? kept.getItem(key) ?? "";
    // What was seen before stays what this visit is compared with.
    visit.setItem(key, before);
    kept.setItem(key, JSON.stringify({at: new Date(now).toISOString(), newest} satisfies Visit));
    return parseVisit(before);
  } catch {
    return null;
  }
}

function parseVisit(text: string): Visit | null {
  if (text === "") return null;
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || !("at" in value) || !("newest" in value)) return null;
  const {at, newest} = value;
  if (typeof at !== "string" || Number.isNaN(Date.parse(at))) return null;
  if (typeof newest !== "object" || newest === null) return null;
  const times = Object.entries(newest).filter((pair): pair is [string, number] => Number.isFinite(pair[1]));
  return {at, newest: Object.fromEntries(times)};
}
