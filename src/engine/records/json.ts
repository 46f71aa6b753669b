import {readJsonValues} from "./json-values.js";
import {splitLines} from "./lines.js";
import {parseRecord} from "./parse-record.js";
import type {RecordReader, RecordSink} from "./record.js";

/**
 * JSON records: one object per line, or an array of objects, or objects printed over several lines.
 * Which one is seen from the first line: only the last two begin with a bracket, or with a brace that stands alone.
 */
export function readJson(sink: RecordSink<unknown>): RecordReader {
  let reader: RecordReader | undefined;
  let held = "";

  return {
    push(text) {
      if (!reader) {
        held += text;
        const first = firstLine(held, false);
        if (first === null) return;
        reader = readerFor(first, sink);
        text = held;
        held = "";
      }
      reader.push(text);
    },
    end() {
      reader ??= readerFor(firstLine(held, true) ?? "", sink);
      if (held) reader.push(held);
      reader.end();
    }
  };
}

function readerFor(firstLine: string, sink: RecordSink<unknown>): RecordReader {
  return firstLine === "{" || firstLine.startsWith("[") ? readJsonValues(sink) : readJsonLines(sink);
}

/** The first line that is not blank, trimmed; null while it has not ended, unless its beginning already decides. */
function firstLine(text: string, ended: boolean): string | null {
  const start = text.search(/\S/);
  if (start < 0) return null;
  const end = text.indexOf("\n", start);
  if (end >= 0 || ended) return text.slice(start, end < 0 ? undefined : end).trim();
  const beginning = text.slice(start).trimEnd();
  return beginning === "{" ? null : beginning;
}

function readJsonLines(sink: RecordSink<unknown>): RecordReader {
  return splitLines(
    line => parseRecord(unseparated(line), sink),
    (line, reason) => sink.broken(line, reason)
  );
}

/** A line without the comma that some tools leave behind an object, as if an array went on. */
function unseparated(line: string): string {
  const end = line.trimEnd().length;
  return line.charAt(end - 1) === "," && line.charAt(end - 2) === "}" ? line.slice(0, end - 1) : line;
}
