import type {Target} from "../../engine/decisions/decision.js";
import type {Status} from "../../engine/decisions/fold-decisions.js";
import {html, svg} from "../html.js";
import {visibleText} from "../log-text.js";
import {timeText} from "./decision-words.js";
import {decisions} from "./decisions.js";
import {followDecisions} from "./follow-decisions.js";

/** Each status as a ring that fills: in a 12 x 12 box. */
const shape: Readonly<Record<Status, () => SVGElement>> = {
  open: () => svg`<g></g>`,
  acknowledged: () => svg`<path d="M6 1.500A4.500 4.500 0 0 1 6 10.500Z" fill="currentColor"></path>`,
  closed: () => svg`<circle cx="6" cy="6" r="4.500" fill="currentColor"></circle>`
};

/**
 * What has been decided about something, as a shape and a word, with a star where it has one: changes by itself when somebody decides.
 */
export function statusMark(target: Target): HTMLElement {
  return followDecisions(html`<span class="status-mark"></span>`, mark => {
    const state = decisions.state();
    const {status, note, at, by} = state.statusOf(target);
    mark.dataset.status = status;
    mark.title =
      at === null || by === null
        ? ""
        : visibleText(`${by}, ${timeText(at)}${note === null ? "" : `: ${note}`}`);
    const starred = state.isStarred(target)
      ? html`<span class="status-star" role="img" aria-label="starred">★</span>`
      : "";
    mark.replaceChildren(
      svg`<svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="4.500" fill="none" stroke="currentColor" stroke-width="1.500"></circle>${shape[status]()}</svg>`,
      ` ${status}`,
      starred
    );
  });
}
