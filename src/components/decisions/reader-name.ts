import {textLimits} from "../../engine/decisions/check-act.js";

/** Under which decisions are written down until the reader gives another name. */
export const defaultReader = "reader";
export const readerKey = "flowbook-reader";

/** The name where storage is forbidden: it lasts as long as the page. */
let nameOfPage: string | null = null;

/** How the reader wants to be called; null until asked. */
export function givenName(): string | null {
  try {
    return clean(localStorage.getItem(readerKey) ?? "") ?? nameOfPage;
  } catch {
    return nameOfPage;
  }
}

export const readerName = () => givenName() ?? defaultReader;

/** Remembers a name for every page. A blank one is the default. */
export function rememberName(name: string): void {
  nameOfPage = clean(name) ?? defaultReader;
  try {
    localStorage.setItem(readerKey, nameOfPage);
  } catch {
    // Storage may be forbidden; the name then lasts as long as the page.
  }
}

/** One line without control characters; null when nothing is left. */
function clean(name: string): string | null {
  const text = name
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, textLimits.by)
    .trim();
  return text === "" ? null : text;
}
