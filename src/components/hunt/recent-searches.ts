/** What was hunted for lately, kept in this browser. */

const key = "flowbook-recent-searches";
/** How many are kept, and how long one may be. */
const kept = 12;
const longest = 500;

/** The latest first. Empty where the browser keeps nothing. */
export function recentSearches(): readonly string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(found) ? found.filter(text => typeof text === "string").slice(0, kept) : [];
  } catch {
    return [];
  }
}

/** Puts a search first, once. Very long ones are not kept. */
export function rememberSearch(text: string): void {
  if (text === "" || text.length > longest) return;
  write([text, ...recentSearches().filter(other => other !== text)].slice(0, kept));
}

export function forgetSearches(): void {
  write([]);
}

function write(texts: readonly string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(texts));
  } catch {
    // Storage may be forbidden or full; then nothing is remembered.
  }
}
