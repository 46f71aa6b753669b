import type {Query} from "../sql.js";

/** How one Sigma rule that hit something was judged. */
export interface RuleFigures {
  readonly rule: string;
  readonly title: string;
  readonly level: string | null;
  readonly hits: number;
  readonly attacks: number;
  /** Null where the truth judges none of the events hit. */
  readonly precision: number | null;
  /** Share of all normal events. */
  readonly false_positive_rate: number | null;
}

/** Rules that stand alone and hit something, the least precise first: `RuleFigures`. */
export const ruleFiguresQuery: Query = {
  sql: `
    SELECT judged.slice AS rule, coalesce(min(rules.title), judged.slice) AS title, min(rules.level) AS level,
      judged."rows" AS hits, judged.attacks,
      max(judged.value) FILTER (judged.measure = 'precision') AS precision,
      max(judged.value) FILTER (judged.measure = 'false_positive_rate') AS false_positive_rate
    FROM evaluation judged LEFT JOIN rules ON rules.rule_id = judged.slice
    WHERE judged.family = 'event' AND judged.protocol = 'as_built' AND judged.slice_kind = 'rule' AND judged."rows" > 0
    GROUP BY judged.slice, judged."rows", judged.attacks
    ORDER BY precision NULLS LAST, hits DESC, rule
  `
};

/** What the recurrent network calls sequences of one kind that it takes for attacks. */
export interface NamedType {
  readonly type: string;
  readonly kind: string;
  readonly sequences: number;
  /** Of them, those that were raised, by whichever model is used. */
  readonly raised: number;
  /** Median probability of that type among all types. */
  readonly confidence: number;
}

/** The types that the network names in the published sequences, the most frequent first: `NamedType`s. */
export const namedTypesQuery: Query = {
  sql: `
    SELECT challenger_type AS type, kind, count(*) AS sequences, count(*) FILTER (level > 0) AS raised,
      quantile_disc(challenger_type_confidence, 0.5) AS confidence
    FROM sequences
    WHERE challenger_attack AND challenger_type IS NOT NULL
    GROUP BY ALL
    ORDER BY sequences DESC, type, kind
  `
};
