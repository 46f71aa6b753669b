import {columnNames, createColumns, type ReplayNames} from "./columns.js";
import {type PackedNumbers, packNumbers, unpackNumbers} from "./pack-numbers.js";
import {packRows, readExact, unpackRows, writeExact} from "./pack-rows.js";
import type {RecordedAlert, Recording} from "./recording.js";
import type {ShellLine, ShellSession} from "./shell.js";
import type {Story} from "./story/story.js";

/** All that a file of its own needs to play a replay, beside the player. */
export interface ReplayFile {
  readonly recording: Recording;
  /** The first is told. */
  readonly stories: readonly Story[];
  /** Where it opens, as the query of the page's address. */
  readonly search: string;
  /** IANA name. */
  readonly timeZone: string;
  /** What the events are aimed at: degrees. */
  readonly targets: readonly {readonly name: string; readonly longitude: number; readonly latitude: number}[];
  /** Where the events come from. */
  readonly origin: "simulated" | "recorded" | "mixed";
  /** Whether the campus's addresses were masked for good. */
  readonly isMasked: boolean;
}

/** Raised whenever what is written changes; files of other versions are refused. */
const version = 1;
/** What a file begins with. */
const magic = Uint8Array.from("FBRP", letter => letter.charCodeAt(0));
const prefixLength = magic.length + 4;

/** What stands before the columns, as JSON. */
interface Header extends Omit<ReplayFile, "recording"> {
  readonly version: number;
  readonly events: number;
  readonly names: ReplayNames;
  /** In the order of `columnNames`, in which their bytes follow. */
  readonly columns: readonly Omit<PackedNumbers, "bytes">[];
  readonly alertCount: number;
  readonly alerts: Record<string, readonly unknown[]>;
  readonly bursts: Recording["bursts"];
  readonly sessions: readonly Omit<ShellSession, "lines">[];
  /** Of each session. */
  readonly lineCounts: readonly number[];
  /** Of all sessions, one after another. */
  readonly lines: Record<string, readonly unknown[]>;
}

/** Typed so that a field that is added to an alert or a line is packed too, or does not compile. */
const alertFields = keysOf<RecordedAlert>({
  alert_id: true,
  row: true,
  time: true,
  severity: true,
  dataset: true,
  detector: true,
  rule: true,
  finding: true,
  reason: true,
  technique: true,
  attacker_ip: true,
  source_ip: true,
  destination_ip: true,
  destination_port: true,
  username: true,
  service: true,
  event_count: true,
  incident_id: true,
  anomaly_score: true,
  origin: true
});
const lineFields = keysOf<ShellLine>({row: true, time: true, kind: true, text: true});

function keysOf<T>(fields: Record<keyof T, true>): (keyof T & string)[] {
  return Object.keys(fields) as (keyof T & string)[];
}

/**
 * A replay as bytes, exact to the bit, and laid out so that a compressor makes little of them: they are meant to be compressed, and are
 * not by themselves. The same replay gives the same bytes.
 */
export function packReplay({recording, ...rest}: ReplayFile): Uint8Array {
  const {columns, alerts, bursts, sessions} = recording;
  const packed = columnNames.map(name => packNumbers(columns[name]));
  const header: Header = {
    ...rest,
    version,
    events: columns.times.length,
    names: columns.names,
    columns: packed.map(({bytes: _, ...column}) => column),
    alertCount: alerts.length,
    alerts: packRows(alerts, alertFields),
    bursts,
    sessions: sessions.map(({lines: _, ...session}) => session),
    lineCounts: sessions.map(({lines}) => lines.length),
    lines: packRows(
      sessions.flatMap(({lines}) => lines),
      lineFields
    )
  };
  const text = new TextEncoder().encode(writeExact(header));
  const parts = [magic, new Uint8Array(4), text, ...packed.map(({bytes}) => bytes)];
  const file = new Uint8Array(parts.reduce((sum, {length}) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  new DataView(file.buffer).setUint32(magic.length, text.length, true);
  return file;
}

/** Throws Error, in a sentence for the reader, where the bytes are not a replay, are damaged, or come from another version. */
export function unpackReplay(bytes: Uint8Array): ReplayFile {
  if (magic.some((byte, i) => bytes[i] !== byte)) throw new Error("This is not a recording of Flowbook.");
  let found: number | null = null;
  try {
    const end = prefixLength + new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length, true);
    const header = readExact(new TextDecoder().decode(bytes.subarray(prefixLength, end))) as Header;
    found = header.version;
    if (found === version) return readReplay(header, bytes.subarray(end));
  } catch {
    throw new Error("The recording is damaged: a part of it is missing or was changed.");
  }
  throw new Error(
    `The recording is of version ${String(found).slice(0, 20)}, and this player reads version ${version}: export it again.`
  );
}

function readReplay(header: Header, bytes: Uint8Array): ReplayFile {
  const {events, names, bursts, stories, search, timeZone, targets, origin, isMasked} = header;
  const columns = createColumns(events);
  let at = 0;
  for (const [i, name] of columnNames.entries()) {
    const column = header.columns[i] ?? {kind: "bits", start: 0, width: 0};
    const end = at + events * column.width;
    unpackNumbers({...column, bytes: bytes.subarray(at, end)}, columns[name]);
    at = end;
  }
  const lineCount = header.lineCounts.reduce((sum, count) => sum + count, 0);
  const lines = unpackRows<ShellLine>(header.lines, lineFields, lineCount);
  let line = 0;
  const sessions = header.sessions.map((session, i) => {
    const first = line;
    line += header.lineCounts[i] ?? 0;
    return {...session, lines: lines.slice(first, line)};
  });
  const alerts = unpackRows<RecordedAlert>(header.alerts, alertFields, header.alertCount);
  return {
    recording: {columns: {...columns, names}, alerts, bursts, sessions},
    ...{stories, search, timeZone, targets, origin, isMasked}
  };
}
