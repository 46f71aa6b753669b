import fc from "fast-check";
import {expect, it} from "vitest";
import {headings, renderText} from "../../../src/components/notebook/notebook-text.js";

/** Tags that Markdown makes; a text that has another one was not escaped. */
const tags =
  /^<\/?(p|h[2-6]|em|strong|s|code|pre|blockquote|ul|ol|li|a|hr|br|table|thead|tbody|tr|th|td|span)( (href|title|class|data-name|data-column|start|style)="[^"<>]*")* ?\/?>$/;

const hostile = [
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  '<a href="javascript:alert(1)">x</a>',
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](data:text/html;base64,PHNjcmlwdD4=)",
  "[x](vbscript:x)",
  "[x](\u0001javascript:alert(1))",
  "<javascript:alert(1)>",
  "![x](https://example.org/track.png)",
  "![x](x.png)",
  '[x](https://example.org "\\" onmouseover=alert(1) \\"")',
  "[x]: javascript:alert(1)\n[x]",
  '{{a" onload="x}}',
  `$\{<b>}`,
  "&lt;script&gt;",
  "</span></p></div><style>*{display:none}</style>",
  "`<b>` ~~~\n<b>\n~~~",
  "|a|\n|-|\n|<i onclick=x>|"
];

it.each(hostile)("markup in %j stays text", source => {
  const html = renderText(source);
  for (const tag of html.match(/<[^>]*>?/g) ?? []) expect(tag).toMatch(tags);
  expect(html).not.toMatch(/<img|href="(?!https:\/\/example\.org\b)/i);
});

it("whatever is written makes only the elements of Markdown", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...hostile, "{{a}}", "*", "\n\n", "# "), fc.string())),
      parts => {
        for (const tag of renderText(parts.join("")).match(/<[^>]*>?/g) ?? []) expect(tag).toMatch(tags);
      }
    )
  );
});

it("links lead to the web, to mail and to the site's own pages", () => {
  const hrefs = (text: string) => [...renderText(text).matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
  expect(
    hrefs(
      "[a](https://e.org/x) [b](mailto:a@e.org) [c](./alerts.html?alert=1) [d](map.html) [e](#nb) [f](//e.org)"
    )
  ).toEqual(["https://e.org/x", "mailto:a@e.org", "./alerts.html?alert=1", "map.html", "#nb"]);
});

it("values are elements that name them, and headings begin below the page's", () => {
  expect(renderText(`# A\n\n**{{top.n}}** of $\{all}, not \`{{x}}\``)).toBe(
    '<h2>A</h2>\n<p><strong><span class="nb-value" data-name="top" data-column="n"></span></strong> of <span class="nb-value" data-name="all"></span>, not <code>{{x}}</code></p>\n'
  );
  expect(headings("# A *b*\n\ntext\n\n## `C`")).toEqual(["A b", "C"]);
});
