import type {RecordedKind} from "../../engine/build/services/recorded.js";
import type {Seen} from "../../engine/build/services/seen.js";
import type {Selection} from "../../engine/selection.js";
import {chartFrame} from "../chart-frame.js";
import {formatCount} from "../format.js";
import type {Answer} from "../workbench/workbench.js";
import type {Recorded} from "./recorded.js";

export interface ValueListOptions<R extends Seen> {
  /** Unique on its page. */
  readonly id: string;
  /** What is listed, in the middle of a sentence: "passwords". */
  readonly what: string;
  /** The finding, where there are rows. */
  readonly finding: (rows: readonly R[]) => string;
  /** The order of the rows: "most attempts first". */
  readonly order: string;
  /** One more sentence. */
  readonly remark?: string;
  readonly answer: Answer<R>;
  /** What the list needs a log to record; absent where every log does. */
  readonly needs?: {readonly kind: RecordedKind; readonly recorded: Recorded; readonly selection: Selection};
  readonly height?: number;
  readonly showsSecrets?: () => boolean;
  readonly draw: (rows: readonly R[]) => Node;
}

/** The frame of a list of values: its finding, how much of all it lists, and why it is empty where it is. */
export function valueList<R extends Seen>(options: ValueListOptions<R>): HTMLElement {
  const {id, what, finding, order, remark, answer, needs, height = 420, showsSecrets, draw} = options;
  const heading = what.charAt(0).toUpperCase() + what.slice(1);
  return chartFrame<R>({
    id,
    title: rows => (rows.length === 0 ? heading : finding(rows)),
    subtitle: rows => [listed(rows, what, order), remark].filter(text => text !== undefined).join(" "),
    ...answer,
    height,
    total: rows => rows[0]?.all_events ?? 0,
    notMeasured: rows =>
      rows.length > 0 || needs === undefined
        ? null
        : needs.recorded.missing(needs.kind, what, needs.selection.datasets),
    empty: `No ${what} in this selection.`,
    ...(showsSecrets === undefined ? {} : {showsSecrets}),
    draw
  });
}

/** "The first 20 of 253 distinct passwords, most attempts first." */
function listed(rows: readonly Seen[], what: string, order: string): string {
  const all = rows[0]?.all_values ?? 0;
  if (all === 0) return "";
  const part =
    rows.length < all
      ? `The first ${formatCount(rows.length)} of ${formatCount(all)}`
      : `All ${formatCount(all)}`;
  return `${part} distinct ${what}, ${order}.`;
}
