import {overlong} from "./overlong.js";
import {describeBroken, parseJson, parseRecord} from "./parse-record.js";
import {type RecordReader, type RecordSink, recordLimit} from "./record.js";

const quote = 34;
const comma = 44;
const backslash = 92;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;
const newline = 10;
/** What stands between two objects of an array. */
const betweenObjects = /\}\s*,\s*\{/;
/** How often a text is read again, on average, to find objects that a damaged one swallowed. */
const mostReadings = 16;

/**
 * The objects of a JSON array, or objects that follow one another, each over any number of lines.
 *
 * A damaged object must not swallow those after it. Pretty-printed objects all begin on a line of their own with
 * the same indentation, which nothing inside an object has; so a brace there while an object is still open means
 * that the open one is damaged, and reading goes on with the new one. Where a whole array stands in one line there is no
 * such sign; there, a text that is not JSON ends at its first "},{" and is read again from that brace.
 */
export function readJsonValues(sink: RecordSink<unknown>): RecordReader {
  let text = "";
  let position = 0;
  /** Where the open object, or the stray text, begins; -1 between records. */
  let start = -1;
  let depth = 0;
  let inString = false;
  let stray = false;
  /** Indentation of the first object that began on a line of its own; -1 until there is one. */
  let indentation = -1;
  let lineStart = 0;
  let atLineStart = true;
  /** Units of the file before `text`, and how many of all were read more than once. */
  let before = 0;
  let readAgain = 0;
  /** Units of the open record that are no longer held, because it is over the limit. */
  let dropped = 0;

  /** Ends the open record; returns where to go on reading, which is before `end` when the record had swallowed others. */
  function finish(end: number): number {
    const record = text.slice(start, end).trim();
    let next = end;
    if (dropped) sink.broken(...overlong(record, dropped));
    else if (stray) sink.broken(record, "expected a JSON object");
    else next = finishObject(record, end);
    start = -1;
    depth = 0;
    dropped = 0;
    inString = false;
    stray = false;
    return next;
  }

  function finishObject(record: string, end: number): number {
    const swallowed = record.includes("\n") ? null : betweenObjects.exec(record);
    const next = swallowed ? start + swallowed.index + swallowed[0].length - 1 : end;
    // Damage in every object of a long line must not have the line read as often as it has objects.
    const isAffordable = readAgain + end - next <= mostReadings * (before + end);
    if (!swallowed || !isAffordable || parseJson(record) !== undefined) {
      parseRecord(record, sink);
      return end;
    }
    readAgain += end - next;
    const damaged = record.slice(0, swallowed.index + 1);
    sink.broken(damaged, describeBroken(damaged));
    return next;
  }

  function begin(at: number, isStray: boolean) {
    start = at;
    stray = isStray;
    depth = isStray ? 0 : 1;
  }

  function scan() {
    for (; position < text.length; position++) {
      const code = text.charCodeAt(position);
      if (code === newline) {
        lineStart = position + 1;
        atLineStart = true;
        // A line end inside a string is not JSON: the string was never closed.
        inString = false;
        continue;
      }
      const beginsLine = atLineStart && code === openBrace;
      if (code > 32) atLineStart = false;
      if (beginsLine && start >= 0 && position - lineStart === indentation) {
        // A record that ends here spans lines, and so has swallowed nothing.
        finish(position);
        begin(position, false);
      } else if (inString) {
        if (code === backslash) position++;
        else if (code === quote) inString = false;
      } else if (start < 0) {
        if (code === openBrace) {
          if (beginsLine && indentation < 0) indentation = position - lineStart;
          begin(position, false);
        } else if (code > 32 && code !== comma && code !== openBracket && code !== closeBracket) {
          begin(position, true);
        }
      } else if (stray) {
        if (code === openBrace || code === comma || code === closeBracket) {
          position = finish(position) - 1;
        }
      } else if (code === quote) inString = true;
      else if (code === openBrace || code === openBracket) depth++;
      else if ((code === closeBrace || code === closeBracket) && --depth === 0)
        position = finish(position + 1) - 1;
    }
  }

  return {
    push(more) {
      // What is before the open record is done with, and so is what a record over the limit has too much.
      const from = start < 0 ? Math.min(position, text.length) : start;
      let kept = text.slice(from);
      if (kept.length > recordLimit) {
        const over = kept.length - recordLimit;
        dropped += over;
        kept = kept.slice(0, recordLimit);
        position -= over;
      }
      text = kept + more;
      before += from;
      position -= from;
      lineStart -= from;
      if (start >= 0) start = 0;
      scan();
    },
    end() {
      while (start >= 0) {
        position = finish(text.length);
        scan();
      }
    }
  };
}
