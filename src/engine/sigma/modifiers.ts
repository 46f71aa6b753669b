import {base64, base64Offsets, bytesOf, decodeUtf8, encodeUtf16, type Utf16} from "./encode.js";
import {nearestName} from "./nearest-name.js";
import {readNetwork} from "./network.js";
import {listWords, quote, refuse, refuseUnsupported} from "./refusal.js";
import {readRegex} from "./regex.js";
import type {Match, Pattern, Position, TimePart} from "./rule.js";
import {openPattern, plainPattern, plainText, readPattern} from "./value.js";
import {dashVariants} from "./windash.js";
import type {YamlScalar} from "./yaml-node.js";

/** A value on its way through its modifiers: a test already, or the bytes of an encoding that another one wraps. */
type Value = Match | {readonly kind: "bytes"; readonly bytes: Uint8Array; readonly encoding: string};

interface Context {
  readonly name: string;
  readonly position: Position;
  /** The value before any modifier, where it was a scalar of text; wildcards are not read in it. */
  readonly raw: string;
  /** Whether no modifier changed the value before. */
  readonly first: boolean;
}

type Apply = (value: Value, context: Context) => Value | readonly Value[];

const defaults = {
  /** Ways to write one value that `windash` may make of it: five options. */
  dashVariants: 3125
} as const;

const timeRanges: Readonly<Record<TimePart, readonly [number, number]>> = {
  minute: [0, 59],
  hour: [0, 23],
  day: [1, 31],
  week: [1, 53],
  month: [1, 12],
  year: [1, 9999]
};

/**
 * The modifiers that change one value, by name.
 * https://github.com/SigmaHQ/sigma-specification/blob/main/specification/sigma-appendix-modifiers.md
 */
const transforms: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ["contains", open(true, true, "contains")],
  ["startswith", open(false, true, "startswith")],
  ["endswith", open(true, false, "endswith")],
  ["cased", cased],
  ["windash", windash],
  ["base64", (value, context) => text(plainPattern(base64(toBytes(value, context))))],
  [
    "base64offset",
    (value, context) => base64Offsets(toBytes(value, context)).map(part => text(plainPattern(part)))
  ],
  ["wide", utf16("utf16le")],
  ["utf16le", utf16("utf16le")],
  ["utf16be", utf16("utf16be")],
  ["utf16", utf16("utf16")],
  ["re", regex],
  ["i", flag("i")],
  ["m", flag("m")],
  ["s", flag("s")],
  ["cidr", cidr],
  ["exists", exists],
  ["fieldref", fieldref],
  ["lt", compare("<")],
  ["lte", compare("<=")],
  ["gt", compare(">")],
  ["gte", compare(">=")],
  ...(Object.keys(timeRanges) as TimePart[]).map(part => [part, timepart(part)] as const)
]);

/** How the values of a field are put together; these modifiers change no value. */
const groupings = ["all", "neq", "expand"];

/** Every modifier, by the name that follows a field and a bar. */
export const modifierNames: readonly string[] = [...transforms.keys(), ...groupings];

/** What other languages call a modifier, where no typing mistake leads from one to the other. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ["not", "neq"],
  ["ne", "neq"],
  ["regex", "re"],
  ["like", "contains"],
  ["begins", "startswith"],
  ["ends", "endswith"],
  ["case", "cased"],
  ["ip", "cidr"],
  ["min", "gte"],
  ["max", "lte"]
]);

/** The modifiers to name where nobody knows which one was meant. */
const usual = ["contains", "startswith", "endswith", "re", "cidr", "exists", "neq"];

export interface Modifiers {
  /** Modifiers of the single value, in order. */
  readonly transforms: readonly string[];
  /** All values must match, not one of them. */
  readonly all: boolean;
  /** The field matches none of it. */
  readonly neq: boolean;
  readonly expand: boolean;
}

/** @throws Refusal for unknown modifiers and those written twice */
export function readModifiers(names: readonly string[], position: Position): Modifiers {
  const seen = new Set<string>();
  for (const name of names) {
    if (!modifierNames.includes(name)) {
      refuse(position, `unknown modifier: ${quote(name)}; expected ${meant(name)}`);
    }
    if (seen.has(name)) refuse(position, `modifier ${name} is there twice; expected it once`);
    seen.add(name);
  }
  return {
    transforms: names.filter(name => transforms.has(name)),
    all: seen.has("all"),
    neq: seen.has("neq"),
    expand: seen.has("expand")
  };
}

function meant(name: string): string {
  const nearest = otherNames.get(name.toLowerCase()) ?? nearestName(name, modifierNames);
  if (nearest !== null) return quote(nearest);
  return listWords([...usual, `${modifierNames.length - usual.length} others`]);
}

/**
 * The tests that a value means under its modifiers, any of which may hold.
 *
 * @param raw the value as text, its placeholders filled in
 * @throws Refusal for modifiers that do not go together or with the value
 */
export function applyModifiers(scalar: YamlScalar, raw: string, names: readonly string[]): Match[] {
  let values: Value[] = [firstValue(scalar, raw)];
  names.forEach((name, index) => {
    const apply = transforms.get(name);
    if (!apply) return;
    const context = {name, position: scalar.position, raw, first: index === 0};
    values = values.flatMap(value => apply(value, context));
  });
  return values.map(value => finish(value, scalar.position));
}

function firstValue(scalar: YamlScalar, raw: string): Value {
  const {value} = scalar;
  if (value === null) return {kind: "null"};
  if (typeof value === "boolean") return {kind: "boolean", value};
  // Digits that a double cannot hold are kept as they are written.
  if (
    typeof value === "number" &&
    Number.isFinite(value) &&
    (!Number.isInteger(value) || Number.isSafeInteger(value))
  ) {
    return {kind: "number", value};
  }
  return text(readPattern(raw));
}

function finish(value: Value, position: Position): Match {
  if (value.kind !== "bytes") return value;
  const decoded = decodeUtf8(value.bytes);
  if (decoded !== null && value.encoding !== "utf16") return text(plainPattern(decoded));
  return refuse(
    position,
    `${value.encoding} of this value is no text; expected base64 or base64offset after it`
  );
}

function text(pattern: Pattern, isCased = false): Value & {readonly kind: "text"} {
  return {kind: "text", pattern, cased: isCased};
}

/** A value as text, as far as it was one or can be taken for one. */
function toText(value: Value, context: Context): Value & {readonly kind: "text"} {
  if (value.kind === "text") return value;
  if (value.kind === "number" || value.kind === "boolean") return text(plainPattern(context.raw));
  if (value.kind === "bytes") {
    const match = finish(value, context.position);
    if (match.kind === "text") return match;
  }
  return mismatch(value, context, "text");
}

function mismatch(value: Value, context: Context, expected: string): never {
  return refuse(
    context.position,
    `modifier ${context.name} does not go with ${inWords[value.kind]}; expected ${expected}`
  );
}

const inWords: Readonly<Record<Value["kind"], string>> = {
  text: "text",
  bytes: "an encoding",
  regex: "a regular expression",
  cidr: "a network",
  number: "a number",
  boolean: "true or false",
  null: "null",
  exists: "the existence of a field",
  compare: "a comparison",
  fieldref: "a field's name",
  timepart: "a part of a time"
};

function open(before: boolean, after: boolean, how: "contains" | "startswith" | "endswith"): Apply {
  return (value, context) => {
    if (value.kind === "fieldref") {
      return value.how === "equals"
        ? {...value, how}
        : mismatch(value, context, "one of contains, startswith and endswith");
    }
    // A regular expression is unanchored already.
    if (value.kind === "regex") {
      return {...value, source: `${before ? "" : "\\A"}(?:${value.source})${after ? "" : "\\z"}`};
    }
    const {pattern, cased: isCased} = toText(value, context);
    return text(openPattern(pattern, before, after), isCased);
  };
}

function cased(value: Value, context: Context): Value {
  if (value.kind === "fieldref") return {...value, cased: true};
  return {...toText(value, context), cased: true};
}

function windash(value: Value, context: Context): readonly Value[] {
  const {pattern, cased: isCased} = toText(value, context);
  const variants = dashVariants(pattern, defaults.dashVariants);
  if (!variants) {
    refuseUnsupported(
      context.position,
      `too many options in ${quote(context.raw)} for windash; expected five at most`
    );
  }
  return variants.map(variant => text(variant, isCased));
}

function toBytes(value: Value, context: Context): Uint8Array {
  if (value.kind === "bytes") return value.bytes;
  const bytes = bytesOf(toText(value, context).pattern);
  return (
    bytes ?? refuse(context.position, `modifier ${context.name} cannot encode wildcards; expected plain text`)
  );
}

function utf16(encoding: Utf16): Apply {
  return (value, context) => {
    const plain = plainText(toText(value, context).pattern);
    if (plain === null) {
      refuse(context.position, `modifier ${context.name} cannot encode wildcards; expected plain text`);
    }
    return {kind: "bytes", bytes: encodeUtf16(plain, encoding), encoding: context.name};
  };
}

function regex(value: Value, context: Context): Value {
  if (!context.first) return refuse(context.position, "modifier re comes after others; expected it first");
  if (value.kind === "null") return mismatch(value, context, "text");
  return {
    kind: "regex",
    source: readRegex(context.raw, context.position),
    flags: {i: false, m: false, s: false}
  };
}

function flag(name: "i" | "m" | "s"): Apply {
  return (value, context) =>
    value.kind === "regex"
      ? {...value, flags: {...value.flags, [name]: true}}
      : refuse(context.position, `modifier ${name} stands alone; expected it after re`);
}

function cidr(value: Value, context: Context): Value {
  if (!context.first) return refuse(context.position, "modifier cidr comes after others; expected it first");
  if (value.kind !== "text") return mismatch(value, context, "a network");
  const network = readNetwork(context.raw.trim());
  if (network) return {kind: "cidr", network};
  return refuse(
    context.position,
    `invalid network: ${quote(context.raw)}; expected one like 192.0.2.0/24 or 2001:db8::/32`
  );
}

function exists(value: Value, context: Context): Value {
  const said = /^(?:true|yes)$/i.test(context.raw)
    ? true
    : /^(?:false|no)$/i.test(context.raw)
      ? false
      : null;
  if (context.first && said !== null) return {kind: "exists", exists: said};
  return mismatch(value, context, "true or false and no other modifier");
}

function fieldref(value: Value, context: Context): Value {
  if (!context.first)
    return refuse(context.position, "modifier fieldref comes after others; expected it first");
  if (value.kind !== "text" || context.raw === "") return mismatch(value, context, "the name of a field");
  return {kind: "fieldref", field: context.raw, how: "equals", cased: false};
}

function compare(operator: "<" | "<=" | ">" | ">="): Apply {
  return (value, context) => {
    if (value.kind === "timepart" && value.match.kind === "number") {
      return {...value, match: {kind: "compare", operator, value: value.match.value}};
    }
    if (value.kind === "number") return {kind: "compare", operator, value: value.value};
    const number =
      value.kind === "text" && context.first && context.raw.trim() !== "" ? Number(context.raw) : Number.NaN;
    if (Number.isFinite(number)) return {kind: "compare", operator, value: number};
    return mismatch(value, context, "a number");
  };
}

function timepart(part: TimePart): Apply {
  return (value, context) => {
    if (value.kind === "compare") return {kind: "timepart", part, match: value};
    if (value.kind !== "number") return mismatch(value, context, "a number");
    const [least, most] = timeRanges[part];
    // Comparisons with a number outside hold always or never, and are meant.
    const inside = Number.isInteger(value.value) && value.value >= least - 1 && value.value <= most + 1;
    if (!inside)
      refuse(
        context.position,
        `invalid ${part}: ${context.raw}; expected an integer from ${least} to ${most}`
      );
    return {kind: "timepart", part, match: value};
  };
}
