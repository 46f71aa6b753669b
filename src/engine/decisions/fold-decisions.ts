import {type AddressRange, canonicalAddress, holdsRange, parseRange} from "./address-range.js";
import type {Act, Decision, SuppressionMatch, Target} from "./decision.js";
import {findUndone} from "./find-undone.js";
import {mergeDecisions} from "./order-decisions.js";
import {type SuppressionSubject, suppressionMatcher} from "./suppression.js";

export type Status = "open" | "acknowledged" | "closed";

/** Who decided something, when (ISO 8601 in UTC), and the decision's id. */
export interface Provenance {
  readonly decision: string;
  readonly at: string;
  readonly by: string;
}

export interface TargetStatus {
  readonly status: Status;
  readonly note: string | null;
  /** Null where nobody has decided anything. */
  readonly at: string | null;
  readonly by: string | null;
}

export interface Block extends Provenance {
  /** An address, or a range in CIDR notation. */
  readonly address: string;
  readonly reason: string;
  readonly expires: string | null;
}

export interface Suppression extends Provenance {
  readonly match: SuppressionMatch;
  readonly reason: string;
  readonly expires: string | null;
}

/** A reader's comment on a time range; milliseconds since 1970. */
export interface Mark extends Provenance {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface Saved extends Provenance {
  readonly what: "view" | "search";
  readonly name: string;
  readonly address: string;
}

export interface Note extends Provenance {
  readonly text: string;
}

/** All that has been decided about one target. */
export interface TargetState extends TargetStatus {
  readonly target: Target;
  readonly starred: boolean;
  /** In order of their letters. */
  readonly tags: readonly string[];
  /** Oldest first. */
  readonly notes: readonly Note[];
}

/** What holds after all decisions, at one moment. Lists are in the order of the decisions that made them. */
export interface DecisionState {
  statusOf(target: Target): TargetStatus;
  isStarred(target: Target): boolean;
  tagsOf(target: Target): readonly string[];
  notesOf(target: Target): readonly Note[];
  /** Every target that something is decided about, in order of the first decision about it. */
  readonly targets: readonly TargetState[];
  readonly blocked: readonly Block[];
  isBlocked(address: string): boolean;
  /** The block that covers an address or range, the narrowest of several; null when there is none. */
  blockOf(address: string): Block | null;
  readonly suppressions: readonly Suppression[];
  isSuppressed(alert: SuppressionSubject): Suppression | null;
  /** Blocks and suppressions that nobody took back and that have run out. */
  readonly expired: {readonly blocked: readonly Block[]; readonly suppressions: readonly Suppression[]};
  readonly marks: readonly Mark[];
  readonly saved: readonly Saved[];
  /** The undoings in force against a decision; none where it holds. */
  undoneBy(decision: string): readonly string[];
  /** When the next block or suppression runs out, in milliseconds since 1970; Infinity when none does. */
  readonly validUntil: number;
}

const open: TargetStatus = {status: "open", note: null, at: null, by: null};

/**
 * What decisions add up to.
 * @param decisions in any order
 * @param now milliseconds since 1970: what runs out by then no longer holds
 */
export function foldDecisions(decisions: readonly Decision[], now: number): DecisionState {
  const ordered = mergeDecisions(decisions);
  const undone = findUndone(ordered);
  const targets = new Map<string, TargetState>();
  const blocks = new Map<string, Block>();
  const suppressions = new Map<string, Suppression>();
  const marks = new Map<string, Mark>();
  const saved = new Map<string, Saved>();

  for (const {id, at, by, act} of ordered) {
    if (undone.has(id)) continue;
    const made: Provenance = {decision: id, at, by};
    switch (act.kind) {
      case "block": {
        const address = canonicalAddress(act.address);
        // Blocked anew, it stands where the newer decision does.
        blocks.delete(address);
        blocks.set(address, {address, reason: act.reason, expires: act.expires ?? null, ...made});
        break;
      }
      case "unblock":
        unblock(blocks, act.address);
        break;
      case "suppress":
        suppressions.set(id, {match: act.match, reason: act.reason, expires: act.expires ?? null, ...made});
        break;
      case "mark":
        marks.set(id, {from: Date.parse(act.from), to: Date.parse(act.to), text: act.text, ...made});
        break;
      case "save":
        saved.set(id, {what: act.what, name: act.name, address: act.address, ...made});
        break;
      case "unsuppress":
        suppressions.delete(act.decision);
        break;
      case "unmark":
        marks.delete(act.decision);
        break;
      case "unsave":
        saved.delete(act.decision);
        break;
      case "undo":
        break;
      default: {
        const key = keyOf(act.target);
        const before = targets.get(key) ?? blank(act.target);
        targets.set(key, decideTarget(before, act, made));
      }
    }
  }
  const holds = ({expires}: {readonly expires: string | null}) =>
    expires === null || Date.parse(expires) > now;
  const blocked = [...blocks.values()];
  const suppressed = [...suppressions.values()];
  return {
    ...stateOfTargets(targets),
    ...stateOfBlocks(blocked.filter(holds)),
    ...stateOfSuppressions(suppressed.filter(holds)),
    expired: {
      blocked: blocked.filter(block => !holds(block)),
      suppressions: suppressed.filter(suppression => !holds(suppression))
    },
    marks: [...marks.values()],
    saved: [...saved.values()],
    undoneBy: decision => undone.get(decision) ?? [],
    validUntil: Math.min(
      ...[...blocked, ...suppressed]
        .filter(item => item.expires !== null && holds(item))
        .map(({expires}) => Date.parse(expires ?? "")),
      Number.POSITIVE_INFINITY
    )
  };
}

/** Sources are told by their address, which has one spelling. */
const keyOf = ({kind, id}: Target) => `${kind} ${kind === "source" ? canonicalAddress(id) : id}`;

const blank = (target: Target): TargetState => ({target, ...open, starred: false, tags: [], notes: []});

type TargetAct = Extract<Act, {readonly target: Target}>;

const statusAfter = {acknowledge: "acknowledged", close: "closed", reopen: "open"} as const;

function decideTarget(state: TargetState, act: TargetAct, made: Provenance): TargetState {
  const {at, by} = made;
  switch (act.kind) {
    case "acknowledge":
    case "close":
      return {...state, status: statusAfter[act.kind], note: act.note ?? null, at, by};
    case "reopen":
      return {...state, status: "open", note: null, at, by};
    case "star":
    case "unstar":
      return {...state, starred: act.kind === "star"};
    case "tag":
      return {...state, tags: [...new Set([...state.tags, act.tag])].sort()};
    case "untag":
      return {...state, tags: state.tags.filter(tag => tag !== act.tag)};
    case "note":
      return {...state, notes: [...state.notes, {text: act.text, ...made}]};
  }
}

function stateOfTargets(targets: ReadonlyMap<string, TargetState>) {
  const stateOf = (target: Target) => targets.get(keyOf(target));
  return {
    targets: [...targets.values()],
    statusOf(target: Target): TargetStatus {
      const {status, note, at, by} = stateOf(target) ?? open;
      return {status, note, at, by};
    },
    isStarred: (target: Target) => stateOf(target)?.starred ?? false,
    tagsOf: (target: Target) => stateOf(target)?.tags ?? [],
    notesOf: (target: Target) => stateOf(target)?.notes ?? []
  };
}

/** Lets an address or range through again, and every block within it. */
function unblock(blocks: Map<string, Block>, text: string): void {
  const range = parseRange(text);
  for (const address of blocks.keys()) {
    const blocked = parseRange(address);
    const isWithin = range !== null && blocked !== null && holdsRange(range, blocked);
    if (isWithin || address === text) blocks.delete(address);
  }
}

function stateOfBlocks(blocked: readonly Block[]) {
  const single = new Map(blocked.map(block => [block.address, block]));
  // Most blocks are of one address, and a table asks of thousands: only ranges need be gone through.
  const ranges = blocked
    .map(block => ({block, range: parseRange(block.address)}))
    .filter(
      (entry): entry is {block: Block; range: AddressRange} =>
        entry.block.address.includes("/") && entry.range !== null
    )
    .sort((a, b) => b.range.length - a.range.length);
  function blockOf(address: string): Block | null {
    const range = parseRange(address);
    if (range === null) return single.get(address) ?? null;
    return single.get(range.text) ?? ranges.find(entry => holdsRange(entry.range, range))?.block ?? null;
  }
  return {blocked, blockOf, isBlocked: (address: string) => blocked.length > 0 && blockOf(address) !== null};
}

function stateOfSuppressions(suppressions: readonly Suppression[]) {
  const matchers = suppressions.map(suppression => ({
    suppression,
    matches: suppressionMatcher(suppression.match)
  }));
  return {
    suppressions,
    isSuppressed: (alert: SuppressionSubject): Suppression | null =>
      matchers.find(({matches}) => matches(alert))?.suppression ?? null
  };
}
