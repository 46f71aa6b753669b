import {findLateEvents} from "../../engine/replay/late-events.js";
import type {Replay} from "../../engine/replay/replay.js";
import {formatPlural, formatSpan} from "../format.js";
import {html} from "../html.js";

/** Says how many events come long after they happened, which a clock that was set back does too; null where none does. */
export function lateNote(replay: Replay): HTMLElement | null {
  const {events, latest} = findLateEvents(replay);
  if (events === 0) return null;
  return html`<p class="frame-footnote" data-testid="replay-late">${formatPlural(events, "event")} happened more than 10 minutes before the clock shows them, the farthest ${formatSpan(latest)}: they appear when they were logged. Long flows do so, and whatever was logged after a clock was set back.</p>`;
}
