import type {SourceContext} from "./source.js";
import {parseTimestamp} from "./timestamp.js";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** 1-12 of a month's name as logs abbreviate it; 0 for any other text. */
export const monthNumber = (name: string): number => months.indexOf(name) + 1;

const clf = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)(?: ([+-]\d{4}))?$/;

/**
 * A reader of times as the Common Log Format writes them, "10/Oct/2000:13:55:36 -0700" (also without a zone, which is then
 * the file's), or as ISO; milliseconds in UTC, null for what is neither. Busy servers write many lines with the same time,
 * so that the last one is remembered.
 */
export function createClfTimeReader(context: SourceContext): (text: string) => number | null {
  let lastText = "";
  let last: number | null = null;
  return text => {
    if (text !== lastText) {
      lastText = text;
      last = readClfTime(text, context);
    }
    return last;
  };
}

function readClfTime(text: string, context: SourceContext): number | null {
  const match = clf.exec(text);
  if (match === null) return parseTimestamp(text, context);
  const [, day = "", name = "", year = "", clock = "", zone = ""] = match;
  const month = String(monthNumber(name)).padStart(2, "0");
  return parseTimestamp(`${year}-${month}-${day}T${clock}${zone}`, context);
}
