import type {Mark} from "../../engine/decisions/fold-decisions.js";
import type {TimeRange} from "../../engine/selection.js";
import {askDialog, textInput} from "../decisions/ask-dialog.js";
import {decisions} from "../decisions/decisions.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {formatTime, formatTimeRange} from "../time-zone.js";

/** The longest comment; what keeps decisions allows more. */
const longest = 2000;

/** The reader's marks, each with its comment, and with buttons that brush, change and delete it. */
export function MarkList(
  marks: readonly Mark[],
  {timeZone, onBrush}: {readonly timeZone: string; readonly onBrush: (range: TimeRange) => void}
): HTMLElement {
  if (marks.length === 0)
    return html`<p class="mark-none" data-testid="marks">No marks yet. Brush a stretch of time and press “Mark this time …”: the mark stands in every chart here, and is kept with your decisions.</p>`;
  const inOrder = marks.toSorted((a, b) => a.from - b.from || a.to - b.to);
  return html`<ul class="mark-list" data-testid="marks">${inOrder.map(mark => item(mark, timeZone, onBrush))}</ul>`;
}

function item(mark: Mark, timeZone: string, onBrush: (range: TimeRange) => void): HTMLElement {
  const button = (label: string, kind: string, act: () => void) => {
    const node = html`<button type="button" class=${kind}>${label}</button>`;
    node.addEventListener("click", act);
    return node;
  };
  const when = formatTimeRange(mark.from, mark.to, timeZone);
  return html`<li data-mark=${mark.decision}>
    ${button(when, "link-button", () => onBrush(mark))}
    <span class="mark-comment">${logText(mark.text, longest)}</span>
    <small>${logText(mark.by, 60)}, ${formatTime(Date.parse(mark.at), timeZone)}</small>
    <span class="mark-buttons">
      ${button("Edit", "button", () => edit(mark, when))}
      ${button("Delete", "button", () => void decisions.record({kind: "unmark", decision: mark.decision}))}
    </span>
  </li>`;
}

/** What was said once stays in the trail: a change takes the mark away and sets another. */
function edit({from, to, text, decision}: Mark, when: string): void {
  const field = textInput(longest, text);
  askDialog({
    title: "Change this mark",
    about: when,
    fields: [{name: "text", label: "Comment", input: field}],
    decide: "Change",
    onDecide() {
      const spell = (time: number) => new Date(time).toISOString();
      // The new one first: where it is refused, the old one stays.
      decisions.record({kind: "mark", from: spell(from), to: spell(to), text: field.value});
      decisions.record({kind: "unmark", decision});
    }
  });
}
