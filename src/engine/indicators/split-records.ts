/** A record of a list: one line, or several where a quoted field holds line breaks. */
export interface ListRecord {
  /** Without white space around it. */
  readonly text: string;
  /** Its first line, from 1. */
  readonly line: number;
}

/** Lines that one quoted field may go over; past that a stray quote is taken for a character. */
const longestRecord = 40;

/** The lines of a file, without its byte order mark and blank ones. */
export function splitLines(text: string): ListRecord[] {
  const lines: ListRecord[] = [];
  for (const [i, line] of (text.startsWith("\uFEFF") ? text.slice(1) : text).split("\n").entries()) {
    const trimmed = line.trim();
    if (trimmed !== "") lines.push({text: trimmed, line: i + 1});
  }
  return lines;
}

/**
 * Joins lines that a quoted field goes over. A quote that is never closed costs its own line only, not the rest of the file.
 * @param isRecord whether a text is one whole record.
 */
export function joinRecords(lines: readonly ListRecord[], isRecord: (text: string) => boolean): ListRecord[] {
  const records: ListRecord[] = [];
  for (let i = 0; i < lines.length; i++) {
    const first = lines[i];
    if (!first) continue;
    records.push(first);
    if (!hasOddQuotes(first.text)) continue;
    let joined = first.text;
    for (let next = i + 1; next < Math.min(lines.length, i + longestRecord); next++) {
      const more = lines[next]?.text ?? "";
      joined += `\n${more}`;
      if (!hasOddQuotes(more) || !isRecord(joined)) continue;
      records[records.length - 1] = {text: joined, line: first.line};
      i = next;
      break;
    }
  }
  return records;
}

/** Whether a line leaves a quoted field open, or closes one that was: doubled quotes count twice and change nothing. */
function hasOddQuotes(line: string): boolean {
  let odd = false;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) odd = !odd;
  return odd;
}
