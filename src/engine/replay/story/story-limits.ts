/** How much a story may hold, so that a file from anywhere cannot bury a page. Texts in characters. */
export const limits = {
  chapters: 100,
  title: 200,
  about: 1000,
  caption: 600,
  note: 4000,
  /** Lines of "what we did", and their length. */
  did: 12,
  didLine: 300,
  /** Addresses that a chapter may take away, and the length of one. */
  without: 100,
  address: 64,
  /** How long a chapter may play. */
  seconds: 3600
} as const;

/** A text of at most so many UTF-16 code units, without half a character at its end. */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, "");
  return `${cut.trimEnd()}…`;
}
