import {checkAct} from "../../engine/decisions/check-act.js";
import type {Act, Decision} from "../../engine/decisions/decision.js";
import {type DecisionState, foldDecisions} from "../../engine/decisions/fold-decisions.js";
import {mergeDecisions} from "../../engine/decisions/order-decisions.js";
import type {DecisionStore} from "./decision-store.js";

export interface DecisionTrail {
  /** What holds now. The same object until something changes. */
  state(): DecisionState;
  /** Published decisions and the reader's own, in order of time. */
  all(): readonly Decision[];
  /** The reader's own. */
  own(): readonly Decision[];
  /**
   * Writes an act down, in the reader's name.
   * @throws RangeError when it is not one, with what is wrong
   */
  record(act: Act): Decision;
  /**
   * Writes several acts down at once, in order: all or, where one is none, nothing.
   * @throws RangeError as `record` does
   */
  recordAll(acts: readonly Act[]): readonly Decision[];
  /** Undoes a decision that holds; of one that is undone, takes back what undid it. */
  undo(id: string): void;
  /** Undoes several at once, each as `undo` does. */
  undoAll(ids: readonly string[]): void;
  /** Adds decisions of others, such as an imported file's; what is known already changes nothing. */
  add(decisions: readonly Decision[]): void;
  /** Whether a decision came with the site. */
  isPublished(id: string): boolean;
  /** Why decisions are not kept, as a sentence; null while they are. */
  problem(): string | null;
  /** Calls back after every change, by whatever tab, until the function returned is called. */
  subscribe(fn: () => void): () => void;
}

export interface TrailOptions {
  readonly store: DecisionStore;
  /** The reader's name. */
  readonly by: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A new id, never given before. */
  readonly newId: () => string;
}

export interface OpenTrail extends DecisionTrail {
  /** Lays the site's decisions below the reader's own. */
  publish(decisions: readonly Decision[]): void;
  /** Looks again at what is kept, after another tab has written. */
  refresh(): void;
}

/** An audit trail over a store: nothing in it is ever changed or taken away, only added to. */
export function createTrail({store, by, now, newId}: TrailOptions): OpenTrail {
  let published: readonly Decision[] = [];
  let publishedIds: ReadonlySet<string> = new Set();
  let merged: readonly Decision[] | null = null;
  let folded: DecisionState | null = null;
  const listeners = new Set<() => void>();

  const all = () => {
    merged ??= mergeDecisions(published, store.read());
    return merged;
  };

  function changed(): void {
    merged = null;
    folded = null;
    for (const listener of [...listeners]) listener();
  }

  function state(): DecisionState {
    const time = now();
    if (folded === null || folded.validUntil <= time) folded = foldDecisions(all(), time);
    return folded;
  }

  function write(acts: readonly Act[]): Decision[] {
    // Another tab may have decided since; a decision is later than all that the reader could see.
    store.refresh();
    merged = null;
    let time = Math.max(now(), Date.parse(all().at(-1)?.at ?? "1970-01-01T00:00:00.000Z") + 1);
    const decisions = acts.map(act => ({id: newId(), at: new Date(time++).toISOString(), by: by(), act}));
    store.add(decisions);
    changed();
    return decisions;
  }

  function recordAll(acts: readonly Act[]): readonly Decision[] {
    return write(acts.map(checkedAct));
  }

  function undoAll(ids: readonly string[]): void {
    const {undoneBy} = state();
    const undone = ids.flatMap(id => {
      const undoings = undoneBy(id);
      return undoings.length === 0 ? [id] : undoings;
    });
    write(undone.map(decision => ({kind: "undo", decision})));
  }

  return {
    state,
    all,
    own: () => store.read(),
    record: act => recordAll([act])[0] as Decision,
    recordAll,
    undo: id => undoAll([id]),
    undoAll,
    add(decisions) {
      store.add(decisions);
      changed();
    },
    isPublished: id => publishedIds.has(id),
    problem: () => store.problem(),
    subscribe(fn) {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
    publish(decisions) {
      published = decisions;
      publishedIds = new Set(decisions.map(({id}) => id));
      changed();
    },
    refresh() {
      store.refresh();
      changed();
    }
  };
}

function checkedAct(act: Act): Act {
  const checked = checkAct(act);
  if ("error" in checked) throw new RangeError(checked.error);
  return checked.value;
}
