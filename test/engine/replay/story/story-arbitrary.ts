import fc from "fast-check";
import {alertOrders, type Scene, storylines, views} from "../../../../src/engine/replay/scene.js";
import type {Chapter, Story} from "../../../../src/engine/replay/story/story.js";

const hostile = fc.constantFrom(
  ...[
    "---",
    "...",
    "- a",
    "a: b",
    "# no",
    "*a",
    "&a",
    "!!js",
    "|",
    ">-",
    "null",
    "~",
    "true",
    "1e3",
    "0x10",
    "'",
    '"',
    "\\"
  ],
  ...[
    "a\n---\nb",
    "a\r\nb",
    "\u0000",
    "\u0085",
    "\u2028x",
    "\u202e",
    "\ud800",
    "<script>",
    "=1+1",
    "2026-03-02",
    "a\tb",
    "a \n b"
  ]
);

/** Texts as readers keep them: without space around them. */
const text = (longest: number) =>
  fc
    .oneof(fc.string({maxLength: longest}), fc.string({unit: "binary", maxLength: longest}), hostile)
    .map(text => text.trim() || "x");
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, {nil: null});
/** Keys that may be missing are missing, not undefined. */
const partial = <T>(keys: {[K in keyof T]: fc.Arbitrary<T[K]>}) =>
  fc.record(keys, {requiredKeys: []}) as unknown as fc.Arbitrary<Partial<T>>;

const degrees = (limit: number) => fc.double({min: -limit, max: limit, noNaN: true}).map(value => value + 0);
const scene = partial<
  Omit<Scene, "source" | "camera"> & {source: string; camera: NonNullable<Scene["camera"]>}
>({
  view: fc.constantFrom(...views),
  span: fc.integer({min: 1, max: 1_000_000}).map(seconds => seconds * 1000),
  only: fc.constantFrom(...storylines),
  without: fc.uniqueArray(text(20), {minLength: 1, maxLength: 3}).map(list => list.sort()),
  source: text(20),
  order: fc.constantFrom(...alertOrders),
  camera: fc.record({longitude: degrees(180), latitude: degrees(90), zoom: fc.integer({min: 1, max: 1000})})
});

const chapter: fc.Arbitrary<Chapter> = fc
  .record({
    title: text(40),
    from: fc.integer({min: 0, max: Date.UTC(2100, 0)}),
    length: fc.nat({max: 1e9}),
    seconds: maybe(fc.double({min: 1, max: 3600, noNaN: true})),
    caption: maybe(text(80)),
    note: maybe(text(200)),
    did: fc.array(text(40), {maxLength: 4}),
    card: fc.boolean(),
    scene
  })
  .map(({length, from, ...rest}) => ({...rest, from, to: from + length}));

/** Stories as readers yield them. */
export const stories: fc.Arbitrary<Story> = fc.record({
  id: fc.constantFrom("night", "a-b_c.d"),
  title: text(40),
  about: maybe(text(80)),
  chapters: fc.array(chapter, {minLength: 1, maxLength: 5})
});
