import {textLimits} from "../../engine/decisions/check-act.js";
import type {Act, Target, TargetKind} from "../../engine/decisions/decision.js";
import {askDialog, lineInput, textInput} from "../decisions/ask-dialog.js";
import {decisions} from "../decisions/decisions.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";

/**
 * Rows decided on at once; the audit trail has an entry for each, and what covers more is better suppressed by its kind. A browser
 * keeps some five million characters for a site: as many entries as this, and as many that undo them, take a fifth of that.
 */
export const mostAtOnce = 5000;

/** Characters of a note for so many rows. Each entry repeats it, and together they are to leave most of the browser's room free. */
export const noteLimit = (rows: number): number =>
  Math.min(textLimits.note, Math.floor(1_000_000 / Math.max(rows, 1)));

export interface BulkBar {
  readonly node: HTMLElement;
  update(ticked: ReadonlySet<string>, total: number | null, kind: TargetKind): void;
}

export interface BulkBarOptions {
  readonly ids: () => readonly string[];
  readonly kind: () => TargetKind;
  /** Ticks all rows that match, on other pages too. */
  readonly tickAll: () => void;
  readonly clear: () => void;
  /** Called with what was just decided, so that it can be undone. */
  readonly said: (words: string, ids: readonly string[]) => void;
}

/** What can be done with all rows that are ticked. Hidden while none is. */
export function bulkBar(options: BulkBarOptions): BulkBar {
  const count = html`<strong role="status" data-testid="triage-ticked"></strong>`;
  const button = (label: string, run: () => void) => {
    const element = html`<button type="button" class="button">${label}</button>` as HTMLButtonElement;
    element.addEventListener("click", run);
    return element;
  };
  const all = button("", options.tickAll);
  const star = button("Star", () => decideAll(options, "Starred", target => ({kind: "star", target})));
  const node = html`<div class="triage-bulk" role="group" aria-label="Selected rows" data-testid="triage-bulk" hidden>
    ${count}${all}${button("Acknowledge…", () => askAll("acknowledge", options))}${button("Close…", () => askAll("close", options))}
    ${button("Tag…", () => askTagAll(options))}${star}${button("Clear the selection", options.clear)}
  </div>`;
  return {
    node,
    update(ticked, total, kind) {
      node.hidden = ticked.size === 0;
      count.textContent = `${formatPlural(ticked.size, kind)} selected`;
      all.hidden = total === null || total <= ticked.size || ticked.size >= mostAtOnce;
      if (total !== null)
        all.textContent =
          total > mostAtOnce
            ? `Select the first ${formatCount(mostAtOnce)} of ${formatCount(total)} matching`
            : `Select all ${formatCount(total)} matching`;
    }
  };
}

function decideAll(
  {ids, kind, said, clear}: BulkBarOptions,
  words: string,
  act: (target: Target) => Act
): void {
  const made = decisions.recordAll(ids().map(id => act({kind: kind(), id}))).map(({id}) => id);
  said(`${words} ${formatPlural(made.length, kind())}.`, made);
  clear();
}

/** Acknowledges or closes all rows that are ticked, with one note for all of them, which may be left empty. */
export function askAll(how: "acknowledge" | "close", options: BulkBarOptions): void {
  const note = textInput(noteLimit(options.ids().length));
  const what = formatPlural(options.ids().length, options.kind());
  askDialog({
    title: how === "close" ? `Close ${what}` : `Acknowledge ${what}`,
    about: "Each gets an entry of its own in the audit trail; all of it can be undone.",
    fields: [
      {
        name: "note",
        label: how === "close" ? "What came of it?" : "What is being done?",
        hint: "May be left empty.",
        input: note
      }
    ],
    decide: how === "close" ? "Close" : "Acknowledge",
    onDecide() {
      const text = note.value.trim();
      decideAll(options, how === "close" ? "Closed" : "Acknowledged", target => ({
        kind: how,
        target,
        ...(text === "" ? {} : {note: text})
      }));
    }
  });
}

function askTagAll(options: BulkBarOptions): void {
  const tag = lineInput(textLimits.tag);
  askDialog({
    title: `Tag ${formatPlural(options.ids().length, options.kind())}`,
    fields: [{name: "tag", label: "Tag", hint: 'One or two words, such as "false positive".', input: tag}],
    decide: "Tag",
    onDecide: () => decideAll(options, "Tagged", target => ({kind: "tag", target, tag: tag.value}))
  });
}
