import fc from "fast-check";
import {deflate} from "pako";
import {expect, it} from "vitest";
import {notebookAddress, notebookFragment} from "../../../src/components/notebook/notebook-link.js";
import {cellKinds, notebookLimits} from "../../../src/engine/notebook/document.js";
import {formatNotebook, parseNotebook} from "../../../src/engine/notebook/file.js";
import {decodeNotebook, encodeNotebook} from "../../../src/engine/notebook/share.js";

const toBase64Url = (bytes: Uint8Array) =>
  btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const notebooks = fc
  .record({
    title: fc.string({minLength: 1, maxLength: 80}).filter(t => t.replace(/\s+/g, " ").trim() === t),
    cells: fc.array(
      fc.record({
        kind: fc.constantFrom(...cellKinds),
        name: fc.option(fc.constantFrom("a", "top_sources", "<b>")),
        source: fc.string({unit: "grapheme", maxLength: 300}),
        folded: fc.boolean()
      }),
      {maxLength: 12}
    )
  })
  .filter(({title}) => title !== "")
  .map(({title, cells}) => ({title, cells: cells.map((cell, i) => ({id: `c${i + 1}`, ...cell}))}));

it("a notebook is the same after it was a file, and after it was a link", () => {
  fc.assert(
    fc.property(notebooks, notebook => {
      expect(parseNotebook(formatNotebook(notebook))).toEqual({notebook, problems: []});
      const text = encodeNotebook(notebook);
      expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(decodeNotebook(text)).toEqual({notebook, problems: []});
    })
  );
});

it("whatever stands in a link or a file is a notebook, or refused with a sentence", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.base64String()), text => {
      for (const read of [parseNotebook(text), decodeNotebook(text)]) {
        expect(read.notebook).toBeNull();
        expect(read.problems).toHaveLength(1);
      }
    })
  );
});

it("a link that becomes more than a notebook may hold is refused before it is decompressed whole", () => {
  const bomb = deflate(new Uint8Array(500_000_000 / 10).fill(32), {level: 9});
  const text = toBase64Url(bomb);
  expect(decodeNotebook(text).problems).toEqual([
    "the notebook in this link is larger than a notebook may be"
  ]);
});

it("a link that was cut is damaged, and says so", () => {
  const text = encodeNotebook({title: "x", cells: []});
  for (let length = 0; length < text.length; ++length)
    expect(decodeNotebook(text.slice(0, length)).problems).toEqual([
      "the notebook in this link is damaged; it may have been cut when it was copied"
    ]);
});

it("cells that are wrong are left out, each with a sentence, and the others stay", () => {
  const file = (cells: unknown, more = {}) =>
    JSON.stringify({format: "flowbook-notebook", version: 1, title: " A\n<b> ", cells, ...more});
  const {notebook, problems} = parseNotebook(
    file([
      null,
      {kind: "script", source: "alert(1)"},
      {kind: "sql"},
      {kind: "sql", source: "x".repeat(notebookLimits.source + 1)},
      {kind: "sql", source: "SELECT 1", name: 5},
      {kind: "sql", source: "SELECT 1", folded: "yes"},
      {kind: "sql", source: "SELECT 1", onload: "alert(1)", __proto__: {x: 1}}
    ])
  );
  expect(problems).toEqual([
    "cell 1 was left out: it is not an object",
    'cell 2 was left out: there is no kind "script"; expected sql, markdown, input, chart, exercise',
    'cell 3 was left out: "source" must be text',
    'cell 4 was left out: "source" has at most 100,000 characters',
    'cell 5 was left out: "name" must be text',
    'cell 6 was left out: "folded" must be true or false'
  ]);
  expect(notebook).toEqual({
    title: "A <b>",
    cells: [{id: "c7", kind: "sql", name: null, source: "SELECT 1", folded: false}]
  });
  expect(parseNotebook(file({})).problems).toEqual(['"cells" must be a list']);
  expect(parseNotebook(file([], {version: 2})).problems).toEqual(["this notebook has version 2; expected 1"]);
  expect(parseNotebook(file(Array(301).fill({kind: "markdown", source: ""}))).notebook?.cells).toHaveLength(
    300
  );
});

it("the address of a chart's query opens as a notebook with that query alone", async () => {
  const sql = "SELECT '</script>' AS x, 'ü' FROM events";
  const address = await notebookAddress({title: "What <i>is</i> this?", sql});
  expect(address).toMatch(/^\.\/notebook\.html#nb=[A-Za-z0-9_-]+$/);
  expect(decodeNotebook(address.slice(address.indexOf(notebookFragment) + notebookFragment.length))).toEqual({
    notebook: {
      title: "What <i>is</i> this?",
      cells: [{id: "c1", kind: "sql", name: "result", source: sql, folded: false}]
    },
    problems: []
  });
});
