/** Lines at the top of a list that are looked at for a date. */
const headLines = 30;
const dateWords =
  /\b(updated?|generated|created|date|modified|published|timestamp|version|exported|as of)\b/i;
const isoDate =
  /\b(20\d{2})[-/.](0[1-9]|1[0-2])[-/.](0[1-9]|[12]\d|3[01])\b(?:[T ](\d{2}:\d{2})(?::\d{2})?)?/;

/**
 * When a list says that it was made: `2026-03-01` or `2026-03-01 12:30`, from a comment at its top such as `# Last updated:
 * 2026-03-01 12:30:00 (UTC)`, or from a MISP event's date; null where it does not say.
 */
export function listDate(text: string): string | null {
  const head = text.slice(0, 20_000);
  if (/^\uFEFF?\s*[[{]/.test(head)) return /"date"\s*:\s*"(20\d{2}-\d{2}-\d{2})"/.exec(head)?.[1] ?? null;
  for (const line of head.split("\n", headLines)) {
    if (!/^\s*[#;!/]/.test(line) || !dateWords.test(line)) continue;
    const [, year, month, day, time] = isoDate.exec(line) ?? [];
    if (year !== undefined) return `${year}-${month}-${day}${time === undefined ? "" : ` ${time}`}`;
  }
  return null;
}
