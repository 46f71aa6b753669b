import {cutText} from "./story-limits.js";

/** A number as a sentence has it. */
export const count = (number: number): string => Math.round(number).toLocaleString("en-US");

/** "1 event", "2,000 events" */
export const plural = (number: number, one: string, several = `${one}s`): string =>
  `${count(number)} ${Math.round(number) === 1 ? one : several}`;

/** A length of time in its largest unit: "25 minutes", "4 hours". */
export function duration(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  return minutes < 120 ? plural(minutes, "minute") : plural(minutes / 60, "hour");
}

const addressLike = /\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}/i;

/**
 * A text of the logs as a title may hold it: in one line of bearable length, without control characters; null where it holds what may
 * be an address, which only places that mask addresses may show.
 */
export function plainText(text: string, longest: number): string | null {
  if (addressLike.test(text)) return null;
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, " ").trim();
  return line === "" ? null : cutText(line, longest);
}

const names = new Intl.DisplayNames("en", {type: "region", fallback: "code"});

/** The name of a country by its code; what is none as it is. */
export const countryName = (code: string): string =>
  /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : (plainText(code, 60) ?? "an unknown country");
