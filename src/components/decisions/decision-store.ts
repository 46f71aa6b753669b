import type {Decision} from "../../engine/decisions/decision.js";
import {formatDecisions} from "../../engine/decisions/format-decisions.js";
import {mergeDecisions} from "../../engine/decisions/order-decisions.js";
import {parseDecisions} from "../../engine/decisions/parse-decisions.js";

/** As much of `localStorage` as a store needs. */
export type KeyValues = Pick<Storage, "getItem" | "setItem">;

/** The reader's own decisions, kept in the browser; in memory where the browser keeps nothing. */
export interface DecisionStore {
  /** In order of time. */
  read(): readonly Decision[];
  /** Adds decisions to what is kept, together with what other tabs have added meanwhile. */
  add(decisions: readonly Decision[]): void;
  /** Takes over what another tab has written. */
  refresh(): void;
  /** A sentence that says why decisions are not kept, or were not all read; null while all is well. */
  problem(): string | null;
}

const notKept =
  "This browser keeps nothing for this site, so that decisions are gone when the page is left; export them before.";
const full =
  "The browser's storage for this site is full, so that the latest decisions are gone when the page is left; export them.";

/**
 * @param storage the browser's, which may be forbidden or full at any moment; null where there is none
 * @param key under which the decisions stand, in the very form in which they are exported
 */
export function createDecisionStore(storage: () => KeyValues | null, key: string): DecisionStore {
  let problem: string | null = null;
  let kept: readonly Decision[] = load();

  function load(): readonly Decision[] {
    const text = readText();
    if (text === null) return [];
    const {decisions, refused} = parseDecisions(text);
    if (refused.length > 0) {
      problem = `Of the decisions kept in this browser ${refused.length === 1 ? "one entry" : "some entries"} could not be read: ${refused[0]}`;
      // What is not understood would be lost by the next write.
      keep(`${key}-unread`, text);
    }
    return mergeDecisions(decisions);
  }

  function readText(): string | null {
    try {
      const available = storage();
      if (available === null) problem = notKept;
      return available?.getItem(key) ?? null;
    } catch {
      problem = notKept;
      return null;
    }
  }

  function keep(name: string, text: string): boolean {
    try {
      storage()?.setItem(name, text);
      return true;
    } catch {
      return false;
    }
  }

  function refresh(): void {
    // Merged, not replaced: what could not be written here is still this page's.
    kept = mergeDecisions(load(), kept);
  }

  return {
    read: () => kept,
    add(decisions) {
      refresh();
      kept = mergeDecisions(kept, decisions);
      if (keep(key, formatDecisions(kept))) {
        if (problem === full) problem = null;
      } else if (problem === null) problem = full;
    },
    refresh,
    problem: () => problem
  };
}
