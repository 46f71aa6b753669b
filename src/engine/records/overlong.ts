import {recordLimit} from "./record.js";

/** How much of a record over the limit is kept, in UTF-16 units: enough to see what it is. */
const kept = 1 << 20;

/** What goes to quarantine for a record longer than the limit: its beginning, and a reason that gives its length. */
export function overlong(beginning: string, moreUnits: number): [text: string, reason: string] {
  const length = beginning.length + moreUnits;
  return [
    beginning.slice(0, kept),
    `record of ${length} characters is over the limit of ${recordLimit}; its first ${kept} are kept`
  ];
}
