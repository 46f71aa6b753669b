import {askStatus, type BlockSite} from "../decisions/decision-dialogs.js";
import {decisions} from "../decisions/decisions.js";
import {askAll, type BulkBarOptions} from "./bulk.js";
import {type RowSubject, rowActions} from "./row-menu.js";
import type {Said} from "./said.js";

export interface KeyedRow {
  readonly subject: RowSubject;
  readonly site: BlockSite;
  /** The rows that are ticked, which some keys are about where there are any. */
  readonly bulk: BulkBarOptions;
  readonly undo: Said;
  readonly title: string;
  /** Opens the details of the row. */
  readonly open: () => void;
}

/** Characters of a row's title that are repeated when it has been decided about. */
const titleLimit = 80;

/** Does what a key stands for about the row that has the focus: i, a, c, s, b or Enter. */
export function actByKey(key: string, {subject, site, bulk, undo, title, open}: KeyedRow): void {
  const isBulk = bulk.ids().length > 0;
  if (key === "Enter") open();
  else if (key === "c") {
    if (isBulk) askAll("close", bulk);
    else askStatus("close", subject.target, site);
  } else if (key === "a") {
    if (isBulk) askAll("acknowledge", bulk);
    else {
      const {id} = decisions.record({kind: "acknowledge", target: subject.target});
      undo.say(`Acknowledged ${title.slice(0, titleLimit)}.`, [id]);
    }
  } else {
    const action = rowActions(subject, site, open).find(each => each.key === key);
    if (action?.href !== undefined) location.assign(action.href);
    else action?.run?.();
  }
}
