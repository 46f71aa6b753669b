import type {RecordReader, RecordSink} from "../../../src/engine/records/record.js";

/** A record or a broken one, in the order found, with its original text. */
export type Found<R> =
  | {readonly value: R; readonly raw: string}
  | {readonly broken: string; readonly raw: string};

/** Everything a reader finds in a text that arrives `step` characters at a time. */
export function collect<R>(
  read: (sink: RecordSink<R>) => RecordReader,
  text: string,
  step = Number.POSITIVE_INFINITY
): {found: Found<R>[]; notes: string[]} {
  const found: Found<R>[] = [];
  const notes: string[] = [];
  const reader = read({
    record: (value, raw) => void found.push({value, raw}),
    broken: (raw, broken) => void found.push({broken, raw}),
    note: note => void notes.push(note)
  });
  for (let i = 0; i < text.length; i += step) reader.push(text.slice(i, i + step));
  reader.end();
  return {found, notes};
}
