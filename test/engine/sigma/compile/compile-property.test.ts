import fc from "fast-check";
import {beforeAll, describe, expect, it} from "vitest";
import {mapLogSource} from "../../../../src/engine/sigma/log-sources.js";
import type {CorrelationType, Expression, Match, Pattern} from "../../../../src/engine/sigma/rule.js";
import {correlationTypes} from "../../../../src/engine/sigma/rule.js";
import {compiledSql, correlationRule, eventRule, type LogRow, Logs} from "./fixtures.js";
import {correlate, type Fired, holds} from "./interpret.js";

let logs: Logs;
beforeAll(async () => {
  logs = await Logs.open();
});

/** Hundreds of queries, on a machine that may be busy. */
const timeout = 60_000;

const position = {line: 1, column: 1};
/** Few characters, so that random texts match each other, and those that SQL, LIKE and RE2 give a meaning to. */
const character = fc.constantFrom(..."aAbB'\"%_*?\\.[(|^$-; \n\0éÉ€\u{1F600}1");
const shortText = fc.array(character, {maxLength: 4}).map(characters => characters.join(""));
const word = fc.oneof(
  shortText,
  fc.constantFrom("", "445", "true", "1", "' OR 1=1 --", "');DROP TABLE logs;--")
);

const textFields = ["username", "message", "http_url"] as const;
const numberFields = ["destination_port", "bytes_sent"] as const;

const event: fc.Arbitrary<LogRow> = fc.record({
  username: fc.option(word),
  message: fc.option(word),
  http_url: fc.option(word),
  destination_port: fc.option(fc.constantFrom(0, 1, 22, 445, 65535)),
  bytes_sent: fc.option(fc.constantFrom(0, 1, 445, 5_000_000_000)),
  flag_syn: fc.option(fc.boolean()),
  event_time: fc.constant(0)
});

const pattern: fc.Arbitrary<Pattern> = fc.array(
  fc.oneof(
    {weight: 2, arbitrary: shortText},
    {weight: 1, arbitrary: fc.constantFrom({wildcard: "any"} as const, {wildcard: "one"} as const)}
  ),
  {maxLength: 4}
);
const text: fc.Arbitrary<Match> = fc.record({
  kind: fc.constant("text" as const),
  pattern: fc.oneof(
    pattern,
    word.map(text => [text])
  ),
  cased: fc.boolean()
});
const bound = fc.constantFrom(0, 1, 22, 445, 1000);
const match: fc.Arbitrary<Match> = fc.oneof(
  {weight: 4, arbitrary: text},
  fc.constantFrom<Match>({kind: "null"}, {kind: "exists", exists: true}, {kind: "exists", exists: false}),
  fc.boolean().map((value): Match => ({kind: "boolean", value})),
  bound.map((value): Match => ({kind: "number", value})),
  fc.record({
    kind: fc.constant("compare" as const),
    operator: fc.constantFrom("<" as const, "<=" as const, ">" as const, ">=" as const),
    value: bound
  }),
  fc.record({
    kind: fc.constant("fieldref" as const),
    field: fc.constantFrom(...textFields),
    how: fc.constantFrom("equals" as const, "contains" as const, "startswith" as const, "endswith" as const),
    cased: fc.boolean()
  }),
  fc.record({
    kind: fc.constant("regex" as const),
    source: fc.constantFrom("a.b", "^a", "b$", "[ab]{2,}", "(?:a|')", "", "\\\\", "\\d+"),
    flags: fc.record({i: fc.boolean(), m: fc.boolean(), s: fc.boolean()})
  })
);
const leaf: fc.Arbitrary<Expression> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("field" as const),
      field: fc.constantFrom(...textFields, ...numberFields, "flag_syn"),
      match,
      position: fc.constant(position)
    })
  },
  fc.record({kind: fc.constant("keyword" as const), match: text, position: fc.constant(position)})
);
const {condition} = fc.letrec<{condition: Expression}>(tie => ({
  condition: fc.oneof(
    {depthSize: "small", withCrossShrink: true},
    leaf,
    fc.record({kind: fc.constant("not" as const), of: tie("condition")}),
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      of: fc.array(tie("condition"), {minLength: 1, maxLength: 12})
    })
  )
}));

const mapped = mapLogSource({category: "event", product: "flowbook", service: null, position});
const keywords = mapped.applicable ? mapped.keywords : [];

describe("a compiled rule", () => {
  it(
    "hits what reading the rule word by word hits, whatever rule and events say",
    async () => {
      await fc.assert(
        fc.asyncProperty(condition, fc.array(event, {minLength: 1, maxLength: 20}), async (asked, events) => {
          await logs.fill(events);
          const hits = await logs.hits(compiledSql([eventRule(asked)], 0));
          const expected = events.flatMap((one, seq) =>
            holds(asked, one, keywords) ? [{seq, value: null}] : []
          );
          expect(hits).toEqual(expected);
        }),
        {numRuns: 200}
      );
    },
    timeout
  );
});

const users = ["ann", "bob"];
const measured: ReadonlySet<CorrelationType> = new Set([
  "value_count",
  "value_sum",
  "value_avg",
  "value_percentile"
]);

describe("a compiled correlation", () => {
  const scene = fc.record({
    type: fc.constantFrom(...correlationTypes),
    events: fc.array(
      fc.record({
        event_time: fc.integer({min: 0, max: 8}),
        username: fc.option(fc.constantFrom(...users), {freq: 6}),
        http_url: fc.constantFrom("a", "b", "ab", "abc", "c", "none"),
        bytes_sent: fc.option(fc.constantFrom(1, 2, 3, 10))
      }),
      {minLength: 1, maxLength: 25}
    ),
    rules: fc.array(fc.constantFrom("a", "b", "c"), {minLength: 1, maxLength: 3}),
    timespan: fc.integer({min: 0, max: 6}),
    grouped: fc.boolean(),
    percentile: fc.constantFrom(0, 25, 50, 90, 100),
    condition: fc.array(
      fc.record({
        operator: fc.constantFrom(...(["<", "<=", ">", ">=", "=", "!="] as const)),
        value: fc.integer({min: 1, max: 6})
      }),
      {minLength: 1, maxLength: 2}
    ),
    said: fc.boolean()
  });

  it(
    "hits what counting by hand in every window hits",
    async () => {
      const contains = (letter: string): Expression => ({
        kind: "field",
        field: "http_url",
        match: {kind: "text", pattern: [{wildcard: "any"}, letter, {wildcard: "any"}], cased: false},
        position
      });
      const letters = ["a", "b", "c"].map(letter => eventRule(contains(letter), letter));
      await fc.assert(
        fc.asyncProperty(
          scene,
          async ({type, events, rules, timespan, grouped, percentile, condition, said}) => {
            const temporal = type === "temporal" || type === "temporal_ordered";
            const rule = correlationRule(rules, {
              type,
              timespan,
              groupBy: grouped ? ["username"] : [],
              condition: temporal && !said ? [] : condition,
              field: measured.has(type) ? "bytes_sent" : null,
              percentile: type === "value_percentile" ? percentile : null
            });
            await logs.fill(events);
            const fired = events
              .map((one, seq): Fired => {
                const fits = (letter: string) => one.http_url !== "none" && one.http_url.includes(letter);
                return {
                  seq,
                  time: one.event_time,
                  event: one,
                  rules: rules.flatMap((letter, i) => (fits(letter) ? [i] : []))
                };
              })
              .sort((a, b) => a.time - b.time || a.seq - b.seq);
            const expected = [...correlate(rule, fired)].sort(([a], [b]) => a - b);
            const hits = await logs.hits(compiledSql([...letters, rule], letters.length));
            expect(hits.map(({seq}) => seq)).toEqual(expected.map(([seq]) => seq));
            for (const [i, {value}] of hits.entries()) {
              expect(value).toBeCloseTo(expected[i]?.[1] ?? Number.NaN, 9);
            }
          }
        ),
        {numRuns: 200}
      );
    },
    timeout
  );
});
