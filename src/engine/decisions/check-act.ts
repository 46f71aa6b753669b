import {parseRange} from "./address-range.js";
import {type Checked, type Fields, field, fieldsOf, invalid, optional, type Reader} from "./check-fields.js";
import {type Act, type SuppressionMatch, type Target, targetKinds} from "./decision.js";
import {readExpiry, readInstant} from "./read-time.js";

/** Characters that each text may have. */
export const textLimits = {
  by: 100,
  id: 200,
  note: 4000,
  reason: 1000,
  tag: 60,
  name: 200,
  finding: 500,
  /** Addresses of pages; a notebook's carries the notebook. */
  address: 20_000
} as const;

/** A decision's own id. */
export const readDecisionId: Reader = value =>
  typeof value === "string" && /^[\w.:-]{1,64}$/.test(value)
    ? {value}
    : {expected: "1 to 64 letters, digits, dots, colons and dashes"};

// Format characters, unlike control characters, belong to many scripts; pages show them by name.
const controls = /(?![\t\n])\p{Cc}/u;
const lineControls = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** A text of one line that is not blank. */
export const readLine =
  (limit: number): Reader =>
  value =>
    typeof value === "string" && value.trim() !== "" && value.length <= limit && !lineControls.test(value)
      ? {value: value.trim()}
      : {expected: `one line of 1 to ${limit} characters`};

const readText =
  (limit: number): Reader =>
  value => {
    const text = typeof value === "string" ? value.replace(/\r\n?/g, "\n").trim() : "";
    return text !== "" && text.length <= limit && !controls.test(text)
      ? {value: text}
      : {expected: `a text of 1 to ${limit} characters without control characters`};
  };

export const readTime: Reader = value => {
  const time = typeof value === "string" ? readInstant(value) : null;
  return time === null ? {expected: "a time in UTC such as 2026-03-01T12:00:00Z"} : {value: time};
};

const readRunsOut: Reader = value => {
  const time = typeof value === "string" ? readExpiry(value) : null;
  return time === null
    ? {expected: "a day such as 2026-12-31 or a time in UTC such as 2026-12-31T12:00:00Z"}
    : {value: time};
};

const readRange: Reader = value => {
  const range = typeof value === "string" ? parseRange(value) : null;
  return range === null
    ? {expected: "an address or a range, such as 203.0.113.7 or 2001:db8::/32"}
    : {value: range.text};
};

/** A page of this site and nothing else: no scheme, no host and no other directory. */
const readPage: Reader = value => {
  const text = typeof value === "string" ? value.trim().replace(/^\.\//, "") : "";
  const isPage = /^[a-z][a-z0-9-]*(\.html)?([?#].*)?$/.test(text) || /^[?#]./.test(text);
  return isPage && text.length <= textLimits.address && !lineControls.test(text)
    ? {value: text}
    : {
        expected: `a page of the site, such as alerts.html?severity=high, of at most ${textLimits.address} characters`
      };
};

const oneOf =
  (names: readonly string[]): Reader =>
  value =>
    typeof value === "string" && names.includes(value)
      ? {value}
      : {expected: `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`};

const note = readText(textLimits.note);
const reason = readText(textLimits.reason);

type Kinds = Act["kind"];
/** The acts that a kind stands in. */
type ActOf<K, A = Act> = A extends {readonly kind: infer S} ? (K extends S ? A : never) : never;

/** How each kind of act is read; a kind that is missing here does not compile. */
const acts: {readonly [K in Kinds]: (fields: Fields) => ActOf<K>} = {
  acknowledge: f => ({kind: "acknowledge", target: target(f), ...optional(f, "note", note)}),
  close: f => ({kind: "close", target: target(f), ...optional(f, "note", note)}),
  reopen: f => ({kind: "reopen", target: target(f)}),
  star: f => ({kind: "star", target: target(f)}),
  unstar: f => ({kind: "unstar", target: target(f)}),
  tag: f => ({kind: "tag", target: target(f), tag: field(f, "tag", readLine(textLimits.tag))}),
  untag: f => ({kind: "untag", target: target(f), tag: field(f, "tag", readLine(textLimits.tag))}),
  note: f => ({kind: "note", target: target(f), text: field(f, "text", note)}),
  block: f => ({
    kind: "block",
    address: field(f, "address", readRange),
    reason: field(f, "reason", reason),
    ...optional(f, "expires", readRunsOut)
  }),
  unblock: f => ({kind: "unblock", address: field(f, "address", readRange)}),
  suppress: f => ({
    kind: "suppress",
    match: match(f),
    reason: field(f, "reason", reason),
    ...optional(f, "expires", readRunsOut)
  }),
  mark: f => {
    const from = field(f, "from", readTime);
    const to = field(f, "to", readTime);
    if (to < from) throw invalid("to", to, `a time that is not before "from", which is ${from}`);
    return {kind: "mark", from, to, text: field(f, "text", note)};
  },
  save: f => ({
    kind: "save",
    what: field(f, "what", oneOf(["view", "search"])) as "view" | "search",
    name: field(f, "name", readLine(textLimits.name)),
    address: field(f, "address", readPage)
  }),
  unsuppress: f => ({kind: "unsuppress", decision: field(f, "decision", readDecisionId)}),
  unmark: f => ({kind: "unmark", decision: field(f, "decision", readDecisionId)}),
  unsave: f => ({kind: "unsave", decision: field(f, "decision", readDecisionId)}),
  undo: f => ({kind: "undo", decision: field(f, "decision", readDecisionId)})
};

export const actKinds = Object.keys(acts) as readonly Kinds[];

function target(fields: Fields): Target {
  const inner = fieldsOf(fields.target, "target", 'an object with "kind" and "id"', ["kind", "id"]);
  const kind = field(inner, "kind", oneOf(targetKinds), "target.kind") as Target["kind"];
  const id = field(inner, "id", kind === "source" ? readRange : readLine(textLimits.id), "target.id");
  return {kind, id};
}

const matchKeys = ["address", "detector", "rule", "finding"] as const;

function match(fields: Fields): SuppressionMatch {
  const expected = 'an object with at least one of "address", "detector", "rule" and "finding"';
  const inner = fieldsOf(fields.match, "match", expected, matchKeys);
  const found: SuppressionMatch = {
    ...optional(inner, "address", readRange, "match.address"),
    ...optional(inner, "detector", readLine(textLimits.name), "match.detector"),
    ...optional(inner, "rule", readLine(textLimits.name), "match.rule"),
    ...optional(inner, "finding", readLine(textLimits.finding), "match.finding")
  };
  if (Object.keys(found).length === 0) throw invalid("match", fields.match, expected);
  return found;
}

/**
 * An act checked field by field, with addresses and times in their one spelling, and without fields that it does not have.
 * @returns what is wrong as a sentence in place of it
 */
export function checkAct(value: unknown): Checked<Act> {
  try {
    const fields = fieldsOf(value, "act", "an object");
    const kind = field(fields, "kind", oneOf(actKinds), "act.kind") as Kinds;
    return {value: acts[kind](fields)};
  } catch (error) {
    if (error instanceof RangeError) return {error: error.message};
    throw error;
  }
}
