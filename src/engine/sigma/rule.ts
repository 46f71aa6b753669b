/**
 * A Sigma rule as read: https://github.com/SigmaHQ/sigma-specification, version 2.
 * Modifiers and search identifiers are resolved while reading, so that what is left is a plain expression over fields.
 */
export type SigmaRule = EventRule | CorrelationRule;

/** Where something stands; both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export const levels = ["informational", "low", "medium", "high", "critical"] as const;
export type Level = (typeof levels)[number];

interface Head {
  /** Path of the file as given by the caller, and where the rule's document begins in it. */
  readonly file: string;
  readonly position: Position;
  readonly title: string;
  /** As written; null when the rule has none. A rule is referred to by its id or its name. */
  readonly id: string | null;
  readonly name: string | null;
  readonly status: string | null;
  readonly description: string | null;
  readonly references: readonly string[];
  readonly author: string | null;
  /** As written, lower case: "attack.t1110.001", "attack.credential-access", "cve.2021-44228". */
  readonly tags: readonly string[];
  /** medium where the rule says nothing. */
  readonly level: Level;
  readonly falsePositives: readonly string[];
}

export interface EventRule extends Head {
  readonly kind: "event";
  readonly logSource: LogSource;
  readonly condition: Expression;
}

/** Lower case; null where not said. */
export interface LogSource {
  readonly category: string | null;
  readonly product: string | null;
  readonly service: string | null;
  readonly position: Position;
}

export type Expression =
  | {readonly kind: "and" | "or"; readonly of: readonly Expression[]}
  | {readonly kind: "not"; readonly of: Expression}
  /** A field that matches. */
  | {readonly kind: "field"; readonly field: string; readonly match: Match; readonly position: Position}
  /** Text that stands anywhere in the event. */
  | {readonly kind: "keyword"; readonly match: Match; readonly position: Position};

/** One test of one value. Lists, `all` and the variants of `base64offset`, `windash` and others have become `or` and `and`. */
export type Match =
  /** `*` and `?` that were not escaped are wildcards; `cased` compares case too. `contains` and others have added wildcards. */
  | {readonly kind: "text"; readonly pattern: Pattern; readonly cased: boolean}
  /** RE2 syntax, checked; unanchored. */
  | {
      readonly kind: "regex";
      readonly source: string;
      readonly flags: {readonly i: boolean; readonly m: boolean; readonly s: boolean};
    }
  | {readonly kind: "cidr"; readonly network: string}
  | {readonly kind: "number"; readonly value: number}
  | {readonly kind: "boolean"; readonly value: boolean}
  /** The field has no value. */
  | {readonly kind: "null"}
  | {readonly kind: "exists"; readonly exists: boolean}
  | {readonly kind: "compare"; readonly operator: "<" | "<=" | ">" | ">="; readonly value: number}
  /** Equals another field of the same event, or contains it, begins or ends with it. */
  | {
      readonly kind: "fieldref";
      readonly field: string;
      readonly how: "equals" | "contains" | "startswith" | "endswith";
      readonly cased: boolean;
    }
  /** A part of a time: number as the part counts (hour 0-23, day of month, week of the year (ISO), month 1-12). */
  | {readonly kind: "timepart"; readonly part: TimePart; readonly match: Match};

export type TimePart = "minute" | "hour" | "day" | "week" | "month" | "year";

/** Literal text and wildcards, in order: `any` is any run of characters, `one` exactly one. */
export type Pattern = readonly (string | {readonly wildcard: "any" | "one"})[];

export const correlationTypes = [
  "event_count",
  "value_count",
  "temporal",
  "temporal_ordered",
  "value_sum",
  "value_avg",
  "value_percentile"
] as const;
export type CorrelationType = (typeof correlationTypes)[number];

export interface CorrelationRule extends Head {
  readonly kind: "correlation";
  readonly type: CorrelationType;
  /** Ids or names of the rules it looks at, in order; correlation rules among them. */
  readonly rules: readonly {readonly reference: string; readonly position: Position}[];
  /** Fields or aliases. */
  readonly groupBy: readonly string[];
  /** Milliseconds. */
  readonly timespan: number;
  /** Comparisons that hold all at once; of `temporal` types at least all the rules when nothing is said. */
  readonly condition: readonly {
    readonly operator: "<" | "<=" | ">" | ">=" | "=" | "!=";
    readonly value: number;
  }[];
  /** The field that value_* types look at; null for the others. */
  readonly field: string | null;
  /** Of value_percentile, 0 to 100; null for the others. */
  readonly percentile: number | null;
  /** alias -> rule reference -> field. */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Whether the rules it refers to count on their own as well. */
  readonly generate: boolean;
}
