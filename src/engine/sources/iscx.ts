import {createEvent, type Direction, type Event, type Label} from "../event.js";
import {
  cleanText,
  expectedAddress,
  expectedPort,
  readAddress,
  readNumber,
  readPort,
  rejectField
} from "./fields.js";
import {flowFlags} from "./iscx-flags.js";
import {applicationProtocol, attackOn, transportProtocol} from "./iscx-names.js";
import {createFlowTimeReader, expectedFlowTime} from "./iscx-time.js";
import {decodePayload} from "./payload.js";
import type {Mapping, Rejected, Row, Source, SourceContext} from "./source.js";

/**
 * The ISCX IDS 2012 flow table as CSV, one row per flow with `Label`, times to the minute.
 * https://www.unb.ca/cic/datasets/ids.html
 */
export const iscx: Source<Row> = {dataset: "iscx", container: "csv", recognises, open: openIscx};

/** The same table as the original XML: elements named for the day's table, `Tag` for the label, times to the second. */
export const iscxXml: Source<Row> = {dataset: "iscx", container: "xml", recognises, open: openIscx};

/** Without these a row says nothing about who did what when. */
const required = ["startDateTime", "source", "destination"];

const measures = [
  "stopDateTime",
  "protocolName",
  "appName",
  "sourcePort",
  "destinationPort",
  "totalSourceBytes",
  "totalDestinationBytes",
  "totalSourcePackets",
  "totalDestinationPackets",
  "direction",
  "sourceTCPFlagsDescription",
  "destinationTCPFlagsDescription"
];

/** Names that other flow tables do not use. A few suffice: the table is known even where columns are missing. */
const telling = measures.filter(name => name !== "direction");
const tellingEnough = 4;

const directions: ReadonlyMap<string, Direction> = new Map([
  ["L2R", "outbound"],
  ["R2L", "inbound"],
  ["L2L", "internal"]
]);

function recognises(sample: readonly Row[]): boolean {
  const known = sample.filter(
    row => telling.filter(name => Object.hasOwn(row, name)).length >= tellingEnough
  );
  return known.length * 2 > sample.length;
}

function openIscx(context: SourceContext): (row: Row) => Mapping {
  const readTime = createFlowTimeReader(context);
  const noted = new Set<string>();

  /** Says what is true of the file once. */
  function note(kind: string, text: () => string): void {
    if (noted.has(kind)) return;
    noted.add(kind);
    context.note(text());
  }

  function readLabel(row: Row): Label | null {
    const text = read(row, "Label") ?? read(row, "Tag");
    if (text === "Normal" || text === "Attack") return text;
    if (text === null)
      note("no label", () => "rows without a label, or without a Label or Tag column, count as unlabelled");
    else note("label", () => `labels other than Normal and Attack count as unlabelled, e.g. ${quote(text)}`);
    return null;
  }

  function readPayload(row: Row, side: "source" | "destination"): string | null {
    const base64 = read(row, `${side}PayloadAsBase64`);
    const decoded = base64 === null ? null : decodePayload(base64);
    if (decoded !== null) return decoded;
    if (base64 !== null) note("base64", () => "payloads that are not base64 are left out");
    const text = read(row, `${side}PayloadAsUTF`);
    return text === null ? null : cleanText(text);
  }

  function checkColumns(row: Row): Rejected | null {
    if (required.every(name => row[name] !== undefined)) return null;
    const names = required.filter(name => row[name] === undefined).join(", ");
    note(`required ${names}`, () => `missing columns: ${names}; flows without them cannot be used`);
    return {rejected: `missing columns: ${names}`};
  }

  function noteUnmeasured(row: Row): void {
    // XML leaves out an element that has no value, so one row says nothing about the whole file.
    if (measures.some(name => row[name] === undefined)) {
      const lost = measures.filter(name => row[name] === undefined);
      note("optional", () => `some flows do not measure: ${lost.join(", ")}`);
    }
  }

  return row => {
    const missing = checkColumns(row);
    if (missing !== null) return missing;
    noteUnmeasured(row);

    const start = readTime(row.startDateTime?.trim() ?? "");
    if (start === null) return rejectField("startDateTime", row.startDateTime, expectedFlowTime);
    const stopText = read(row, "stopDateTime");
    const stop = stopText === null ? null : readTime(stopText);
    if (stopText !== null && stop === null) return rejectField("stopDateTime", stopText, expectedFlowTime);
    if (stop !== null && stop.time < start.time) {
      return rejectField(
        "stopDateTime",
        stopText,
        `a time not before startDateTime, ${quote(row.startDateTime ?? "")}`
      );
    }

    const event = createEvent("iscx", "flow", start.time);
    const rejected = readEndpoints(row, event) ?? readVolume(row, event);
    if (rejected !== null) return rejected;
    // A flow is logged when it ends.
    if (stop !== null) event.logged_time = stop.time;
    if (stop?.hasSeconds && start.hasSeconds) event.duration = (stop.time - start.time) / 1000;
    else if (stop !== null)
      note("minutes", () => "times have no seconds; durations and rates are not measured");

    const protocol = read(row, "protocolName");
    if (protocol !== null) event.protocol = cleanText(transportProtocol(protocol));
    const application = read(row, "appName");
    if (application !== null) event.app_protocol = applicationProtocol(cleanText(application));
    event.direction = directions.get(read(row, "direction") ?? "") ?? "unknown";
    Object.assign(
      event,
      flowFlags(read(row, "sourceTCPFlagsDescription"), read(row, "destinationTCPFlagsDescription"))
    );
    event.label = readLabel(row);
    if (event.label === "Attack") event.attack_type = attackOn(start.date);

    const payload = [readPayload(row, "source"), readPayload(row, "destination")].filter(
      text => text !== null
    );
    if (payload.length > 0) event.details = {payload: payload.join("\n")};
    return [event];
  };
}

/** The value of a column, null where it is absent, empty or "N/A". */
function read(row: Row, column: string): string | null {
  const text = row[column]?.trim();
  return text === undefined || text === "" || text === "N/A" ? null : text;
}

const endpoints = [
  {address: "source", port: "sourcePort", ip: "source_ip", at: "source_port"},
  {address: "destination", port: "destinationPort", ip: "destination_ip", at: "destination_port"}
] as const;

function readEndpoints(row: Row, event: Event): Rejected | null {
  for (const {address, port, ip, at} of endpoints) {
    const foundAddress = readAddress(read(row, address));
    if (foundAddress === null || foundAddress === undefined) {
      return rejectField(address, row[address], expectedAddress);
    }
    const foundPort = readPort(read(row, port));
    if (foundPort === undefined) return rejectField(port, row[port], expectedPort);
    event[ip] = foundAddress;
    event[at] = foundPort;
  }
  event.attacker_ip = event.source_ip;
  return null;
}

const volumes = [
  ["totalSourceBytes", "bytes_sent"],
  ["totalDestinationBytes", "bytes_received"],
  ["totalSourcePackets", "packets_sent"],
  ["totalDestinationPackets", "packets_received"]
] as const;

function readVolume(row: Row, event: Event): Rejected | null {
  for (const [column, name] of volumes) {
    const text = read(row, column);
    if (text === null) continue;
    const count = readNumber(text);
    if (count === null || !Number.isSafeInteger(count) || count < 0) {
      return rejectField(column, text, "a whole number, 0 or more");
    }
    // Adding 0 makes 0 of -0.
    event[name] = count + 0;
  }
  return null;
}

function quote(text: string): string {
  return JSON.stringify(cleanText(text.length > 60 ? `${text.slice(0, 59)}…` : text));
}
