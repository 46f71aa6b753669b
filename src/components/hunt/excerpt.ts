import {passwordDots} from "../hidden-password.js";

/** Characters shown before and after what was found. */
const around = {before: 40, after: 100};

/** A text with the place where something stands in it. */
export interface Excerpt {
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

/**
 * Where a text holds another, whatever the case, with what stands around it; null where it does not.
 */
export function excerptOf(text: string, wanted: string): Excerpt | null {
  if (wanted === "") return null;
  const lower = text.toLowerCase();
  // A few letters become two in lower case; then only the same case is found, since places would not be the same.
  const at = lower.length === text.length ? lower.indexOf(wanted.toLowerCase()) : text.indexOf(wanted);
  if (at < 0) return null;
  const from = Math.max(0, at - around.before);
  const end = at + wanted.length;
  return {
    before: `${from > 0 ? "…" : ""}${text.slice(from, at)}`,
    match: text.slice(at, end),
    after: `${text.slice(end, end + around.after)}${text.length > end + around.after ? "…" : ""}`
  };
}

/** A text without a password in it; passwords are hidden until somebody shows them where sessions and alerts are. */
export function hidePassword(text: string, password: string | null): string {
  return password === null || password === "" ? text : text.replaceAll(password, passwordDots);
}
