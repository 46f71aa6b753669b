import {formatSpan} from "../../format.js";

/** What is looked back on, for the end of a sentence: "in the last hour", "so far". */
export function spanWords(span: number): string {
  return Number.isFinite(span) ? `in the last ${formatSpan(span).replace(/^1 (?=\w+$)/, "")}` : "so far";
}
