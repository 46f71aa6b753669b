import {readCsv} from "./records/csv.js";
import {readJson} from "./records/json.js";
import {readLines} from "./records/lines.js";
import type {RecordReader, RecordSink} from "./records/record.js";
import {readXml} from "./records/xml.js";
import {authlog} from "./sources/authlog.js";
import {cowrie} from "./sources/cowrie.js";
import {dionaea} from "./sources/dionaea.js";
import {iscx, iscxXml} from "./sources/iscx.js";
import type {Container, Mapping, Row, Source, SourceContext} from "./sources/source.js";
import {suricata} from "./sources/suricata.js";
import {textlog} from "./sources/textlog.js";
import {weblog} from "./sources/weblog.js";
import {zeekJson, zeekTable} from "./sources/zeek.js";
import {otherZeekLogs} from "./sources/zeek-other.js";

/** A source bound to its container's reader, so that the two always fit. */
export interface Format {
  readonly dataset: string;
  readonly container: Container;
  /** A reader for one file that maps each record and says what became of it. */
  open(context: SourceContext, sink: MappingSink): RecordReader;
}

/** Receives, once per record and in file order, what the record turned into. */
export interface MappingSink {
  mapping(mapping: Mapping, raw: string): void;
  note(text: string): void;
}

/** As many records tell what a file is; a file's beginning may hold far more of them, where a long array is one line. */
const tellingRecords = 4096;
const pieceLength = 64 * 1024;

type ReadRecords<R> = (sink: RecordSink<R>) => RecordReader;

/** A format, and whether the beginning of a file is of it. */
interface Candidate extends Format {
  recognises(text: string): boolean;
}

function candidate<R>(source: Source<R>, read: ReadRecords<R>): Candidate {
  return {
    dataset: source.dataset,
    container: source.container,
    open(context, sink) {
      const map = source.open(context);
      return read({
        record: (value, raw) => sink.mapping(map(value), raw),
        broken: (raw, reason) => sink.mapping({rejected: reason}, raw),
        note: text => sink.note(text)
      });
    },
    recognises(text) {
      const records: R[] = [];
      const reader = read({record: value => records.push(value), broken() {}, note() {}});
      for (let at = 0; at < text.length && records.length < tellingRecords; at += pieceLength)
        reader.push(text.slice(at, at + pieceLength));
      if (records.length < tellingRecords) reader.end();
      return records.length > 0 && source.recognises(records);
    }
  };
}

const json = [
  candidate(cowrie, readJson),
  candidate(suricata, readJson),
  candidate(dionaea, readJson),
  candidate(zeekJson, readJson)
];
const xml = [candidate<Row>(iscxXml, readXml)];
/** From what is most particular to what is least: many a line begins with a time. */
const lines = [candidate(authlog, readLines), candidate(weblog, readLines), candidate(textlog, readLines)];
const plain = [candidate(zeekTable, readLines), candidate<Row>(iscx, readCsv), ...lines];

/**
 * The format of a file, by its content only; null when it is none that we know.
 * @param beginning the file's first records as text.
 */
export function recognise(beginning: string): Format | null {
  // A crash may leave NUL bytes where a file was being written.
  const first = beginning.replaceAll("\0", "").trimStart().charAt(0);
  if (!first) return null;
  // A plain line may begin with its time in brackets, as an array of JSON does with one.
  const candidates = {"{": json, "[": [...json, ...lines], "<": [...xml, ...plain]}[first] ?? [
    ...plain,
    ...json
  ];
  return candidates.find(c => c.recognises(beginning)) ?? null;
}

/**
 * What a file is that `recognise` does not know, for whoever wonders why it was not read; null where nothing can be said.
 * @param beginning as of `recognise`.
 */
export function describeUnread(beginning: string): string | null {
  const logs = otherZeekLogs(beginning);
  return logs === null ? null : `Zeek's ${logs}: of Zeek's logs only conn.log is read`;
}
