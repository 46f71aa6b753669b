import {overlong} from "./overlong.js";
import type {RecordReader, RecordSink} from "./record.js";
import {recordLimit} from "./record.js";

/** One record per line; blank lines are not records. Line ends are LF or CRLF. */
export function readLines(sink: RecordSink<string>): RecordReader {
  return splitLines(
    line => sink.record(line, line),
    (line, reason) => sink.broken(line, reason)
  );
}

/** Cuts text into non-blank lines; a line over the record limit is handed to `broken`, shortened, so that memory stays bounded. */
export function splitLines(
  each: (line: string) => void,
  broken: (line: string, reason: string) => void
): RecordReader {
  let rest = "";
  let dropped = 0;

  function finish(line: string) {
    if (dropped || rest.length + line.length > recordLimit) {
      broken(...(dropped ? overlong(rest, dropped + line.length) : overlong(rest + line, 0)));
      dropped = 0;
    } else {
      const whole = rest ? rest + line : line;
      const end = whole.charCodeAt(whole.length - 1) === 13 ? whole.length - 1 : whole.length;
      const text = end < whole.length ? whole.slice(0, end) : whole;
      if (!isBlank(text)) each(text);
    }
    rest = "";
  }

  return {
    push(text) {
      let from = 0;
      for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", from)) {
        finish(text.slice(from, at));
        from = at + 1;
      }
      if (from === text.length) return;
      const tail = from ? text.slice(from) : text;
      if (dropped || rest.length + tail.length > recordLimit) dropped += tail.length;
      else rest += tail;
    },
    end() {
      if (rest || dropped) finish("");
    }
  };
}

function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 32 && code !== 9 && code !== 13) return false;
  }
  return true;
}
