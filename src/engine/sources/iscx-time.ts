import type {SourceContext} from "./source.js";
import {parseTimestamp} from "./timestamp.js";

export interface FlowTime {
  /** Milliseconds in UTC. */
  readonly time: number;
  /** The day as the file has it, YYYY-MM-DD, whatever its zone. */
  readonly date: string;
  /** Whether the file gives seconds; without them a difference of two times is no duration. */
  readonly hasSeconds: boolean;
}

export const expectedFlowTime = 'month/day/year and a time ("6/13/2010 23:57"), or an ISO 8601 date and time';

const monthFirst = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})(:\d{2})?(?: ([AP])M)?$/i;

/** As many as there are minutes in five days. */
const remembered = 7200;

/**
 * A reader of flow times: ISO, as the XML has them, or month first, as spreadsheets write them into the CSV, with 24 hours or
 * AM and PM. Null for anything else. Times are remembered, since thousands of flows start in the same minute.
 */
export function createFlowTimeReader(context: SourceContext): (text: string) => FlowTime | null {
  const known = new Map<string, FlowTime | null>();
  return text => {
    let time = known.get(text);
    if (time === undefined) {
      if (known.size >= remembered) known.clear();
      time = readFlowTime(text, context);
      known.set(text, time);
    }
    return time;
  };
}

function readFlowTime(text: string, context: SourceContext): FlowTime | null {
  if (text.length > 40) return null;
  const match = monthFirst.exec(text);
  const iso = match === null ? text : toIso(match);
  const time = iso === null ? null : parseTimestamp(iso, context);
  if (iso === null || time === null) return null;
  return {time, date: iso.slice(0, 10), hasSeconds: iso[16] === ":"};
}

function toIso([, month = "", day = "", year = "", hour = "", minute = "", seconds = "", half]: string[]):
  | string
  | null {
  let hours = Number(hour);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return null;
    hours = (hours % 12) + (half.toUpperCase() === "P" ? 12 : 0);
  }
  const pad = (part: string) => part.padStart(2, "0");
  return `${year}-${pad(month)}-${pad(day)}T${pad(String(hours))}:${minute}${seconds}`;
}
