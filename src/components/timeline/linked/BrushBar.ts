import {totalWithin} from "../../../engine/cube/linked-counts.js";
import {askMark} from "../../decisions/decision-dialogs.js";
import {formatPlural, formatSpan} from "../../format.js";
import {html} from "../../html.js";
import {formatTimeRange} from "../../time-zone.js";
import type {LinkedCharts} from "./linked-charts.js";
import type {LinkedState} from "./linked-state.js";

/** What is brushed, in words, and what can be done with it. Stays in view, since the charts that follow are further down. */
export function BrushBar(linked: LinkedCharts): HTMLElement {
  const said = html`<span class="brush-said" role="status" data-testid="brushed">…</span>`;
  const button = (label: string, act: () => void) => {
    const node = html`<button type="button" class="button">${label}</button>` as HTMLButtonElement;
    node.addEventListener("click", act);
    return node;
  };
  let latest: LinkedState | null = null;
  const zoom = button("Zoom to selection", () => linked.zoom());
  const clear = button("Clear brush", () => linked.brush(null));
  const mark = button("Mark this time …", () => {
    if (latest !== null) askMark(latest.shown.from, latest.shown.to);
  });
  linked.add({
    draw(state) {
      latest = state;
      const {brush, shown, timeZone, counts} = state;
      const events = totalWithin(counts, shown);
      const what =
        brush === null
          ? "Nothing brushed: all of the window"
          : formatTimeRange(shown.from, shown.to, timeZone);
      said.textContent = `${what} · ${formatSpan(shown.to - shown.from)} · ${formatPlural(events, "event")}`;
      said.dataset.total = String(events);
      clear.disabled = brush === null;
      zoom.disabled = brush === null && Object.values(state.picks).every(picked => picked.length === 0);
    }
  });
  return html`<div class="brush-bar">${said}<span class="brush-buttons">${zoom}${clear}${mark}</span></div>`;
}
