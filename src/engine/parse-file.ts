import type {Event} from "./event.js";
import {describeUnread, type Format, recognise} from "./recognise.js";
import {createDecoder} from "./records/decode.js";
import type {RecordReader} from "./records/record.js";
import {recordLimit} from "./records/record.js";
import type {Mapping, SourceContext} from "./sources/source.js";

/** What became of a file's records: records = mapped + ignored + quarantined. */
export interface FileSummary {
  /** Null when the format is not known; nothing else is counted then. */
  readonly dataset: string | null;
  readonly container: string | null;
  readonly records: number;
  readonly mapped: number;
  readonly ignored: number;
  readonly quarantined: number;
  readonly events: number;
  /** Reason to number of records. */
  readonly ignoredReasons: Readonly<Record<string, number>>;
  readonly quarantineReasons: Readonly<Record<string, number>>;
  readonly notes: readonly string[];
  /** Whether the file held anything but white space. */
  readonly empty: boolean;
}

export interface ParseSink {
  event(event: Event, record: number, part: number, raw: string): void;
  quarantine(record: number, reason: string, raw: string): void;
}

export interface FileParser {
  /** Takes the next decompressed bytes. */
  push(bytes: Uint8Array): void;
  /** No more bytes. `problem` says why there are fewer than there should be, e.g. a gzip cut short. */
  end(problem?: string): FileSummary;
  /** False once the file's beginning has been seen and is of no known format: reading on is of no use. */
  readonly wanted: boolean;
  /** What has become of the records so far. */
  readonly counts: Pick<FileSummary, "records" | "quarantined" | "events">;
}

/** Characters that decide what a file is, as far as they are whole lines. */
const beginningLength = 512 * 1024;

/** Events that one record may become: somebody who sends a honeypot 100,000 passwords in one session must not fill the disk. */
const eventLimit = 1000;
/** How much of a record is kept with its second and later events; its first has all of it. */
const repeatedLength = 4096;

/** Reads one file: bytes in, events out, every record accounted for. Memory does not grow with the file. */
export function parseFile(context: Omit<SourceContext, "note">, sink: ParseSink): FileParser {
  const decoder = createDecoder();
  const notes = new Set<string>();
  const ignoredReasons = new Map<string, number>();
  const quarantineReasons = new Map<string, number>();
  let beginning = "";
  let decided = false;
  let format: Format | null = null;
  let reader: RecordReader | undefined;
  let records = 0,
    mapped = 0,
    ignored = 0,
    quarantined = 0,
    events = 0;

  function account(mapping: Mapping, raw: string) {
    records++;
    if (isEvents(mapping)) {
      mapped++;
      const kept = mapping.length > eventLimit ? mapping.slice(0, eventLimit) : mapping;
      if (kept !== mapping)
        notes.add(`a record tells of more than ${eventLimit} events; its first ${eventLimit} are kept`);
      events += kept.length;
      for (let part = 0; part < kept.length; part++) {
        const event = kept[part];
        if (event) sink.event(event, records, part, part === 0 ? raw : raw.slice(0, repeatedLength));
      }
    } else if ("ignored" in mapping) {
      ignored++;
      count(ignoredReasons, mapping.ignored);
    } else {
      quarantined++;
      count(quarantineReasons, mapping.rejected);
      sink.quarantine(records, mapping.rejected, raw);
    }
  }

  function decide() {
    decided = true;
    const telling = wholeLines(beginning);
    format = recognise(telling);
    const note = (text: string) => void notes.add(text);
    const unread = format === null ? describeUnread(telling) : null;
    if (unread !== null) note(unread);
    reader = format?.open({...context, toUtc: context.toUtc, note}, {mapping: account, note});
    reader?.push(beginning);
  }

  function take(text: string) {
    if (!text) return;
    if (decided) reader?.push(text);
    else {
      beginning += text;
      // One record may be longer than the beginning; wait for its end.
      const enough =
        beginning.length >= beginningLength && (beginning.includes("\n") || beginning.length > recordLimit);
      if (enough) {
        decide();
        beginning = "";
      }
    }
  }

  return {
    push: bytes => take(decoder.push(bytes)),
    get wanted() {
      return !decided || format !== null;
    },
    get counts() {
      return {records, quarantined, events};
    },
    end(problem) {
      take(decoder.end());
      const empty = !decided && beginning.trim() === "";
      if (!decided) decide();
      reader?.end();
      if (problem) notes.add(problem);
      // Of what is no log, the more is read the more lines are not text; how much is read depends on who reads.
      if (format && decoder.replaced)
        notes.add(`${decoder.replaced} lines are not UTF-8 and were read as Windows-1252`);
      if (decoder.encoding !== "UTF-8") notes.add(`read as ${decoder.encoding}`);
      return {
        dataset: format?.dataset ?? null,
        container: format?.container ?? null,
        records,
        mapped,
        ignored,
        quarantined,
        events,
        ignoredReasons: Object.fromEntries([...ignoredReasons].sort()),
        quarantineReasons: Object.fromEntries([...quarantineReasons].sort()),
        notes: [...notes],
        empty
      };
    }
  };
}

/** What decides, of at least as much text: the same however large the pieces are that a file is read in. */
function wholeLines(text: string): string {
  const end = text.lastIndexOf("\n", beginningLength - 1) + 1 || text.indexOf("\n", beginningLength) + 1;
  return text.length < beginningLength || end === 0 ? text.slice(0, recordLimit + 1) : text.slice(0, end);
}

function isEvents(mapping: Mapping): mapping is readonly Event[] {
  return Array.isArray(mapping);
}

/** Distinct reasons are kept to a number that fits on a page; what a reason quotes must not make the map grow with the file. */
const reasonLimit = 100;

function count(reasons: Map<string, number>, reason: string) {
  const key = reasons.has(reason) || reasons.size < reasonLimit ? reason : "other reasons";
  reasons.set(key, (reasons.get(key) ?? 0) + 1);
}
