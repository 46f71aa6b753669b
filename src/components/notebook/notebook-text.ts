import MarkdownIt from "markdown-it";
import {textValueAt} from "../../engine/notebook/text-values.js";
import {html} from "../html.js";

/** What a place in a text shows: an element, made where it stands. */
export type ValueElement = (name: string, column: string | null) => Node;

/** Addresses that a link may lead to: the web, mail, and places relative to this page. */
const allowed = /^(https?:\/\/|mailto:|\.{0,2}\/(?!\/)|#|\?|[\w.-]+\.html\b)/i;

const markdown = new MarkdownIt("commonmark", {html: false, linkify: false}).enable([
  "table",
  "strikethrough"
]);
// A picture from elsewhere would tell its server who reads.
markdown.disable("image");
markdown.validateLink = address => allowed.test(address.trim());
markdown.inline.ruler.before("text", "notebook-value", (state, silent) => {
  const found = textValueAt(state.src, state.pos);
  if (found === null) return false;
  if (!silent) {
    const token = state.push("notebook_value", "", 0);
    token.meta = found.value;
  }
  state.pos += found.length;
  return true;
});
markdown.renderer.rules.notebook_value = (tokens, index) => {
  const {name, column} = tokens[index]?.meta ?? {};
  // Both are letters, digits and _ by the pattern that found them.
  return `<span class="nb-value" data-name="${name}"${column === null ? "" : ` data-column="${column}"`}></span>`;
};
// Headings of a notebook stand below the page's own.
for (const rule of ["heading_open", "heading_close"] as const)
  markdown.renderer.rules[rule] = (tokens, index, options, _, self) => {
    const token = tokens[index];
    if (token !== undefined) token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 1)}`;
    return self.renderToken(tokens, index, options);
  };

/** Text in Markdown as HTML, in which whatever is not Markdown is escaped; values are empty elements that name them. */
export function renderText(source: string): string {
  return markdown.render(source);
}

/** Text in Markdown as elements. Markup in it is text, links lead where they may, and values are put in as text. */
export function notebookText(source: string, valueAt: ValueElement): HTMLElement {
  const box = html`<div class="nb-prose"></div>`;
  // markdown-it escapes whatever is not Markdown; the tests hold it against a corpus of markup.
  box.innerHTML = renderText(source);
  for (const link of box.querySelectorAll("a")) {
    if (!/^(https?:)?\/\//i.test(link.getAttribute("href") ?? "")) continue;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  for (const place of box.querySelectorAll<HTMLElement>("span.nb-value"))
    place.replaceChildren(valueAt(place.dataset.name ?? "", place.dataset.column ?? null));
  return box;
}

/** The headings of a text, for an outline. */
export function headings(source: string): readonly string[] {
  const tokens = markdown.parse(source, {});
  return tokens.flatMap((token, i) =>
    token.type === "heading_open" ? [tokens[i + 1]?.content.replace(/[*_`]/g, "") ?? ""] : []
  );
}
