import type {RecordSink} from "./record.js";

/** Hands one JSON text to the sink: as a record if it is an object, as broken otherwise. */
export function parseRecord(text: string, sink: RecordSink<unknown>): void {
  const value = parseJson(text);
  if (value === undefined) {
    sink.broken(text, describeBroken(text));
    return;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) sink.record(value, text);
  else
    sink.broken(
      text,
      `expected a JSON object, found ${value === null ? "null" : Array.isArray(value) ? "an array" : `a ${typeof value}`}`
    );
}

/** The value of a JSON text; undefined when it is not one. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A short constant reason for why a text is not JSON, so that equal causes add up. Judged from the text, because
 * JSON.parse words its errors differently in every browser.
 */
export function describeBroken(text: string): string {
  if (text.includes("\u0000")) return "not JSON: contains NUL bytes";
  if (text.startsWith("{") && !text.trimEnd().endsWith("}")) return "not JSON: object cut short";
  return "not JSON: malformed object";
}
