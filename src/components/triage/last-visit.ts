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
  /** Lasts as long as the tab: a page opened again soon within it is no visit of its own. */
  readonly visit: Pick<Storage, "getItem" | "setItem">;
}

/** Milliseconds after which a page that was left is opened in a new visit; the tab's end ends a visit, too. */
export const visitPause = 30 * 60_000;

/** What a visit is compared with, and when the page was opened or left last in it, in milliseconds since 1970. */
interface Session {
  readonly before: Visit | null;
  readonly last: number;
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
    const session = parseSession(visit.getItem(key));
    const isSame = session !== null && now - session.last <= visitPause;
    // What was seen before stays what this visit is compared with.
    const before = isSame ? session.before : parseVisit(read(kept.getItem(key)));
    remember({kept, visit}, key, {before, last: now}, {at: new Date(now).toISOString(), newest});
    return before;
  } catch {
    return null;
  }
}

/** The page is left: the visit goes on from now, unless its time is over, and this is when the reader was here last. */
export function leaveVisit(
  stores: () => VisitStores,
  key: string,
  newest: Visit["newest"],
  now: number
): void {
  try {
    const {kept, visit} = stores();
    const session = parseSession(visit.getItem(key));
    if (session === null) return;
    const last = now - session.last <= visitPause ? now : session.last;
    remember({kept, visit}, key, {...session, last}, {at: new Date(now).toISOString(), newest});
  } catch {
    // Where nothing can be kept, every visit is the first.
  }
}

function remember({kept, visit}: VisitStores, key: string, session: Session, now: Visit): void {
  visit.setItem(key, JSON.stringify(session));
  kept.setItem(key, JSON.stringify(now));
}

/** What was kept, as a value; null where it is none. */
function read(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function parseSession(text: string | null): Session | null {
  const value = read(text);
  if (typeof value !== "object" || value === null || !("before" in value) || !("last" in value)) return null;
  return typeof value.last === "number" ? {before: parseVisit(value.before), last: value.last} : null;
}

function parseVisit(value: unknown): Visit | null {
  if (typeof value !== "object" || value === null || !("at" in value) || !("newest" in value)) return null;
  const {at, newest} = value;
  if (typeof at !== "string" || Number.isNaN(Date.parse(at))) return null;
  if (typeof newest !== "object" || newest === null) return null;
  const times = Object.entries(newest).filter((pair): pair is [string, number] => Number.isFinite(pair[1]));
  return {at, newest: Object.fromEntries(times)};
}
