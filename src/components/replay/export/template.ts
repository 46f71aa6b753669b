/** A place in a page that is filled in later: a comment, which neither a script nor a style sheet in the page can hold. */
const slot = (name: string) => `<!--flowbook:${name}-->`;

/**
 * The page that an exported story is put into. `scriptHash`, `style` and `script` are filled in when the site is built, `title` and
 * `recording` when a story is exported. It may run its own script and nothing else, and ask for nothing.
 */
export const replayTemplate = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${slot("scriptHash")}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Flowbook">
<title>${slot("title")}</title>
<style>${slot("style")}</style>
</head>
<body>
<main id="observablehq-main" class="observablehq"><p role="alert">Unpacking the replay … If this does not go away, the browser is too old or does not run scripts: it takes Chrome or Edge 123, Firefox 120, Safari 17.5 or newer.</p></main>
<script type="application/octet-stream" id="recording">${slot("recording")}</script>
<script>${slot("script")}</script>
</body>
</html>
`;

/** Writes texts, as they are, where a page has places for them. Throws where it has none. */
export function fillIn(page: string, texts: Readonly<Record<string, string>>): string {
  let filled = page;
  for (const [name, text] of Object.entries(texts)) {
    const [before, after, ...more] = filled.split(slot(name));
    if (before === undefined || after === undefined || more.length > 0)
      throw new Error(`the page for exported stories has not exactly one place for its ${name}`);
    filled = `${before}${text}${after}`;
  }
  return filled;
}

/** Text as HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
}
