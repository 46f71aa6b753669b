import {html} from "../html.js";

export interface HuntBox extends HTMLElement {
  /** What is hunted for; "" for nothing yet. */
  readonly value: string;
  /** Hunts for a text as if the reader had typed it. */
  hunt(text: string): void;
}

/** Longer ones are not in the page's address: browsers and servers cut addresses. */
const longestQuery = 6000;

const queryOf = () => new URLSearchParams(location.search).get("q") ?? "";

/**
 * The box that takes anything: an input in Framework's sense, whose value changes when the reader hunts (Enter or the button)
 * and as the reader goes back and forth. The page's address has it as `?q=`.
 */
export function huntBox(): HuntBox {
  let value = queryOf();
  const field =
    html`<textarea rows="1" id="hunt-box" name="q" spellcheck="false" autocapitalize="none" autocomplete="off" autocorrect="off" aria-describedby="hunt-hint" placeholder="203.0.113.7, 203.0.113.0/24, evil[.]example, a hash, port 22, root, wget …"></textarea>` as HTMLTextAreaElement;
  const note = html`<span role="status" class="hunt-note"></span>`;
  const form = html`<form class="hunt-box" role="search">
  <label for="hunt-box">Hunt for an address, network, domain, URL, hash, port, user name, command or any text</label>
  <div class="hunt-line">${field}<button type="submit" class="button hunt-go">Hunt</button></div>
  <p id="hunt-hint">Enter hunts, Shift+Enter begins another line; up to 20 at a time. Defanged forms such as hxxp:// and [.] are understood; “user:root”, “text:22” or "quotes" say what is meant. ${note}</p>
</form>`;

  /** The field is as high as its text, within bounds. */
  function fit(): void {
    field.rows = Math.min(8, Math.max(1, field.value.slice(0, 4000).split("\n").length));
  }

  function show(text: string): void {
    value = text;
    field.value = text;
    fit();
  }

  function tell(): void {
    form.dispatchEvent(new CustomEvent("input", {bubbles: true}));
  }

  function hunt(text: string): void {
    const trimmed = text.trim();
    show(trimmed);
    const url = new URL(location.href);
    const fits = encodeURIComponent(trimmed).length <= longestQuery;
    if (trimmed === "" || !fits) url.searchParams.delete("q");
    else url.searchParams.set("q", trimmed);
    note.textContent = fits ? "" : "This is too long to be part of the page’s address.";
    if (url.href !== location.href) history.pushState(null, "", url);
    tell();
  }

  field.addEventListener("input", event => {
    // Typing is not hunting.
    event.stopPropagation();
    fit();
  });
  field.addEventListener("keydown", event => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    hunt(field.value);
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    hunt(field.value);
  });
  addEventListener("popstate", () => {
    if (queryOf() === value) return;
    show(queryOf());
    tell();
  });
  show(value);
  return Object.defineProperty(Object.assign(form, {hunt}), "value", {
    get: () => value
  }) as unknown as HuntBox;
}
